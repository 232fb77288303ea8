"""A template compiled for a language says what the same template says that looks its words up."""

import pytest
from jinja2 import DictLoader, StrictUndefined, TemplateNotFound

from app.settings import folder
from app.web import language
from app.web.compiling import SpokenEnvironment, Templates
from app.web.language import Language

TONGUES = language.read_tongues(folder("translations"))
VALUES = {"n": 1, "many": 7, "name": "<甲>", "marked": language.Markup("<b>乙</b>"), "names": ["一", "二"]}


def environment(**templates: str) -> SpokenEnvironment:
    made = SpokenEnvironment(
        loader=DictLoader(templates), autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"]
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        language.gettext, language.ngettext, newstyle=True, pgettext=language.pgettext, npgettext=language.npgettext
    )
    made.filters["plain"] = language.plain
    made.globals |= {"counted": language.counted_html, "language": language.language}
    return made


@pytest.mark.parametrize("tongue", Language)
@pytest.mark.parametrize(
    "template",
    [
        '{{ _("时间线") }}',
        '<a title="{{ _("时间线") }}">{{ _("主题") }}</a>',
        '{{ pgettext("nav", "人物与机构") }}',
        '{{ _("不含%(facet)s：%(value)s", facet=name, value=marked) }}',
        '{{ _("不含%(facet)s：%(value)s", facet="<", value=name)|plain }}',
        '{{ _("只能是 %(values)s", values="a & b") }}',
        '{% for words in [_("主题"), _("关于")] %}{{ words }}{% endfor %}',
        '{{ counted("%(num)s 个事件", n) }} {{ counted("%(num)s 个事件", many) }}',
        '{{ counted("<strong>%(num)s</strong> 个事件", many) }}',
        '{{ counted("%(when)s：%(num)s 个事件", n, when=name) }}',
        '{{ "x" if counted("%(num)s 个事件", n) == "1 event" }}',
        "{{ language() }}",
        "{% trans day=name %}<time>{{ day }}</time>发布{% endtrans %}",
    ],
)
def test_words_in_place_are_those_that_would_be_looked_up(tongue: Language, template: str) -> None:
    language.speak(TONGUES[tongue])
    made = environment(page=template)
    assert Templates(made).render(TONGUES[tongue], "page", VALUES) == made.get_template("page").render(VALUES)
    language.speak(TONGUES[Language.HANS])


@pytest.mark.parametrize(
    ("page", "partial", "written"),
    [
        ('{% for each in names %}{% include "partial" %}{% endfor %}', "[{{ each }}]", "[一][二]"),
        ('{% with each = n %}{% include "partial" %}{% endwith %}', "{{ each }}", "1"),
        ('{% set x = 1 %}{% include "partial" %}{{ x }}', "{% set x = 2 %}{{ x }}", "21"),
        ('{% include "partial" %}', '{{ absent|default("nothing") }}', "nothing"),
        ('{% block all %}{% include "partial" %}{% endblock %}', "{{ name }}", "&lt;甲&gt;"),
        ('{% include ["absent", "partial"] %}', "{{ n }}", "1"),
    ],
)
def test_a_partial_in_place_sees_what_surrounds_it(page: str, partial: str, written: str) -> None:
    made = Templates(environment(page=page, partial=partial))
    assert made.render(TONGUES[Language.HANS], "page", VALUES) == written


def test_what_extends_another_fills_its_blocks() -> None:
    base = "<{% block one %}{% endblock %}|{% block two %}2{% endblock %}>"
    page = '{% extends "base" %}{% block one %}{{ super() }}{{ name }}{% include "partial" %}{% endblock %}'
    made = Templates(environment(base=base, page=page, partial="{{ n }}"))
    assert made.render(TONGUES[Language.HANS], "page", VALUES) == "<&lt;甲&gt;1|2>"


def test_a_partial_that_is_not_there_is_an_error() -> None:
    with pytest.raises(TemplateNotFound):
        Templates(environment(page='{% include "partial" %}')).render(TONGUES[Language.HANS], "page", VALUES)


def test_no_words_are_looked_up_and_no_partials_opened_while_a_page_is_made() -> None:
    made = environment(page='{{ _("时间线") }}{% include "partial" %}', partial='{{ counted("%(num)s 个事件", n) }}')
    templates = Templates(made)
    assert templates.render(TONGUES[Language.ENGLISH], "page", VALUES) == "Timeline1 event"
    del made.globals["gettext"], made.globals["_"], made.globals["counted"]
    assert templates.render(TONGUES[Language.ENGLISH], "page", VALUES) == "Timeline1 event"
