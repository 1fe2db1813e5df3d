"""Groups: bound to the programme by a command, followed when they move, given up when the bot is thrown out."""

import re
from typing import Any

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.runner import Returned
from bot.showing import change, say
from bot.taps_queue import AlsoEach
from bot.views import in_group as views
from core.channel import groups
from core.clock import Clock
from core.people.persons import Person
from core.people.roles import Status

GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
GONE = {ChatMemberStatus.LEFT, ChatMemberStatus.KICKED}

router = Router(name="groups")
router.message.filter(F.chat.type.in_(GROUPS))
router.callback_query.filter(F.message.chat.type.in_(GROUPS))
router.my_chat_member.filter(F.chat.type.in_(GROUPS))

_COMMAND = re.compile(r"/(bind|unbind)(?:@(\w+))?(?:\s|$)", re.IGNORECASE)


class ToBot(BaseFilter):
    """A command that is meant for this bot."""

    def __init__(self, command: str) -> None:
        self.command = command

    async def __call__(self, message: Message, username: str) -> bool:
        found = _COMMAND.match(message.text or "")
        if found is None or found[1].lower() != self.command:
            return False
        return found[2] is None or found[2].lower() == username.lower()


class IsNobody(BaseFilter):
    """Somebody who has no part in the programme, or none any more."""

    async def __call__(self, _: Any, person: Person | None) -> bool:
        return person is None or person.status is not Status.ACTIVE


@router.message(F.migrate_to_chat_id.as_("to"))
async def move_on(message: Message, to: int, session: AsyncSession, clock: Clock) -> Returned:
    await groups.follow(session, message.chat.id, to, now=clock())
    return None


@router.message(F.migrate_from_chat_id.as_("origin"))
async def move_here(message: Message, origin: int, session: AsyncSession, clock: Clock) -> Returned:
    await groups.follow(session, origin, message.chat.id, now=clock())
    return None


@router.message(ToBot("bind"))
async def bind(message: Message, person: Person | None, session: AsyncSession, clock: Clock) -> Returned:
    if message.sender_chat is not None:
        return message.answer(views.as_yourself())
    if person is None:
        return None
    return say(message, views.bound(await groups.bind(session, message.chat.id, by=person.id, now=clock())))


@router.message(ToBot("unbind"))
async def unbind(message: Message, person: Person | None, session: AsyncSession, clock: Clock) -> Returned:
    if message.sender_chat is not None:
        return message.answer(views.as_yourself())
    if person is None:
        return None
    await groups.unbind(session, message.chat.id, by=person.id, now=clock())
    return message.answer(views.unbound())


@router.message()
async def hear_nothing(_message: Message) -> Returned:
    """Whatever else is said in a group is no business of ours."""
    return None


@router.my_chat_member(F.new_chat_member.status.in_(GONE))
async def thrown_out(event: ChatMemberUpdated, session: AsyncSession, clock: Clock) -> Returned:
    await groups.lose(session, event.chat.id, now=clock())
    return None


@router.callback_query(IsNobody())
async def tell_a_stranger(query: CallbackQuery) -> Returned:
    return query.answer(views.not_yours_to_decide(), show_alert=True)


@router.callback_query(AlsoEach.filter())
async def choose_where(
    query: CallbackQuery, callback_data: AlsoEach, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    chat_id = query.message.chat.id if query.message else 0
    also_each = callback_data.also_each
    return change(
        query, views.bound(await groups.set_also_each(session, chat_id, also_each=also_each, by=person.id, now=clock()))
    )
