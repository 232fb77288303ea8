from pathlib import Path

import pytest

from app.errors import SettingsError
from app.logs import LogStyle
from app.settings import Settings, folder, list_settings, read_settings

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("DATABASE_URL", *(name for name, _, _ in list_settings())):
        monkeypatch.delenv(variable, raising=False)


def test_defaults_need_no_configuration() -> None:
    given = Settings(
        database_url="sqlite:///data/annals.db",
        host="127.0.0.1",
        port=8000,
        workers=1,
        log=LogStyle.HUMAN,
        metrics=False,
        telemetry=False,
    )
    assert Settings() == given


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({"DATABASE_URL": "sqlite:///a.db"}, "sqlite:///a.db"),
        ({"ANNALS_DATABASE_URL": "sqlite:///b.db"}, "sqlite:///b.db"),
        ({"DATABASE_URL": "sqlite:///a.db", "ANNALS_DATABASE_URL": "sqlite:///b.db"}, "sqlite:///b.db"),
    ],
)
def test_the_database_is_chosen_by_variable(
    environment: dict[str, str], chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert read_settings().database_url == chosen


@pytest.mark.parametrize("port", ["http", "-1", "70000", ""])
def test_a_setting_that_cannot_be_used_is_named(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNALS_PORT", port)
    with pytest.raises(SettingsError, match="ANNALS_PORT"):
        read_settings()


@pytest.mark.parametrize("name", ["templates", "static", "migrations"])
def test_a_checkout_finds_its_folders_beside_the_package(name: str) -> None:
    assert folder(name) == ROOT / name


@pytest.mark.parametrize(("variable", "default"), [(name, default) for name, default, _ in list_settings()])
def test_the_readme_lists_every_setting(variable: str, default: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"`{variable}`" in readme
    assert f"`{default}`" in readme
