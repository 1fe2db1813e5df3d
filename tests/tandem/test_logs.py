"""Logs: structured, redacted, and fed by everybody."""

import asyncio
import gc
import io
import json
import logging
import re
import sys
import threading
import unicodedata
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
import structlog
from pydantic import TypeAdapter, ValidationError

from tandem import logs
from tests.faults.naughty import STRINGS

TOKEN = "123456789:AAExampleExampleExampleExampleExample"
PHONE = "+7 916 123-45-67"
SECRET = "a password of the database"
WORDS = "what Anna wrote"
COLOURS = re.compile(r"\x1b\[\d*m")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Where the log goes during a test; afterwards everything is as it was."""
    root = logging.getLogger()
    before = root.handlers[:], root.level, sys.excepthook, threading.excepthook, sys.unraisablehook
    root.handlers = []
    stream = io.StringIO()
    logs.configure("INFO", secrets=[SECRET], stream=stream)
    yield stream
    root.handlers, root.level, sys.excepthook, threading.excepthook, sys.unraisablehook = before
    logging.captureWarnings(False)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def written(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_carries_its_update_and_its_facts(stream: io.StringIO) -> None:
    """The update's id binds together everything that one message caused, whoever logs it."""
    with structlog.contextvars.bound_contextvars(update_id=7):
        structlog.get_logger("tests.ours").info("claim submitted", claim=42)
        logging.getLogger("somebody.else").warning("slow: %d ms", 900)
    ours, theirs = written(stream)
    assert (ours["event"], ours["claim"], ours["update_id"], ours["logger"]) == ("claim submitted", 42, 7, "tests.ours")
    assert (theirs["event"], theirs["update_id"], theirs["level"]) == ("slow: 900 ms", 7, "warning")
    assert ours["timestamp"].endswith("Z")


@pytest.mark.parametrize("name", ["aiohttp.server", "aiogram.dispatcher", "sqlalchemy.pool", "tests.ours"])
@pytest.mark.parametrize("secret", [TOKEN, PHONE, SECRET])
def test_nothing_secret_leaves_by_any_logger(stream: io.StringIO, name: str, secret: str) -> None:
    """In a message, an argument, an extra field, an error and what it came from."""
    logger = logging.getLogger(name)
    logger.error(f"plain {secret}")  # noqa: G004 (that is how others write)
    logger.error("argument %s", secret, extra={"field": secret})
    structlog.get_logger(name).error("ours", value={"deep": [secret]})
    try:
        try:
            raise OSError(f"GET https://host/file/bot{secret}/photo.jpg")
        except OSError as error:
            raise RuntimeError(secret) from error
    except RuntimeError:
        logger.exception("failed")
        structlog.get_logger(name).exception("failed")
    lines = written(stream)
    assert len(lines) == 5
    assert secret not in stream.getvalue()
    assert "which led to" in lines[3]["exception"]
    assert lines[3]["exception"] == lines[4]["exception"]


def failing(kind: str) -> None:
    """Raise an error that quotes what somebody typed."""
    if kind == "value":
        int(WORDS)
    if kind == "key":
        dict[str, int]()[WORDS]
    if kind == "update":
        TypeAdapter(int).validate_python(WORDS)
    if kind == "group":
        raise ExceptionGroup("several", [ValueError(WORDS)])
    if kind == "database":
        with sa.create_engine("sqlite://").connect() as connection:
            connection.execute(sa.text("INSERT INTO nowhere VALUES (:words)"), {"words": WORDS})


@pytest.mark.parametrize("kind", ["value", "key", "update", "group", "database"])
def test_what_people_wrote_stays_out_of_tracebacks(stream: io.StringIO, kind: str) -> None:
    """The kind of error and its place are logged; its text only where it cannot quote anybody."""
    try:
        failing(kind)
    except (ValueError, KeyError, ValidationError, ExceptionGroup, sa.exc.SQLAlchemyError):
        logging.getLogger("tests").exception("failed")
    (line,) = written(stream)
    assert WORDS not in stream.getvalue()
    assert "in failing" in line["exception"]
    if kind == "database":
        assert "sqlite3.OperationalError: no such table: nowhere" in line["exception"]


