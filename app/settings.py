"""Settings, read from the environment once and handed on as arguments. Only cli.py calls this."""

from pathlib import Path

from pydantic import AliasChoices, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import SettingsError

_PACKAGE = Path(__file__).resolve().parent


class Settings(BaseSettings):
    """Every setting has a default, and a variable that README lists."""

    model_config = SettingsConfigDict(env_prefix="ANNALS_", populate_by_name=True)

    database_url: str = Field(
        default="sqlite:///data/annals.db",
        validation_alias=AliasChoices("ANNALS_DATABASE_URL", "DATABASE_URL"),
        description="Where the database is: a SQLite address. DATABASE_URL counts too.",
    )
    host: str = Field(default="127.0.0.1", description="Address that `serve` listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port that `serve` listens on; 0 takes a free one.")


def read_settings() -> Settings:
    """Raises SettingsError, naming the variable, when one cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("; ".join(_complaint(dict(each)) for each in error.errors())) from error


def list_settings() -> list[tuple[str, str, str]]:
    """Variable, default and meaning of every setting."""
    return [
        (f"ANNALS_{name.upper()}", str(field.default), field.description or "")
        for name, field in Settings.model_fields.items()
    ]


def folder(name: str) -> Path:
    """Where `templates`, `static` or `migrations` are: beside app/ in a checkout, inside it when installed."""
    beside = _PACKAGE.parent / name
    return beside if beside.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file() else _PACKAGE / name


def _complaint(error: dict[str, object]) -> str:
    location = error["loc"]
    name = str(location[0]) if isinstance(location, tuple) and location else "settings"
    variable = name if name.isupper() else f"ANNALS_{name.upper()}"
    return f"{variable}={error['input']}: {error['msg']}"
