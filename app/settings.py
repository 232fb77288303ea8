"""Settings, read from the environment once and handed on as arguments. Only cli.py calls this."""

import os
from pathlib import Path

from pydantic import AliasChoices, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import SettingsError
from app.logs import LogStyle

_PACKAGE = Path(__file__).resolve().parent


class Settings(BaseSettings):
    """Every setting has a default, and a variable that README lists."""

    model_config = SettingsConfigDict(env_prefix="ANNALS_", populate_by_name=True)

    database_url: str = Field(
        default="sqlite:///data/annals.db",
        validation_alias=AliasChoices("ANNALS_DATABASE_URL", "DATABASE_URL"),
        description="Where the database is: an address of SQLite or PostgreSQL. DATABASE_URL counts too.",
    )
    host: str = Field(default="127.0.0.1", description="Address that `serve` listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port that `serve` listens on; 0 takes a free one.")
    workers: int = Field(default=1, ge=1, le=64, description="How many processes of `serve` answer.")
    log: LogStyle = Field(
        default=LogStyle.HUMAN, description="What `serve` writes of each request: human, json (JSON lines) or off."
    )
    metrics: bool = Field(default=False, description="Whether `serve` tells Prometheus on /metrics.")
    telemetry: bool = Field(
        default=False, description="Whether `serve` sends OpenTelemetry, to what OTEL_EXPORTER_OTLP_ENDPOINT names."
    )


def read_settings() -> Settings:
    """Raises SettingsError, naming the variable, when one cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("; ".join(_complaint(dict(each)) for each in error.errors())) from error


def check_telemetry() -> None:
    """Raises SettingsError when the environment names no place to send it to, by the variables of OpenTelemetry."""
    names = ("", "TRACES_", "METRICS_", "LOGS_")
    if not any(os.environ.get(f"OTEL_EXPORTER_OTLP_{name}ENDPOINT") for name in names):
        raise SettingsError("--telemetry: say where to, e.g. OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318")


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
