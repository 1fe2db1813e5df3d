"""People who came by a poster wait here until somebody lets them in, with one tap."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.runner import Returned
from bot.showing import change
from bot.taps_approving import Admit, Admitting
from bot.views import approving as views
from core.clock import Clock
from core.ids import PersonId
from core.people import approving
from core.people.persons import Person

router = Router(name="approving")
router.callback_query.filter(IsMember())


@router.callback_query(Admit.filter(F.do == Admitting.LIST))
async def show_queue(query: CallbackQuery, person: Person, session: AsyncSession) -> Returned:
    found, total = await approving.waiting(session, by=person.id)
    return change(query, views.queue(found, total))


@router.callback_query(Admit.filter())
async def decide(
    query: CallbackQuery, callback_data: Admit, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    is_in = callback_data.do is Admitting.LET_IN
    use_case = approving.let_in if is_in else approving.turn_away
    name = await use_case(session, PersonId(callback_data.id), by=person.id, now=clock())
    _, left = await approving.waiting(session, by=person.id)
    return change(query, views.decided(name, is_in=is_in, left=left))
