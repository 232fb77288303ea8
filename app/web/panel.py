"""The filter panel: what its facets show, and what its form must carry along."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qsl

from markupsafe import Markup

from app.filters import FACETS, EventFilter, describe, encoded, queries_around, to_query, toggle
from app.store.aliases import names_of, plain
from app.store.views import Facet, FacetValue
from app.web import labels, links
from app.web.compiling import Templates, place
from app.web.language import plain as without_elements
from app.web.language import spoken

_ROW = "timeline/_facet_row.html"
_SHOWN_AT_ONCE = 8
_FOLDED_FROM = 12
_OPEN_AT_FIRST = frozenset({"actor", "topic", "type", "status"})
_OWN_INPUTS = frozenset({"q", "from", "to", "undated", "known", "actor.mode", "actor.people"})


@dataclass(frozen=True)
class Row:
    """`names` are its other names, for searching in the browser; `count` is a number or a place for one,
    `toggle_exclusion` the address with this value excluded, or no longer."""

    id: str
    value: str
    label: str
    names: str
    count: object
    selected: bool
    excluded: bool
    toggle_exclusion: str


@dataclass(frozen=True)
class FacetPanel:
    """Rows as HTML: `top` is always shown, `rest` on unfolding; `total` counts also the values that are not listed at
    all. `find` are the words that its values were looked for by; None where there are too few to look for any."""

    name: str
    label: str
    is_open: bool
    top: Markup
    rest: Markup
    total: int
    listed: int
    find: str | None


@dataclass(frozen=True)
class Panel:
    """`hidden` are the parameters of the view that no visible control of the form states."""

    facets: tuple[FacetPanel, ...]
    hidden: tuple[tuple[str, str], ...]
    active: int


def filter_panel(
    templates: Templates, chosen: EventFilter, facets: Iterable[Facet], find: Mapping[str, str] | None = None
) -> Panel:
    asked = find or {}
    listed = [facet for facet in facets if facet.total]
    stated = {(facet.name, value.value) for facet in listed for value in facet.values if value.selected}
    hidden = tuple(
        (name, value)
        for name, value in parse_qsl(to_query(chosen))
        if name not in _OWN_INPUTS and (name, value) not in stated
    )
    panels = tuple(_facet_panel(templates, chosen, facet, asked.get(facet.name, "")) for facet in listed)
    return Panel(panels, hidden, len(describe(chosen)))


def looked_for(find: Mapping[str, str]) -> dict[str, Callable[[str], bool]]:
    """By facet, which values are called by the words typed to find them: by any of their names, in any script."""
    return {facet: partial(_is_called, facet, plain(words)) for facet, words in find.items() if facet in FACETS}


def _is_called(facet: str, words: str, value: str) -> bool:
    shown = without_elements(labels.facet_value(facet, value))
    return any(words in plain(name) for name in (value, shown, *_other_names(facet, value)))


def _other_names(facet: str, value: str) -> tuple[str, ...]:
    return names_of(value) if facet == "actor" else ()


def _facet_panel(templates: Templates, chosen: EventFilter, facet: Facet, find: str) -> FacetPanel:
    is_long = facet.total > _FOLDED_FROM
    around = queries_around(chosen, f"{facet.name}.not")
    rows = [_row(templates, chosen, facet.name, value, is_long, around) for value in facet.values]
    pinned = sum(value.selected or value.excluded for value in facet.values)
    # A few more are shorter than the words that would fold them away.
    shown = len(rows) if len(rows) <= _FOLDED_FROM else max(_SHOWN_AT_ONCE, pinned)
    return FacetPanel(
        name=facet.name,
        label=labels.FACETS[facet.name],
        is_open=facet.name in _OPEN_AT_FIRST or pinned > 0 or bool(find),
        top=Markup("".join(rows[:shown])),
        rest=Markup("".join(rows[shown:])),
        total=facet.total,
        listed=len(rows),
        find=find if is_long or find else None,
    )


def _row(
    templates: Templates,
    chosen: EventFilter,
    facet: str,
    value: FacetValue,
    is_long: bool,
    around: Callable[[str], tuple[str, str]],
) -> str:
    """Of most values only the number and the rest of the view differ from page to page. One has a word of its own."""
    tongue, is_one = spoken(), value.count == 1
    if value.selected or value.excluded:
        query = to_query(toggle(chosen, f"{facet}.not", value.value))
        row = _row_of(facet, value, is_long, value.count, links.timeline_query(query))
        return templates.render(tongue, _ROW, {"row": row, "facet": facet})
    about = (facet, value.value, is_long, is_one)
    before, behind = around(value.value)
    return templates.kept_pattern(
        tongue, _ROW, about, lambda: {"row": _row_with_places(facet, value, is_long), "facet": facet}
    ) % {"count": value.count, "before": before, "behind": behind}


def _row_with_places(facet: str, value: FacetValue, is_long: bool) -> Row:
    toggle_exclusion = links.timeline_query(place("before") + encoded(f"{facet}.not", value.value) + place("behind"))
    return _row_of(facet, value, is_long, 1 if value.count == 1 else place("count"), toggle_exclusion)


def _row_of(facet: str, value: FacetValue, is_long: bool, count: object, toggle_exclusion: str) -> Row:
    return Row(
        id=f"{facet}-{value.value}".replace(" ", "_"),
        value=value.value,
        label=labels.facet_value(facet, value.value),
        names=" ".join(_other_names(facet, value.value)) if is_long else "",
        count=count,
        selected=value.selected,
        excluded=value.excluded,
        toggle_exclusion=toggle_exclusion,
    )