def test_an_error_that_nobody_caught_is_logged(stream: io.StringIO) -> None:
    """Of the main thread, of another thread, of a finaliser."""

    class Finalised:
        def __del__(self) -> None:
            raise RuntimeError(f"in a finaliser {TOKEN}")

    sys.excepthook(RuntimeError, RuntimeError(f"in the main thread {TOKEN}"), None)
    thread = threading.Thread(target=lambda: failing("value"))
    thread.start()
    thread.join()
    Finalised()
    gc.collect()
    lines = written(stream)
    assert [line["level"] for line in lines] == ["critical"] * 3
    assert "in the main thread [token]" in lines[0]["exception"]
    assert "ValueError" in lines[1]["exception"]
    assert "in a finaliser [token]" in lines[2]["exception"]
    assert WORDS not in stream.getvalue()


def test_an_interrupt_is_no_error(stream: io.StringIO) -> None:
    """Ctrl+C needs no traceback."""
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert stream.getvalue() == ""


def test_a_task_that_nobody_awaits_is_logged_by_name(stream: io.StringIO) -> None:
    """The loop's own message would quote the error."""

    async def fail() -> None:
        int(WORDS)

    async def main() -> None:
        logs.watch(asyncio.get_running_loop())
        task = asyncio.create_task(fail(), name="delivery")
        await asyncio.wait([task])
        del task
        gc.collect()

    asyncio.run(main())
    (line,) = written(stream)
    assert line["task"] == "delivery"
    assert "ValueError" in line["exception"]
    assert WORDS not in stream.getvalue()


def test_warnings_are_logged(stream: io.StringIO) -> None:
    """A library's deprecation belongs in the log, not between its lines."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(f"old {TOKEN}", UserWarning, stacklevel=1)
    (line,) = written(stream)
    assert "old [token]" in line["event"]
    assert line["logger"] == "py.warnings"


def test_the_level_holds_for_everybody(stream: io.StringIO) -> None:
    """What is below it costs nothing; libraries that tell of every request are quieter still."""
    structlog.get_logger("tests.level").debug("no")
    logging.getLogger("tests.level").debug("no")
    logging.getLogger("aiohttp.access").info("no")
    assert stream.getvalue() == ""


def test_a_terminal_gets_lines_for_people(stream: io.StringIO) -> None:
    """Pretty, and redacted all the same."""
    terminal = Terminal()
    logs.configure("INFO", stream=terminal)
    structlog.get_logger("tests.terminal").info("hello", token=TOKEN)
    assert "hello" in terminal.getvalue()
    assert "[token]" in terminal.getvalue()
    assert not terminal.getvalue().startswith("{")


@pytest.mark.parametrize("terminal", [False, True])
def test_whatever_is_logged_stays_on_its_line(
    stream: io.StringIO, terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line is forged, no terminal spoken to, and every stream can take it."""
    root = logging.getLogger()
    ours = [handler for handler in root.handlers if not type(handler).__module__.startswith("_pytest")]
    monkeypatch.setattr(root, "handlers", ours)  # pytest keeps what is logged, and cannot pass on half a pair
    if terminal:
        stream = Terminal()
        logs.configure("INFO", stream=stream)
    for string in STRINGS:
        structlog.get_logger("tests.naughty").info("said", words=string)
        logging.getLogger("tests.naughty").info("said %s", string)
    found = stream.getvalue().encode().decode()
    plain = COLOURS.sub("", found)
    assert len(found.splitlines()) == found.count("\n") == 2 * len(STRINGS)
    assert {unicodedata.category(sign) for sign in plain if sign != "\n"}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
    if not terminal:
        assert {line["event"][:4] for line in written(stream)} == {"said"}
