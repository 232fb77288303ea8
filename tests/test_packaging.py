"""What a build needs is there: files that the image copies, libraries that the lock pins, texts that links lead to."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# What the tests need of what is installed on request.
OPTIONAL = [
    each
    for name, extra in PROJECT["project"]["optional-dependencies"].items()
    if name not in ("bench", "dev")
    for each in extra
]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def lines(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


def distribution(requirement: str) -> str:
    return re.split(r"[\[<>=; ]", requirement)[0].lower().replace("_", "-")


def copied() -> list[str]:
    """What the Dockerfile takes from the checkout, not from another stage."""
    words = (line.split() for line in lines("Dockerfile") if line.startswith("COPY ") and "--from" not in line)
    return [source for _, *sources, _ in words for source in sources]


@pytest.mark.parametrize("path", copied())
def test_what_the_image_copies_is_there_and_is_sent_to_the_builder(path: str) -> None:
    assert (ROOT / path).exists()
    assert {f"!{path}", f"!{path}/"} & set(lines(".dockerignore"))


def test_the_image_runs_without_rights_and_asks_whether_it_is_well() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert re.search(r"^USER (?!root)", text, re.M)
    assert re.search(r"^VOLUME /data$", text, re.M)
    assert re.search(r"^HEALTHCHECK [\s\S]*/healthz", text, re.M)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pinned_versions_and_nothing_else(lock: str) -> None:
    pinned = re.compile(r"[a-z0-9.-]+==[0-9][\w.]*( ; [^/]+)?")
    assert [line for line in lines(lock) if not pinned.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("lock", "requirement"),
    [(lock, each) for lock in LOCKS for each in PROJECT["project"]["dependencies"]]
    + [("requirements-dev.lock", each) for each in [*PROJECT["project"]["optional-dependencies"]["dev"], *OPTIONAL]],
)
def test_every_requirement_has_a_lower_bound_and_is_locked(lock: str, requirement: str) -> None:
    assert ">=" in requirement
    assert distribution(requirement) in {distribution(line) for line in lines(lock)}


def test_both_locks_agree() -> None:
    assert set(lines("requirements.lock")) <= set(lines("requirements-dev.lock"))


@pytest.mark.parametrize("folder", PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"])
def test_what_the_package_carries_is_there(folder: str) -> None:
    assert any((ROOT / folder).iterdir())


@pytest.mark.parametrize("page", ["README.md", *(str(path.relative_to(ROOT)) for path in ROOT.glob("docs/**/*.md"))])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text(encoding="utf-8"))
    missing = [target for target in targets if not ((ROOT / page).parent / target).exists()]
    assert missing == []


def test_the_build_server_calls_an_executable_script() -> None:
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def imported() -> set[str]:
    """Top-level names that app/ imports, its own and the standard library's left out."""
    nodes = [node for path in ROOT.glob("app/**/*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"app"}


@pytest.mark.parametrize("module", sorted(imported()))
def test_every_library_that_is_imported_is_required(module: str) -> None:
    required = {distribution(each) for each in [*PROJECT["project"]["dependencies"], *OPTIONAL]}
    offered = {distribution(each) for each in packages_distributions()[module]}
    # Parts of jinja2, fastapi and pydantic that have names of their own.
    assert offered & (required | {"markupsafe", "pydantic-core", "starlette"})
