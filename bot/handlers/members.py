"""Members and their roles: found by name, given another role."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.runner import Returned
from bot.showing import change, say
from bot.taps_keeping import GiveRole, Giving
from bot.views import members as views
from bot.views.help import out_of_date
from core.channel.conversations import Conversation
from core.clock import Clock
from core.ids import PersonId
from core.people.appointments import set_role
from core.people.members import find_members, list_members, member
from core.people.persons import Person

router = Router(name="members")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


class Appointing(StatesGroup):
    """Whose name is looked for."""

    name = State()


@router.callback_query(GiveRole.filter(F.do == Giving.LIST))
async def show_list(
    query: CallbackQuery, callback_data: GiveRole, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    found, more = await list_members(session, by=person.id, page=callback_data.page)
    conversation.expect(Appointing.name.state)
    return change(query, views.ask_who(found, page=callback_data.page, more=more))


@router.message(StateFilter(Appointing.name), Typed())
async def look_for(message: Message, text: str, person: Person, session: AsyncSession) -> Returned:
    found = await find_members(session, text, by=person.id)
    return say(message, views.ask_who(found.members, text=text, searched=found.searched))


@router.callback_query(GiveRole.filter(F.do == Giving.SHOW))
async def show_member(query: CallbackQuery, callback_data: GiveRole, person: Person, session: AsyncSession) -> Returned:
    found = await member(session, PersonId(callback_data.id), by=person.id)
    return change(query, views.ask_role(found, person, page=callback_data.page))


@router.callback_query(GiveRole.filter(F.do == Giving.ASK))
async def ask_owner(query: CallbackQuery, callback_data: GiveRole, person: Person, session: AsyncSession) -> Returned:
    found = await member(session, PersonId(callback_data.id), by=person.id)
    return change(query, views.ask_owner(found, page=callback_data.page))


@router.callback_query(GiveRole.filter(F.do == Giving.GIVE))
async def give(
    query: CallbackQuery, callback_data: GiveRole, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    """The person is told by a notice; the giver sees the mark move."""
    if callback_data.role is None:
        return query.answer(out_of_date(), show_alert=True)
    person_id = PersonId(callback_data.id)
    await set_role(session, person_id, callback_data.role, by=person.id, now=clock())
    found = await member(session, person_id, by=person.id)
    return change(query, views.ask_role(found, person, page=callback_data.page))
