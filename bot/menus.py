"""Command menus by language and role: partners share one for each language, everybody else has an own."""

import asyncio
from typing import Any

import structlog
from aiogram.methods import SetMyCommands
from aiogram.types import BotCommandScopeChat

from bot.transport import Telegram
from bot.views.commands import commands
from bot.words import LOCALES, speaking
from core.people.persons import Person
from core.people.roles import Role

FOR_THE_REST = "en"
"""The language of the menu for those whose Telegram speaks none of ours."""

log = structlog.get_logger(__name__)


async def publish_menus(telegram: Telegram) -> None:
    """Tell Telegram which commands to offer partners, by the language of their Telegram."""
    answers = await asyncio.gather(
        *(telegram.call("setMyCommands", _partners(locale, code=locale)) for locale in LOCALES),
        telegram.call("setMyCommands", _partners(FOR_THE_REST, code="")),
    )
    for answer in answers:
        if answer.failure is not None:
            log.warning("a command menu could not be set", description=answer.description)


def own_menu(person: Person, chat_id: int) -> SetMyCommands:
    """The menu of one person, in the language that the person chose."""
    with speaking(person.locale):
        return SetMyCommands(commands=commands(person.role), scope=BotCommandScopeChat(chat_id=chat_id))


def menu_if_other(person: Person, chat_id: int, *, telegram_speaks: str | None) -> list[SetMyCommands]:
    """The own menu of somebody whom the partners' menu in Telegram's language does not fit."""
    code = (telegram_speaks or "")[:2]
    shared = code if code in LOCALES else FOR_THE_REST
    return [] if person.role is Role.PARTNER and person.locale == shared else [own_menu(person, chat_id)]


def _partners(locale: str, *, code: str) -> dict[str, Any]:
    with speaking(locale):
        offered = [command.model_dump(exclude_none=True) for command in commands(Role.PARTNER)]
    return {"commands": offered, "scope": {"type": "all_private_chats"}, "language_code": code}
