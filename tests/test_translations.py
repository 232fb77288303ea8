"""Nothing that a page says is left untranslated: keys, catalogues, templates and scripts agree."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import opencc
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, NavigableString
from jinja2 import Environment, nodes

from app.web.language import DOMAIN, Language

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "translations"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static").glob("*.js"))
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
TAG = re.compile(r"</?\w+[^>]*>")
CATALOGUES = [each.replace("-", "_") for each in Language if each is not Language.HANS]

# What is the same in every language: names of the program, of formats, of keys, and what languages call themselves.
FORMATS = {
    "CSV",
    "JSON",
    "JSON Lines",
    "W3C Web Annotation",
    "Web Annotation",
    "SHA-256",
    "IPTC Media Topics",
    "https://",
}
SAME_WORDS = {"Annals", "编"} | FORMATS
KEYS = re.compile(r"Enter|Esc|[a-z]")


@cache
def keys() -> frozenset[tuple[str | None, str | tuple[str, ...]]]:
    """What templates, code and word lists say: by context and key, two keys where a number decides."""
    with (FOLDER / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = extract_from_dir(ROOT, methods, options, DEFAULT_KEYWORDS | parse_keywords(makefile_keywords()))
    return frozenset((context, key) for _, _, key, _, context in found)


def makefile_keywords() -> list[str]:
    """The names of functions that `make translations` looks for."""
    found = re.search(r'pybabel -q extract .*-k "([^"]+)"', (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert found
    return found[1].split()


@cache
def catalogue(name: str) -> Catalog:
    with (FOLDER / name / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file)


def messages(name: str) -> list[Message]:
    return [message for message in catalogue(name) if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_key_is_in_every_catalogue_and_no_other(name: str) -> None:
    there = {(message.context, message.id) for message in messages(name)}
    assert there - keys() == set(), "out of use: run `make translations`"
    assert keys() - there == set(), "new: run `make translations` and translate"


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_key_is_translated_in_every_form_and_none_is_doubtful(name: str) -> None:
    assert [message.id for message in messages(name) if not all(forms(message.string))] == []
    assert [message.id for message in messages(name) if message.fuzzy] == []
    plural = {len(forms(message.string)) for message in messages(name) if message.pluralizable}
    assert plural == {catalogue(name).num_plurals}


@pytest.mark.parametrize("name", CATALOGUES)
def test_placeholders_and_elements_of_key_and_translation_agree(name: str) -> None:
    wrong = []
    for message in messages(name):
        wanted = forms(message.id)[0]
        for number, told in enumerate(forms(message.string)):
            # Of one, the number may go without saying: the only one.
            optional = {"num"} if message.pluralizable and number == 0 else set()
            missing = set(PLACEHOLDER.findall(wanted)) - set(PLACEHOLDER.findall(told)) - optional
            strange = set(PLACEHOLDER.findall(told)) - set(PLACEHOLDER.findall(wanted))
            elements = sorted(TAG.findall(wanted)) == sorted(TAG.findall(told))
            if missing or strange or not elements or "%" in PLACEHOLDER.sub("", told).replace("%%", ""):
                wrong.append((wanted, told))
    assert wrong == []


def test_english_has_no_chinese_word_or_mark_in_it() -> None:
    assert [told for message in messages("en") for told in forms(message.string) if CHINESE.search(told)] == []


def test_traditional_chinese_has_no_simplified_character_nor_a_word_of_the_mainland() -> None:
    converter = opencc.OpenCC("s2tw")
    told = [each for message in messages("zh_Hant") for each in forms(message.string)]
    # Both are written so in Taiwan and Hong Kong, whatever the tables say.
    simplified = [each for each in told if converter.convert(each).replace("臺", "台").replace("瞭解", "了解") != each]
    assert simplified == []
    assert [each for each in told if MAINLAND.search(each)] == []


MAINLAND = re.compile(r"搜索|信息|網絡|鏈接|視圖|數據庫|服務器|默認|文件夾|字符|“|”|視頻|軟件|訪問量|快捷|計劃|報道")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_no_words_outside_of_a_translation(template: Path) -> None:
    assert list(bare_words(template.read_text(encoding="utf-8"))) == []


def test_bare_words_are_found_wherever_they_stand() -> None:
    source = """<p title="Hello">{{ _("你好") }} 世界{% if x %}{{ "再见" if y }}{% endif %}</p>
        {% set words = [("/", "时间线")] %}<p>See {{ z }}</p>{% trans %}好{% endtrans %}<kbd>j</kbd>"""
    assert sorted(bare_words(source)) == ["Hello", "See", "世界", "再见", "时间线"]


def bare_words(source: str) -> Iterator[str]:
    """Words that a reader would see, in text, in attributes or in the strings of expressions."""
    environment = Environment(extensions=["jinja2.ext.i18n"])
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    tree = environment.parse(source)
    calls = [call for call in tree.find_all(nodes.Call) if is_translation(call)]
    said = {id(part) for call in calls for part in call.find_all(nodes.Const)}
    for part in tree.find_all(nodes.Const):
        if isinstance(part.value, str) and CHINESE.search(part.value) and id(part) not in said:
            yield part.value
    # Expressions and statements leave gaps; what stands on both sides of one is still one attribute or text.
    yield from words_of(BeautifulSoup(gaps_filled(source), "lxml"))


def is_translation(call: nodes.Call) -> bool:
    names = {"_", "gettext", "ngettext", "pgettext", "npgettext", "counted", "say"}
    return isinstance(call.node, nodes.Name) and call.node.name in names


def gaps_filled(source: str) -> str:
    source = re.sub(r"\{#.*?#\}", "", source, flags=re.S)
    source = re.sub(r"\{% block main_class %\}.*?\{% endblock %\}", "", source)
    source = re.sub(r"\{% macro (swap|plain)\(.*?endmacro", "{%", source, flags=re.S)  # they write attributes
    source = re.sub(r"\{% trans\b.*?\{% endtrans %\}", "", source, flags=re.S)
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", source, flags=re.S)


def words_of(page: BeautifulSoup) -> Iterator[str]:
    for element in page.find_all(True):
        for attribute in ("title", "aria-label", "placeholder", "alt", "data-unit", "data-copied", "data-slot"):
            yield from (each for each in [str(element.get(attribute, "")).strip()] if is_word(each))
    for text in page.find_all(string=True):
        parent = text.parent
        if type(text) is not NavigableString or parent is None or parent.name in ("script", "style"):
            continue
        is_key = parent.name == "kbd" and KEYS.fullmatch(text.strip())
        is_command = parent.name == "code" and not CHINESE.search(text)
        if not is_key and not is_command:
            yield from (each for each in [text.strip()] if is_word(each))


def is_word(text: str) -> bool:
    rest = text
    for same in sorted(SAME_WORDS, key=len, reverse=True):
        rest = rest.replace(same, "")
    return bool(re.search(r"[A-Za-z\u3400-\u9fff]", rest))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_has_no_words_of_its_own(script: Path) -> None:
    code = re.sub(r"^\s*//.*$", "", script.read_text(encoding="utf-8"), flags=re.M)
    assert CHINESE.findall(code) == []


MODULES = sorted((ROOT / "app/web").rglob("*.py"))
SAYING = {"say", "sentence", "counted", "plural", "pgettext"}
# Marks that are looked for in texts, not said; the names of languages; what stored words begin with.
NOT_SAID = {"fragments.py", "language.py", "names.py"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_code_of_the_pages_has_no_chinese_outside_of_a_translation(module: Path) -> None:
    if module.name in NOT_SAID:
        return
    tree = ast.parse(module.read_text(encoding="utf-8"))
    said = {id(part) for call in ast.walk(tree) if isinstance(call, ast.Call) for part in parts_said(call)}
    said |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    bare = [node.value for node in strings if re.search(r"[\u3400-\u9fff]", node.value) and id(node) not in said]
    assert [each for each in bare if each not in {"Annals 编年", "年"}] == []


def parts_said(call: ast.Call) -> list[ast.expr]:
    return call.args[:2] if isinstance(call.func, ast.Name) and call.func.id in SAYING else []
