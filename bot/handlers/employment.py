"""The question whether somebody still works where we think, and the answer that it is elsewhere."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change, say
from bot.taps_people import Move, MovedInto, MovedTo, StillThere
from bot.views import employment as views
from bot.views.person_card import page_of
from core.catalog.companies import list_companies
from core.catalog.folding import name_key
from core.channel.conversations import Conversation
from core.clock import Clock
from core.ids import CompanyId, OutletId, PersonId
from core.people import confirming, moving, pii
from core.people.employments import company_named
from core.people.outlets import list_outlets
from core.people.persons import Person

router = Router(name="employment")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


class Moving(StatesGroup):
    """What is awaited of somebody who works elsewhere now."""

    company = State()


@router.callback_query(StillThere.filter(F.holds))
async def confirm(
    query: CallbackQuery, callback_data: StillThere, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    company = await confirming.confirm(session, callback_data.employment, by=person.id, now=clock())
    return change(query, views.confirmed(company))


@router.callback_query(StillThere.filter())
async def ask_where(
    query: CallbackQuery, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    conversation.expect(Moving.company.state)
    return change(query, await _offer(person, session, 0))


@router.callback_query(MovedTo.filter(~F.chosen))
async def turn(query: CallbackQuery, callback_data: MovedTo, person: Person, session: AsyncSession) -> Returned:
    return change(query, await _offer(person, session, callback_data.page))


@router.message(StateFilter(Moving.company), Typed())
async def look_for(message: Message, text: str, person: Person, session: AsyncSession) -> Returned:
    key = name_key(text)
    firms = [(each.id, each.name) for each in await list_companies(session, person.programme_id)]
    found, _ = page_of([each for each in firms if key and key in name_key(each[1])], 0)
    return say(message, views.ask_where(found, page=0, more=False, looked_for=text))


@router.callback_query(MovedTo.filter(F.company == 0))
async def take_nobody(
    query: CallbackQuery, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    step_aside(conversation)
    await confirming.work_for_nobody(session, by=person.id, now=clock())
    return change(query, views.works_for_nobody())


@router.callback_query(MovedTo.filter())
async def take_company(
    query: CallbackQuery,
    callback_data: MovedTo,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    """A company without outlets leaves nothing else to ask."""
    step_aside(conversation)
    company_id = CompanyId(callback_data.company)
    if await list_outlets(session, person.programme_id, company_id):
        return await _ask_outlet(query, person, session, company_id, 0)
    return await _wish(query, person, session, company_id, None, clock())


@router.callback_query(MovedInto.filter(~F.chosen))
async def turn_outlets(
    query: CallbackQuery, callback_data: MovedInto, person: Person, session: AsyncSession
) -> Returned:
    return await _ask_outlet(query, person, session, CompanyId(callback_data.company), callback_data.page)


@router.callback_query(MovedInto.filter())
async def take_outlet(
    query: CallbackQuery, callback_data: MovedInto, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    outlet_id = OutletId(callback_data.outlet) if callback_data.outlet else None
    return await _wish(query, person, session, CompanyId(callback_data.company), outlet_id, clock())


@router.callback_query(Move.filter())
async def decide(
    query: CallbackQuery, callback_data: Move, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    partner, company_id, seen = PersonId(callback_data.id), CompanyId(callback_data.company), callback_data.seen
    yes = callback_data.do == "yes"
    if yes:
        outlet_id = OutletId(callback_data.outlet) if callback_data.outlet else None
        await moving.confirm(session, partner, company_id, outlet_id, seen=seen, by=person.id, now=clock())
    else:
        await moving.decline(session, partner, company_id, seen=seen, by=person.id, now=clock())
    name = (await pii.names(session, [partner])).get(partner)
    company = await company_named(session, person.programme_id, company_id)
    return change(query, views.decided(partner, name, company, confirmed=yes))


async def _offer(person: Person, session: AsyncSession, page: int) -> Screen:
    firms = [(each.id, each.name) for each in await list_companies(session, person.programme_id)]
    offered, more = page_of(firms, page)
    return views.ask_where(offered, page=page, more=more)


async def _ask_outlet(
    query: CallbackQuery, person: Person, session: AsyncSession, company_id: CompanyId, page: int
) -> Returned:
    outlets = [(each.id, each.name) for each in await list_outlets(session, person.programme_id, company_id)]
    offered, more = page_of(outlets, page)
    return change(query, views.ask_outlet(company_id, offered, page=page, more=more))


async def _wish(
    query: CallbackQuery,
    person: Person,
    session: AsyncSession,
    company_id: CompanyId,
    outlet_id: OutletId | None,
    now: datetime,
) -> Returned:
    company, manager = await moving.wish(session, company_id, outlet_id, by=person.id, now=now)
    name = (await pii.names(session, [manager])).get(manager) if manager else None
    return change(query, views.wished(company, name))
