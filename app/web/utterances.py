"""Statements as an event page shows them: each utterance once, its versions under each other, with what drifted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy.orm import Session

from app.linking.utterances import drift_spans
from app.store.statements import list_statements
from app.store.views import StatementView
from app.web.highlight import Span, highlight


@dataclass(frozen=True)
class Version:
    statement: StatementView
    html: Markup
    has_drift: bool


@dataclass(frozen=True)
class UtteranceView:
    """What was said once. `drift` is in words: 和 → 或."""

    versions: tuple[Version, ...]
    drift: tuple[tuple[str, str], ...]

    @property
    def first(self) -> StatementView:
        return self.versions[0].statement


def utterances(session: Session, statements: Iterable[StatementView]) -> tuple[UtteranceView, ...]:
    """In the order given. The versions of other outlets are added, wherever they stand."""
    shown: dict[str, UtteranceView] = {}
    for statement in statements:
        name = statement.utterance or statement.key
        if name not in shown:
            versions = list_statements(session, utterance=name) if statement.utterance else (statement,)
            shown[name] = _view(name, versions or (statement,))
    return tuple(shown.values())


def _view(name: str, statements: Sequence[StatementView]) -> UtteranceView:
    """Every version beside the first of all, which is the one that the utterance is named after."""
    ranked = sorted(statements, key=lambda each: each.key != name)
    first = ranked[0]
    spans: list[tuple[int, int]] = []
    versions: list[Version] = []
    for other in ranked[1:]:
        ours, theirs = drift_spans(first.quote, other.quote)
        spans += ours
        versions.append(Version(other, _marked(other.quote, theirs), bool(theirs)))
    own = Version(first, _marked(first.quote, spans), bool(spans))
    drift = dict.fromkeys(change for each in ranked for change in each.drift)
    return UtteranceView((own, *versions), tuple(drift))


def _marked(quote: str, spans: Iterable[tuple[int, int]]) -> Markup:
    return highlight(quote, [Span(start, end, "drift") for start, end in dict.fromkeys(spans) if start < end])
