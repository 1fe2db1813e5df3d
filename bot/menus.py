"""Command menus by language and role: one a language for partners, another for groups; everybody else has an own."""

import asyncio

import structlog
from aiogram.methods import SetMyCommands
from aiogram.types import BotCommandScopeAllChatAdministrators, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.transport import Telegram
from bot.views.commands import commands, in_groups
from bot.words import LOCALES, speaking
from core.people.persons import Person
from core.people.roles import Role
from core.programme.options import Options

FOR_THE_REST = "en"
"""The language of the menu for those whose Telegram speaks none of ours."""

log = structlog.get_logger(__name__)


async def publish_menus(telegram: Telegram, options: Options) -> None:
    """Tell Telegram which commands to offer partners, and who keeps a group, by the language of their Telegram."""
    menus = [*partners_menus(options), *_groups_menus(options)]
    answers = await asyncio.gather(
        *(telegram.call("setMyCommands", menu.model_dump(exclude_none=True)) for menu in menus)
    )
    for answer in answers:
        if answer.failure is not None:
            log.warning("a command menu could not be set", description=answer.description)


def partners_menus(options: Options) -> list[SetMyCommands]:
    """The menus of partners in a programme run like this: one a language, and one for all other languages."""
    menus = [_partners(locale, options, code=locale) for locale in LOCALES]
    return [*menus, _partners(FOR_THE_REST, options, code="")]


def own_menu(person: Person, chat_id: int) -> SetMyCommands:
    """The menu of one person, in the language that the person chose."""
    with speaking(person.locale):
        return SetMyCommands(commands=commands(person.role, person.modules), scope=BotCommandScopeChat(chat_id=chat_id))


def menu_if_other(person: Person, chat_id: int, *, telegram_speaks: str | None) -> list[SetMyCommands]:
    """The own menu of somebody whom the partners' menu in Telegram's language does not fit."""
    code = (telegram_speaks or "")[:2]
    shared = code if code in LOCALES else FOR_THE_REST
    return [] if person.role is Role.PARTNER and person.locale == shared else [own_menu(person, chat_id)]


def _groups_menus(options: Options) -> list[SetMyCommands]:
    """Those who administer a group have it bound: nobody else there is offered a command."""
    return [*(_group(locale, options, code=locale) for locale in LOCALES), _group(FOR_THE_REST, options, code="")]


def _group(locale: str, options: Options, *, code: str) -> SetMyCommands:
    with speaking(locale, options.tone):
        offered = in_groups()
    return SetMyCommands(commands=offered, scope=BotCommandScopeAllChatAdministrators(), language_code=code)


def _partners(locale: str, options: Options, *, code: str) -> SetMyCommands:
    with speaking(locale, options.tone):
        offered = commands(Role.PARTNER, options.modules)
    return SetMyCommands(commands=offered, scope=BotCommandScopeAllPrivateChats(), language_code=code)
