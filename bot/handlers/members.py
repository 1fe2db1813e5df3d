"""Roles, given to members."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.runner import Returned
from bot.showing import change
from bot.taps_keeping import GiveRole, Giving
from bot.views import members as views
from bot.views.help import out_of_date
from core.clock import Clock
from core.ids import PersonId
from core.people.appointments import set_role
from core.people.members import member
from core.people.persons import Person

router = Router(name="members")
router.callback_query.filter(IsMember())


@router.callback_query(GiveRole.filter(F.do == Giving.SHOW))
async def show_member(query: CallbackQuery, callback_data: GiveRole, person: Person, session: AsyncSession) -> Returned:
    found = await member(session, PersonId(callback_data.id), by=person.id)
    return change(query, views.ask_role(found, person))


@router.callback_query(GiveRole.filter(F.do == Giving.ASK))
async def ask_owner(query: CallbackQuery, callback_data: GiveRole, person: Person, session: AsyncSession) -> Returned:
    found = await member(session, PersonId(callback_data.id), by=person.id)
    return change(query, views.ask_owner(found))


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
    return change(query, views.ask_role(found, person))
