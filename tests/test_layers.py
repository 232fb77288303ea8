"""Imports run one way, and everybody reads the environment through one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APP = ROOT / "app"

# A room may import rooms of a lower rank and its own; rooms of one rank never import each other.
RANKS = {
    "__main__": 12,
    "cli": 11,
    "console": 9,
    "explain_command": 9,
    "ingest_command": 10,
    "ingest_apart": 9,
    "server": 9,
    "web": 8,
    "ingest": 8,
    "golden": 8,
    "synth": 8,
    "formats": 7,
    "dates_command": 7,
    "dask_crew": 6,
    "extracting": 7,
    "store": 6,
    "statement_filter": 5,
    "index": 5,
    "filters": 4,
    "linking": 4,
    "extraction": 3,
    "reading": 2,
    "fetching": 3,
    "watching": 2,
    "inputs": 1,
    "garbage": 0,
    "logs": 0,
    "processes": 0,
    "scheduling": 1,
    "settings": 1,
    "errors": 0,
    "sentences": 0,
}
MODULES = sorted(APP.rglob("*.py"))
READ_SETTINGS = ("cli", "web/__init__", "web/app")


def room(module: Path) -> str:
    return module.relative_to(APP).with_suffix("").parts[0]


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno} imports by dots: say where from"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported_rooms(module: Path) -> set[str]:
    names = (name.split(".") for name in imported(module))
    return {parts[1] for parts in names if parts[0] == "app" and len(parts) > 1}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(APP)))
def test_imports_run_one_way(module: Path) -> None:
    here = room(module)
    if here == "__init__":
        assert not imported_rooms(module)
        return
    wrong = {other for other in imported_rooms(module) - {here} if RANKS[other] >= RANKS[here]}
    assert not wrong, f"{here} may not import {sorted(wrong)}"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(APP)))
def test_only_the_outermost_layer_reads_settings(module: Path) -> None:
    if "settings" in imported_rooms(module):
        assert str(module.relative_to(APP).with_suffix("")) in READ_SETTINGS


@pytest.mark.parametrize("module", sorted((APP / "extraction").rglob("*.py")) + sorted((APP / "linking").rglob("*.py")))
def test_the_core_knows_no_database_network_or_clock(module: Path) -> None:
    outside = {"sqlalchemy", "sqlmodel", "fastapi", "httpx", "time", "requests", "socket"}
    assert not outside & {name.split(".")[0] for name in imported(module)}
    source = module.read_text(encoding="utf-8")
    assert not [call for call in (".now(", ".today(", ".utcnow(") if call in source]


def test_every_room_has_a_rank() -> None:
    assert {room(module) for module in MODULES} - {"__init__"} <= set(RANKS)
