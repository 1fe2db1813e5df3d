"""Posters: bound to a shop and to a manager by taps, once they are made."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.runner import Returned
from bot.showing import change
from bot.taps_posters import Bind, Binding
from bot.views import posters as views
from core.clock import Clock
from core.ids import InviteId, OutletId, PersonId
from core.people import posters
from core.people.persons import Person

router = Router(name="posters")
router.callback_query.filter(IsMember())


@router.callback_query(Bind.filter(F.do == Binding.OUTLET))
async def take_outlet(
    query: CallbackQuery, callback_data: Bind, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    invite_id = InviteId(callback_data.id)
    outlet_id = OutletId(callback_data.value) if callback_data.value else None
    await posters.hang_in(session, invite_id, outlet_id, by=person.id, now=clock())
    return change(query, views.card(await posters.poster(session, invite_id, by=person.id, now=clock())))


@router.callback_query(Bind.filter(F.do == Binding.MANAGER))
async def take_manager(
    query: CallbackQuery, callback_data: Bind, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    invite_id = InviteId(callback_data.id)
    await posters.look_after(session, invite_id, PersonId(callback_data.value), by=person.id, now=clock())
    return change(query, views.card(await posters.poster(session, invite_id, by=person.id, now=clock())))


@router.callback_query(Bind.filter())
async def show(
    query: CallbackQuery, callback_data: Bind, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    found = await posters.poster(session, InviteId(callback_data.id), by=person.id, now=clock())
    match callback_data.do:
        case Binding.OUTLETS:
            screen = views.ask_outlet(found, callback_data.page)
        case Binding.MANAGERS:
            screen = views.ask_manager(found, callback_data.page)
        case _:
            screen = views.card(found)
    return change(query, screen)
