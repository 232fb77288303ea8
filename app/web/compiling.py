"""Templates compiled for one language: their words and their partials are in place before anybody asks for a page.

A page of the timeline has a thousand partials and as many words; to look up each while the page is made takes longer
than all the rest. So where a template says `_("时间线")` its code holds the words, and where it includes another by
name, the code of that one. Neither changes what a template means; the line in a traceback may be that of a partial.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from keyword import iskeyword
from secrets import token_hex
from types import FunctionType, ModuleType

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from app.web.language import Language, Tongue

# A place for a value in a pattern, or a percent sign.
_PLACE = re.compile(r"%\((\w+)\)s|%%")
# Some numbers of every plural form that a language may have.
_NUMBERS = (0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 20, 21, 22, 100, 101, 102, 111)
_UNSAFE = re.compile("[&<>\"']").search
# Of half a KB each.
_MOST_PATTERNS = 8_000
_SECRET = f"place-{token_hex(12)}-"


class Templates:
    """The templates of all languages. `globals` are what every template knows."""

    def __init__(self, environment: "SpokenEnvironment") -> None:
        self._environment = environment
        self._spoken: dict[Language, SpokenEnvironment] = {}
        self._patterns: dict[Hashable, str] = {}
        self.globals = environment.globals

    def render(self, tongue: Tongue, name: str, context: Mapping[str, object]) -> str:
        if tongue.language not in self._spoken:
            self._spoken[tongue.language] = self._environment.speaking(tongue)
        return self._spoken[tongue.language].get_template(name).render(context)

    def pattern(self, tongue: Tongue, name: str, context: Mapping[str, object]) -> str:
        """The same with %(…)s where a value of the context was a `place`; what is filled in must be escaped."""
        first, *others = self.render(tongue, name, context).replace("%", "%%").split(_SECRET)
        return first + "".join([f"%({each.replace('.', ')s', 1)}" for each in others])

    def kept_pattern(
        self, tongue: Tongue, name: str, about: tuple[Hashable, ...], context: Callable[[], Mapping[str, object]]
    ) -> str:
        """The pattern, written once for each of what it is about; that alone may `context` depend on."""
        key = (tongue.language, name, about)
        found = self._patterns.get(key)
        if found is None:
            if len(self._patterns) >= _MOST_PATTERNS:
                self._patterns.clear()
            found = self._patterns[key] = self.pattern(tongue, name, context())
        return found


def place(name: str) -> str:
    """A value that is filled in later, see `Templates.pattern`. No text of the archive can be taken for it."""
    return f"{_SECRET}{name}."


def shown(value: object) -> str:
    """The value as a page writes it: escaped, unless there is nothing to escape or it is marked up."""
    if type(value) is str and not _UNSAFE(value):
        return value
    return value if type(value) is Markup else escape(value)


class _Code(CodeGenerator):
    """What it writes is what Jinja writes, with less around each value and each call."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.writeline(f"from {__name__} import shown")
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        keywords = [each.key for each in node.kwargs]
        if node.dyn_args or node.dyn_kwargs or any(map(iskeyword, keywords)) or not self._is_plain(node.node):
            return super().visit_Call(node, frame, forward_caller=forward_caller)
        self.visit(node.node, frame)
        self.write("(")
        for each in (*node.args, *node.kwargs):
            self.visit(each, frame)
            self.write(", ")
        self.write(")")

    def _is_plain(self, called: nodes.Expr) -> bool:
        """A function of this program, that asks nothing of the template which calls it."""
        known = self.environment.globals
        if isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name):
            module = known.get(called.node.name)
            return isinstance(module, ModuleType) and isinstance(getattr(module, called.attr, None), FunctionType)
        found = known.get(called.name) if isinstance(called, nodes.Name) else None
        return isinstance(found, FunctionType) and not hasattr(found, "jinja_pass_arg")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("shown(")


