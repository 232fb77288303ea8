"""The filter panel: what its facets show, and what its form must carry along."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from app.filters import EventFilter, describe, to_query, toggle
from app.store.views import Facet, FacetValue
from app.web import labels, links

_SHOWN_AT_ONCE = 8
_FOLDED_FROM = 12
_CAN_EXCLUDE = frozenset({"actor", "topic", "type"})
_OPEN_AT_FIRST = frozenset({"actor", "topic", "type", "status"})
_OWN_INPUTS = frozenset({"q", "from", "to", "undated"})


@dataclass(frozen=True)
class Row:
    """`toggle_exclusion` is the address with this value excluded, or no longer; None where that is not offered."""

    id: str
    value: str
    label: str
    count: int
    selected: bool
    excluded: bool
    toggle_exclusion: str | None


@dataclass(frozen=True)
class FacetPanel:
    """`top` is always shown, `rest` on unfolding; `total` counts also the values that are not listed at all."""

    name: str
    label: str
    is_open: bool
    top: tuple[Row, ...]
    rest: tuple[Row, ...]
    total: int


@dataclass(frozen=True)
class Panel:
    """`hidden` are the parameters of the view that no visible control of the form states."""

    facets: tuple[FacetPanel, ...]
    hidden: tuple[tuple[str, str], ...]
    active: int


def filter_panel(chosen: EventFilter, facets: Iterable[Facet]) -> Panel:
    panels = tuple(_facet_panel(chosen, facet) for facet in facets if facet.values)
    stated = {(panel.name, row.value) for panel in panels for row in (*panel.top, *panel.rest) if row.selected}
    hidden = tuple(
        (name, value)
        for name, value in parse_qsl(to_query(chosen))
        if name not in _OWN_INPUTS and (name, value) not in stated
    )
    return Panel(panels, hidden, len(describe(chosen)))


def _facet_panel(chosen: EventFilter, facet: Facet) -> FacetPanel:
    rows = [_row(chosen, facet.name, value) for value in facet.values]
    pinned = sum(row.selected or row.excluded for row in rows)
    # A few more are shorter than the words that would fold them away.
    shown = len(rows) if len(rows) <= _FOLDED_FROM else max(_SHOWN_AT_ONCE, pinned)
    return FacetPanel(
        name=facet.name,
        label=labels.FACETS[facet.name],
        is_open=facet.name in _OPEN_AT_FIRST or pinned > 0,
        top=tuple(rows[:shown]),
        rest=tuple(rows[shown:]),
        total=facet.total,
    )


def _row(chosen: EventFilter, facet: str, value: FacetValue) -> Row:
    can_exclude = facet in _CAN_EXCLUDE
    return Row(
        id=f"{facet}-{value.value}".replace(" ", "_"),
        value=value.value,
        label=labels.facet_value(facet, value.value),
        count=value.count,
        selected=value.selected,
        excluded=value.excluded,
        toggle_exclusion=links.timeline(toggle(chosen, f"{facet}.not", value.value)) if can_exclude else None,
    )
