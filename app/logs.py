"""What the server says of itself on standard error: lines for people, or JSON lines for programs."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum


class LogStyle(StrEnum):
    """`off` leaves warnings and errors, as lines for people."""

    HUMAN = "human"
    JSON = "json"
    OFF = "off"


# Of the request that is being answered; empty outside of one.
request_id: ContextVar[str] = ContextVar("request_id", default="")


def configure(style: LogStyle) -> None:
    """For the whole process. Of libraries only warnings are shown."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if style is LogStyle.JSON else HumanLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("app").setLevel(logging.WARNING if style is LogStyle.OFF else logging.INFO)


class HumanLines(logging.Formatter):
    """Time, level and message; nothing that was sent can begin a line of its own."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%d %H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:
        return "".join(each if each.isprintable() else "\ufffd" for each in super().formatMessage(record))


class JsonLines(logging.Formatter):
    """One object a line: time, level, logger, message, and what else was told (`extra={"told": {…}}`)."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id.get():
            told["request_id"] = request_id.get()
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told | getattr(record, "told", {}), ensure_ascii=False)