class SpokenEnvironment(Environment):
    """Without a tongue, nothing is put in place."""

    code_generator_class = _Code
    tongue: Tongue | None = None

    def speaking(self, tongue: Tongue) -> "SpokenEnvironment":
        made = self.overlay()
        assert isinstance(made, SpokenEnvironment)
        made.tongue = tongue
        return made

    def in_place(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        if self.tongue is not None:
            _InPlace(self, self.tongue).visit(parsed)
        return parsed

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = self.in_place(source, name, filename)
        for whole in list(parsed.find_all(nodes.Block)) or (parsed,):
            whole.body = _gathered(whole.body, whole.lineno)
        return parsed


class _InPlace(NodeTransformer):
    """For words, templates call `_` and `pgettext`, and `counted` (web.language)."""

    def __init__(self, environment: SpokenEnvironment, tongue: Tongue) -> None:
        self._environment = environment
        self._tongue = tongue

    def visit_Include(self, node: nodes.Include) -> nodes.Node:
        loader = self._environment.loader
        if not isinstance(node.template, nodes.Const) or node.ignore_missing or not node.with_context or not loader:
            return node
        name = node.template.value
        source, filename, _ = loader.get_source(self._environment, name)
        # What it sets stays its own.
        return nodes.Scope(self._environment.in_place(source, name, filename).body, lineno=node.lineno)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        """Words are as much text of the template as what stands around them."""
        parts: list[nodes.Expr] = []
        for each in node.nodes:
            found = self.visit(each)
            is_sentence = isinstance(each, nodes.Call) and isinstance(found, nodes.Concat)
            parts += found.nodes if is_sentence else [found]
        node.nodes = [_as_text(part) for part in parts]
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
            return node
        words = [each.value for each in node.args if isinstance(each, nodes.Const) and isinstance(each.value, str)]
        values = {each.key: each.value for each in node.kwargs}
        match node.node.name, words, node.args:
            case "_" | "gettext", [pattern], [_]:
                return _filled(self._tongue.words.gettext(pattern), values, node.lineno)
            case "pgettext", [context, pattern], [_, _]:
                return _filled(self._tongue.words.pgettext(context, pattern), values, node.lineno)
            case "counted", [pattern], [_, number]:
                return self._counted(pattern, number, values) or node
            case "language", [], []:
                return nodes.Const(str(self._tongue.language), lineno=node.lineno)
        return node

    def _counted(self, pattern: str, number: nodes.Expr, values: Mapping[str, nodes.Expr]) -> nodes.Expr | None:
        """None where the form of the words depends on more than whether the number is one."""
        forms = {n: self._tongue.words.ngettext(pattern, pattern, n) for n in _NUMBERS}
        one, many = forms.pop(1), sorted(set(forms.values()))
        if len(many) > 1:
            return None
        line, values = number.lineno, {"num": number, **values}
        if many == [one]:
            return _filled(one, values, line)
        is_one = nodes.Compare(number, [nodes.Operand("eq", nodes.Const(1))], lineno=line)
        return nodes.CondExpr(is_one, _filled(one, values, line), _filled(many[0], values, line), lineno=line)


def _gathered(body: list[nodes.Node], line: int) -> list[nodes.Node]:
    """The same, gathered in a list, not handed piece by piece to every template that this one extends."""
    return [nodes.FilterBlock(body, nodes.Filter(None, "safe", [], [], None, None, lineno=line), lineno=line)]


def _filled(pattern: str, values: Mapping[str, nodes.Expr], line: int) -> nodes.Expr:
    """The pattern, which may hold elements, with its values, which are escaped unless they are marked up."""
    parts: list[nodes.Expr | Markup] = []
    at = 0
    for place in _PLACE.finditer(pattern):
        value = values[place[1]] if place[1] else nodes.Const("%")
        parts += [Markup(pattern[at : place.start()]), escape(value.value) if isinstance(value, nodes.Const) else value]
        at = place.end()
    found = list(_joined([*parts, Markup(pattern[at:])], line))
    return found[0] if len(found) == 1 else nodes.Concat(found, lineno=line)


def _joined(parts: Iterable[nodes.Expr | Markup], line: int) -> Iterable[nodes.Expr]:
    """Neighbouring words as one; a sentence without any is one of no words."""
    words, is_any = Markup(), False
    for part in parts:
        if isinstance(part, Markup):
            words += part
            continue
        if words:
            yield _words(words, line)
        yield part
        words, is_any = Markup(), True
    if words or not is_any:
        yield _words(words, line)


def _words(text: Markup, line: int) -> nodes.Expr:
    return nodes.MarkSafe(nodes.Const(str(text), lineno=line), lineno=line)


def _as_text(part: nodes.Expr) -> nodes.Expr:
    if isinstance(part, nodes.MarkSafe) and isinstance(part.expr, nodes.Const):
        return nodes.TemplateData(part.expr.value, lineno=part.lineno)
    return part
