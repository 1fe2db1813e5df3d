"""What goes wrong at the command line, in one sentence instead of a traceback."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

P = ParamSpec("P")
R = TypeVar("R")

DATABASE = ("sqlalchemy.", "asyncpg.", "sqlite3", "alembic.")
"""Modules whose errors speak of the database."""


class Trouble(click.ClickException):
    """A sentence for people on stderr, and exit code 1."""

    def show(self, file: object = None) -> None:
        click.echo(self.message, err=True)


def in_plain_words(command: Callable[P, R]) -> Callable[P, R]:
    """Have a command end with a sentence where settings, the machine or the database are not as they should be.

    Anything else is a bug, and goes on to whoever logs those.
    """

    @functools.wraps(command)
    def plain(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (KeyboardInterrupt, click.ClickException):
            raise
        except Exception as error:
            sentence = sentence_of(error)
            if sentence is None:
                raise
        raise Trouble(sentence)

    return plain


def sentence_of(error: Exception) -> str | None:
    """What to tell people about an error; None for a bug."""
    from tandem.settings import SettingsError

    if isinstance(error, SettingsError):
        return str(error)
    if type(error).__module__.startswith(DATABASE):
        return _about_the_database(getattr(error, "orig", None) or error)
    if isinstance(error, OSError):
        return f"{_reason(error)}."
    return None


def _about_the_database(error: BaseException) -> str:
    reason = _reason(error)
    if "Can't locate revision" in reason:
        return "The database was made by a newer Tandem: install that one, or restore a backup of before."
    return f"The database cannot be used ({reason}): check DATABASE_URL."


def _reason(error: BaseException) -> str:
    from tandem.redaction import Redactor

    if isinstance(error, OSError) and error.strerror:
        text = error.strerror if not error.filename else f"{error.filename}: {error.strerror}"
    else:
        text = next(iter(str(error).splitlines()), "") or type(error).__name__
    return Redactor().text(text).rstrip(".")
