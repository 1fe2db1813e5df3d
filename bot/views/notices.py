"""Notices in words: what happened, first line complete in itself, for a lock screen."""

from functools import singledispatch
from typing import Any

from aiogram.methods import TelegramMethod

from bot.serialise import Call, serialise
from core.outreach.notices import Notice
from core.people.persons import Person
from core.programme.programmes import Programme


def word(notice: Notice, person: Person, programme: Programme, chat_id: int) -> Call | None:
    """The call that tells a notice; None where there is nothing to say any more."""
    method = message(notice, person, programme, chat_id)
    return None if method is None else serialise(method)


@singledispatch
def message(notice: Notice, person: Person, programme: Programme, chat_id: int) -> TelegramMethod[Any] | None:
    """A notice as a message. Each class of notice has its own; a test sees to it."""
    raise NotImplementedError(type(notice).__name__)
