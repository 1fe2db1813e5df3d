"""Tracebacks for the log: where it happened and what kind of error it was, never the values that people typed."""

import sys
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any

HARMLESS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    MemoryError,
    NameError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
)
"""Errors whose text speaks of the programme or the machine; any other, a ValueError first, may quote its input."""

HARMLESS_MODULES = ("aiohttp.", "aiogram.exceptions", "alembic.", "asyncpg.exceptions", "sqlite3", "tandem.")
"""Modules whose errors are harmless too, but for those below."""

QUOTING = ("ClientDecodeError", "ContentTypeError", "DataError", "InterfaceError")


def lines(error: BaseException) -> Iterator[str]:
    """An error with all it came from, oldest first, as Python prints it."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from lines(before)
        yield "\nwhich led to:\n"
    yield from (line.rstrip("\n") for line in traceback.format_tb(error.__traceback__))
    yield brief(error)
    if isinstance(error, BaseExceptionGroup):
        for number, each in enumerate(error.exceptions, 1):
            yield f"  of which {number}:"
            yield from (f"    {line}" for line in lines(each))


def brief(error: BaseException) -> str:
    """An error's kind and, where it cannot quote anybody, what it says, in one line."""
    return _name(type(error)) + _said(error)


def describe(_: Any, __: str, event_dict: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: turns `exc_info` into the text `exception`."""
    error = event_dict.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event_dict["exception"] = "\n".join(lines(error))
    return event_dict


def _name(kind: type[BaseException]) -> str:
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _said(error: BaseException) -> str:
    database = getattr(error, "orig", None)
    if isinstance(database, BaseException) and database is not error:
        return f": {brief(database)}"
    kind = type(error)
    trusted = isinstance(error, HARMLESS) or kind.__module__.startswith(HARMLESS_MODULES)
    if not trusted or kind.__name__ in QUOTING or not str(error):
        return ""
    return ": " + str(error).splitlines()[0]
