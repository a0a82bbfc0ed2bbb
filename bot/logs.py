"""The log: one event a line, as text for people or JSON for machines, with nothing in it that harms.

Libraries that log through :mod:`logging` are routed into the same lines. What strangers wrote can neither
forge a line nor move the cursor, and tokens, passwords and the settings' secrets are left out.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable, Mapping, MutableMapping
from datetime import UTC, datetime
from typing import Any, Literal, TextIO

import structlog
from structlog.types import Processor

from bot.terminal import visible

Format = Literal["text", "json"]

_CHATTY = (
    "alembic",
    "aiohttp.access",
    "apscheduler",
    "asyncio",
    "httpcore",
    "httpx",
    "slack_bolt",
    "slack_sdk",
)

# No word boundary before it: in a line where a break is written "\n", a token after one follows an "n".
_TOKEN = re.compile(r"(xox[a-z](?:\.xox[a-z])?|xapp|xwfp)-[\w.-]+", re.IGNORECASE)
_PASSWORD = re.compile(r"(://[^\s:/@]*):[^\s@/]+@")
_HOOK = re.compile(r"(https?://hooks\.slack[\w.-]*/)[^\s\"]+")


def configure(
    form: Format | None = None,
    *,
    secrets: Iterable[str] = (),
    level: int = logging.INFO,
    stream: TextIO | None = None,
) -> None:
    """Send every log line to ``stream``, standard error; by default text on a terminal and else JSON."""
    out = stream or sys.stderr
    form = form or ("text" if out.isatty() else "json")
    hidden = sorted((secret for secret in secrets if len(secret) >= 4), key=len, reverse=True)

    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        _stamp,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _text if form == "text" else _json,
                _Without(hidden),
            ],
        )
    )
    handler.addFilter(_worth_a_line)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.captureWarnings(True)


def _worth_a_line(record: logging.LogRecord) -> bool:
    """Whether a library says more than that it is at work; Bolt gives its loggers a level of their own."""
    return record.levelno >= logging.WARNING or not f"{record.name}.".startswith(
        tuple(f"{name}." for name in _CHATTY)
    )


def _stamp(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """When the line was written; the log is an observer and so the one thing beside the clock that asks."""
    event["at"] = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return event


def _json(_logger: Any, _method: str, event: Mapping[str, Any]) -> str:
    fields = _without_exception(event)
    if trace := _trace(event):
        fields["exception"] = trace
    # ASCII only: what is written by strangers can't reach a terminal that the log is shown on.
    return json.dumps(fields, default=str)


def _text(_logger: Any, _method: str, event: Mapping[str, Any]) -> str:
    fields = _without_exception(event)
    at, level = fields.pop("at", ""), fields.pop("level", "info")
    name, what = fields.pop("logger", None), visible(str(fields.pop("event", "")))
    pairs = "".join(f" {visible(str(key))}={_quoted(value)}" for key, value in fields.items())
    line = f"{at} {level:<8} {what}{pairs}" + (f" ({visible(str(name))})" if name else "")
    # Indented, so that no line of an exception's message can pass for a line of the log.
    return "\n".join([line, *(f"    | {visible(part)}" for part in _trace(event).splitlines())])


def _without_exception(event: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in event.items() if key not in {"exc_info", "stack_info"}}


def _quoted(value: Any) -> str:
    text = visible(str(value))
    return json.dumps(text, ensure_ascii=False) if not text or set(text) & set(' "=') else text


def _trace(event: Mapping[str, Any]) -> str:
    given = event.get("exc_info")
    if given is True:
        given = sys.exc_info()
    if isinstance(given, BaseException):
        given = (type(given), given, given.__traceback__)
    if not isinstance(given, tuple) or given[0] is None:
        return ""
    return "".join(traceback.format_exception(*given)).rstrip()


class _Without:
    """The last step: the finished text without secrets, wherever in it they stand."""

    def __init__(self, secrets: list[str]) -> None:
        self._secrets = re.compile("|".join(map(re.escape, secrets))) if secrets else None

    def __call__(self, _logger: Any, _method: str, line: Any) -> str:
        text = _TOKEN.sub(r"\1-***", str(line))
        text = _HOOK.sub(r"\1***", _PASSWORD.sub(r"\1:***@", text))
        return self._secrets.sub("***", text) if self._secrets else text
