"""The question whether somebody still works where we think, and the answer that it is elsewhere."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.runner import Returned
from bot.showing import change
from bot.taps_people import MovedTo, StillThere
from bot.views import employment as views
from bot.views.person_card import page_of
from core.catalog.companies import list_companies
from core.clock import Clock
from core.ids import CompanyId
from core.people import confirming
from core.people.persons import Person

router = Router(name="employment")
router.callback_query.filter(IsMember())


@router.callback_query(StillThere.filter(F.holds))
async def confirm(
    query: CallbackQuery, callback_data: StillThere, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    company = await confirming.confirm(session, callback_data.employment, by=person.id, now=clock())
    return change(query, views.confirmed(company))


@router.callback_query(StillThere.filter())
async def ask_where(query: CallbackQuery, person: Person, session: AsyncSession) -> Returned:
    return await _offer(query, person, session, 0)


@router.callback_query(MovedTo.filter(~F.chosen))
async def turn(query: CallbackQuery, callback_data: MovedTo, person: Person, session: AsyncSession) -> Returned:
    return await _offer(query, person, session, callback_data.page)


@router.callback_query(MovedTo.filter())
async def take_company(
    query: CallbackQuery, callback_data: MovedTo, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    company_id = CompanyId(callback_data.company) if callback_data.company else None
    return change(query, views.moved(await confirming.move(session, company_id, by=person.id, now=clock())))


async def _offer(query: CallbackQuery, person: Person, session: AsyncSession, page: int) -> Returned:
    firms = [(each.id, each.name) for each in await list_companies(session, person.programme_id)]
    offered, more = page_of(firms, page)
    return change(query, views.ask_where(offered, page=page, more=more))
