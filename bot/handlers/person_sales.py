"""A person's sales, for whoever looks after people."""

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.runner import Returned
from bot.showing import change
from bot.taps_people import SalesOf
from bot.views import person_sales as views
from core.claims.listing import Turn, sales_of
from core.ids import ClaimId, PersonId
from core.people import pii
from core.people.persons import Person
from core.programme.programmes import Programme

router = Router(name="person_sales")
router.callback_query.filter(IsMember())


@router.callback_query(SalesOf.filter())
async def show(
    query: CallbackQuery, callback_data: SalesOf, person: Person, programme: Programme, session: AsyncSession
) -> Returned:
    person_id = PersonId(callback_data.id)
    turn = Turn(before=ClaimId(callback_data.before) or None, after=ClaimId(callback_data.after) or None)
    found = await sales_of(session, person_id, turn, by=person.id)
    name = (await pii.names(session, [person_id])).get(person_id)
    return change(query, views.page(found, person_id, name, programme))
