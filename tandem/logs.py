"""Logs: structured lines on stderr, of our own loggers and everybody else's, redacted on their way out."""

import asyncio
import json
import logging
import re
import sys
import threading
from collections.abc import Iterable, MutableMapping
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import Processor

from tandem.redaction import Redactor
from tandem.tracebacks import describe

QUIET = ("aiohttp.access", "alembic", "apscheduler", "aiogram.event", "asyncio", "PIL")
"""Loggers that speak of every request, tick or step: only their warnings are of interest."""

SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Controls, other ends of lines, marks that turn a line's direction, and halves of pairs, which no stream can take."""

log = structlog.get_logger(__name__)


def configure(level: str = "INFO", *, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Send every log line to `stream` (stderr): pretty to a terminal, JSON elsewhere, without the given secrets.

    Errors that nobody caught, of any thread, are logged as well instead of being printed.
    """
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=SHARED,
            processors=[
                ProcessorFormatter.remove_processors_meta,
                describe,
                Redactor(secrets),
                *_renderers(stream),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    logging.captureWarnings(True)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
    structlog.configure(
        processors=[*SHARED, ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def watch(loop: asyncio.AbstractEventLoop) -> None:
    """Log what goes wrong in tasks that nobody awaits, by the task's name and without its arguments."""
    loop.set_exception_handler(_uncaught_in_loop)


def _renderers(stream: TextIO) -> tuple[Processor, ...]:
    if stream.isatty():
        return (_tamed, structlog.dev.ConsoleRenderer())
    return (structlog.processors.JSONRenderer(serializer=_one_line),)


def _one_line(event: Any, **options: Any) -> str:
    """JSON whose every line is an event: what would end a line elsewhere, or move a cursor, is spelled out."""
    return _escaped(json.dumps(event, ensure_ascii=False, **options))


def _tamed(_: Any, __: str, event_dict: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor for terminals: no fact of an event speaks to the terminal itself."""
    for name, value in event_dict.items():
        if isinstance(value, str) and name != "exception":
            event_dict[name] = _escaped(value)
    return event_dict


def _escaped(text: str) -> str:
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.critical("an error that nobody caught", exc_info=error if error is not None else kind())


def _uncaught_in_loop(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    task = context.get("task") or context.get("future")
    name = task.get_name() if isinstance(task, asyncio.Task) else None
    log.error("an error in a task that nobody awaits", task=name, exc_info=context.get("exception"))
