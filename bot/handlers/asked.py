"""Sales that wait for their partners' answers: a list, and the card of each."""

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.runner import Returned
from bot.showing import change, send
from bot.taps_queue import OpenAsked, ShowClaim
from bot.views import asked as views
from core.claims.unanswered import list_asked, show_claim
from core.clock import Clock
from core.ids import ClaimId
from core.people.persons import Person

router = Router(name="asked")
router.callback_query.filter(IsMember())


@router.callback_query(OpenAsked.filter())
async def show_asked(query: CallbackQuery, callback_data: OpenAsked, person: Person, session: AsyncSession) -> Returned:
    found, more = await list_asked(session, person, page=callback_data.page)
    screen = views.waiting(found, person, page=callback_data.page, more=more)
    return change(query, screen) if callback_data.turned else [query.answer(), send(query.from_user.id, screen)]


@router.callback_query(ShowClaim.filter())
async def show_one(
    query: CallbackQuery, callback_data: ShowClaim, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    await show_claim(session, ClaimId(callback_data.claim_id), person, now=clock())
    return query.answer()
