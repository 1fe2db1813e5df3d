"""The dispatcher: which rooms listen to an update, and in which order."""

from functools import cache

from aiogram import Dispatcher, F
from aiogram.enums import ChatType

from bot.handlers import routers
from bot.loops import keep_in_loop


@cache
def dispatcher() -> Dispatcher:
    """The one dispatcher of this process: handlers keep nothing, so every bot shares it.

    aiogram's own conversation state stays out of it.
    """
    found = Dispatcher(disable_fsm=True)
    found.edited_message.filter(F.chat.type == ChatType.PRIVATE)
    found.include_routers(*routers())
    keep_in_loop(found)
    return found
