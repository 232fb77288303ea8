"""The filter panel: what its facets show, and what its form must carry along."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qsl

from app.filters import FACETS, EventFilter, describe, to_query, toggled_queries
from app.store.aliases import names_of, plain
from app.store.views import Facet, FacetValue
from app.web import labels, links
from app.web.language import plain as without_elements

_SHOWN_AT_ONCE = 8
_FOLDED_FROM = 12
_OPEN_AT_FIRST = frozenset({"actor", "topic", "type", "status"})
_OWN_INPUTS = frozenset({"q", "from", "to", "undated", "known", "actor.mode", "actor.people"})


@dataclass(frozen=True)
class Row:
    """`names` are its other names, for searching in the browser; `toggle_exclusion` is the address with this value
    excluded, or no longer."""

    id: str
    value: str
    label: str
    names: str
    count: int
    selected: bool
    excluded: bool
    toggle_exclusion: str


@dataclass(frozen=True)
class FacetPanel:
    """`top` is always shown, `rest` on unfolding; `total` counts also the values that are not listed at all. `find`
    are the words that its values were looked for by; None where there are too few to look for any."""

    name: str
    label: str
    is_open: bool
    top: tuple[Row, ...]
    rest: tuple[Row, ...]
    total: int
    listed: int
    find: str | None


@dataclass(frozen=True)
class Panel:
    """`hidden` are the parameters of the view that no visible control of the form states."""

    facets: tuple[FacetPanel, ...]
    hidden: tuple[tuple[str, str], ...]
    active: int


def filter_panel(chosen: EventFilter, facets: Iterable[Facet], find: Mapping[str, str] | None = None) -> Panel:
    asked = find or {}
    panels = tuple(_facet_panel(chosen, facet, asked.get(facet.name, "")) for facet in facets if facet.total)
    stated = {(panel.name, row.value) for panel in panels for row in (*panel.top, *panel.rest) if row.selected}
    hidden = tuple(
        (name, value)
        for name, value in parse_qsl(to_query(chosen))
        if name not in _OWN_INPUTS and (name, value) not in stated
    )
    return Panel(panels, hidden, len(describe(chosen)))


def looked_for(find: Mapping[str, str]) -> dict[str, Callable[[str], bool]]:
    """By facet, which values are called by the words typed to find them: by any of their names, in any script."""
    return {facet: partial(_is_called, facet, plain(words)) for facet, words in find.items() if facet in FACETS}


def _is_called(facet: str, words: str, value: str) -> bool:
    shown = without_elements(labels.facet_value(facet, value))
    return any(words in plain(name) for name in (value, shown, *_other_names(facet, value)))


def _other_names(facet: str, value: str) -> tuple[str, ...]:
    return names_of(value) if facet == "actor" else ()


def _facet_panel(chosen: EventFilter, facet: Facet, find: str) -> FacetPanel:
    is_long = facet.total > _FOLDED_FROM
    without = toggled_queries(chosen, f"{facet.name}.not")
    rows = [_row(facet.name, value, is_long, links.timeline_query(without(value.value))) for value in facet.values]
    pinned = sum(row.selected or row.excluded for row in rows)
    # A few more are shorter than the words that would fold them away.
    shown = len(rows) if len(rows) <= _FOLDED_FROM else max(_SHOWN_AT_ONCE, pinned)
    return FacetPanel(
        name=facet.name,
        label=labels.FACETS[facet.name],
        is_open=facet.name in _OPEN_AT_FIRST or pinned > 0 or bool(find),
        top=tuple(rows[:shown]),
        rest=tuple(rows[shown:]),
        total=facet.total,
        listed=len(rows),
        find=find if is_long or find else None,
    )


def _row(facet: str, value: FacetValue, is_long: bool, toggle_exclusion: str) -> Row:
    return Row(
        id=f"{facet}-{value.value}".replace(" ", "_"),
        value=value.value,
        label=labels.facet_value(facet, value.value),
        names=" ".join(_other_names(facet, value.value)) if is_long else "",
        count=value.count,
        selected=value.selected,
        excluded=value.excluded,
        toggle_exclusion=toggle_exclusion,
    )
