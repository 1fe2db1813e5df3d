"""Regions, the places of companies, and their outlets; the bin."""

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
from bot.taps_people import Placing, Where
from bot.views import places as views
from bot.views import zones
from bot.views.help import out_of_date
from bot.views.person_card import changed
from core.catalog.companies import list_companies, restore_company
from core.channel.conversations import Conversation
from core.clock import Clock
from core.ids import CompanyId, OutletId, RegionId
from core.people import outlets, places_card, regions
from core.people.persons import Person
from core.people.rights import Right, may, require
from core.programme.programmes import Programme

router = Router(name="places")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


class Adding(StatesGroup):
    """What a typed name adds, or which clock it names."""

    region = State()
    outlet = State()
    zone = State()


@router.callback_query(Where.filter(F.do == Placing.COMPANIES))
async def show_companies(query: CallbackQuery, callback_data: Where, person: Person, session: AsyncSession) -> Returned:
    require(person, Right.EDIT_CATALOGUE)
    firms = [(each.id, each.name) for each in await list_companies(session, person.programme_id)]
    return change(query, views.companies(firms, page=callback_data.page))


@router.callback_query(Where.filter(F.do == Placing.REGIONS))
async def show_regions(
    query: CallbackQuery, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    require(person, Right.EDIT_CATALOGUE)
    conversation.expect(Adding.region.state)
    return change(query, views.regions(await regions.list_regions(session, person.programme_id)))


@router.message(StateFilter(Adding.region), Typed())
async def add_region(message: Message, text: str, person: Person, session: AsyncSession, clock: Clock) -> Returned:
    added = await regions.add_region(session, text, by=person.id, now=clock())
    listed = await regions.list_regions(session, person.programme_id)
    return say(message, views.regions(listed, note=views.region_added(added)))


@router.callback_query(Where.filter(F.do == Placing.REGION))
async def confirm_region(query: CallbackQuery, callback_data: Where, person: Person, session: AsyncSession) -> Returned:
    require(person, Right.EDIT_CATALOGUE)
    region = await regions.region_of(session, person.programme_id, RegionId(callback_data.id))
    return change(query, views.confirm_region(region))


@router.callback_query(Where.filter(F.do.in_({Placing.REMOVE_REGION, Placing.RESTORE_REGION})))
async def list_region(
    query: CallbackQuery, callback_data: Where, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    back = callback_data.do is Placing.RESTORE_REGION
    region = await regions.list_region(session, RegionId(callback_data.id), listed=back, by=person.id, now=clock())
    if not back:
        return change(query, views.region_removed(region))
    listed = await regions.list_regions(session, person.programme_id)
    return change(query, views.regions(listed, note=views.region_added(region)))


@router.callback_query(Where.filter(F.do == Placing.COMPANY))
async def show_company(
    query: CallbackQuery,
    callback_data: Where,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    require(person, Right.EDIT_CATALOGUE)
    conversation.expect(Adding.outlet.state, company=callback_data.id)
    shown = await _company(session, CompanyId(callback_data.id), programme, clock(), page=callback_data.page)
    return change(query, shown)


@router.message(StateFilter(Adding.outlet), Typed())
async def add_outlet(
    message: Message,
    text: str,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    company_id = CompanyId(conversation.data["company"])
    added = await outlets.add_outlet(session, company_id, text, by=person.id, now=clock())
    return say(message, await _company(session, company_id, programme, clock(), note=views.outlet_added(added)))


@router.callback_query(Where.filter(F.do == Placing.OUTLET))
async def show_outlet(
    query: CallbackQuery,
    callback_data: Where,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    require(person, Right.EDIT_CATALOGUE)
    step_aside(conversation)
    return change(query, await _outlet(session, OutletId(callback_data.id), programme, clock()))


@router.callback_query(Where.filter(F.do.in_({Placing.REMOVE_OUTLET, Placing.RESTORE_OUTLET})))
async def list_outlet(
    query: CallbackQuery,
    callback_data: Where,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    outlet_id = OutletId(callback_data.id)
    if callback_data.do is Placing.REMOVE_OUTLET:
        shown = await outlets.outlet(session, person.programme_id, outlet_id)
        await outlets.list_outlet(session, outlet_id, listed=False, by=person.id, now=clock())
        return change(query, views.outlet_removed(shown))
    await outlets.list_outlet(session, outlet_id, listed=True, by=person.id, now=clock())
    return change(query, await _outlet(session, outlet_id, programme, clock()))


@router.callback_query(Where.filter(F.do.in_({Placing.COMPANY_REGION, Placing.OUTLET_REGION})))
async def place(
    query: CallbackQuery,
    callback_data: Where,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    require(person, Right.EDIT_CATALOGUE)
    if not callback_data.chosen:
        return change(query, views.ask_region(callback_data, await regions.list_regions(session, person.programme_id)))
    region_id = RegionId(callback_data.value) if callback_data.value else None
    if callback_data.do is Placing.COMPANY_REGION:
        await regions.place_company(session, CompanyId(callback_data.id), region_id, by=person.id, now=clock())
    else:
        await outlets.place_outlet(session, OutletId(callback_data.id), region_id, by=person.id, now=clock())
    return change(query, await _placed(session, callback_data, programme, clock()))


@router.callback_query(Where.filter(F.do.in_({Placing.COMPANY_ZONE, Placing.OUTLET_ZONE})))
async def choose_zone(
    query: CallbackQuery,
    callback_data: Where,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    require(person, Right.EDIT_CATALOGUE)
    if not callback_data.chosen:
        conversation.expect(Adding.zone.state, do=callback_data.do.value, id=callback_data.id)
        return change(query, views.ask_zone(callback_data, clock(), besides=programme.timezone))
    offered = zones.choices(clock(), besides=programme.timezone)
    if callback_data.value > len(offered):
        return query.answer(out_of_date(), show_alert=True)
    step_aside(conversation)
    zone = offered[callback_data.value - 1] if callback_data.value else None
    await _set_zone(session, callback_data, zone, person, clock())
    return change(query, await _placed(session, callback_data, programme, clock()))


@router.message(StateFilter(Adding.zone), Typed())
async def take_zone(
    message: Message,
    text: str,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    wish = Where(do=Placing(conversation.data["do"]), id=conversation.data["id"])
    await _set_zone(session, wish, text, person, clock())
    step_aside(conversation)
    return say(message, await _placed(session, wish, programme, clock()))


@router.callback_query(Where.filter(F.do == Placing.BIN))
async def show_bin(query: CallbackQuery, person: Person, session: AsyncSession) -> Returned:
    return change(query, await _bin(session, person))


@router.callback_query(Where.filter(F.do == Placing.RESTORE_COMPANY))
async def put_company_back(
    query: CallbackQuery, callback_data: Where, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    name = await restore_company(session, CompanyId(callback_data.id), by=person, now=clock())
    return [change(query, await _bin(session, person)), query.answer(views.company_restored(name))]


async def _bin(session: AsyncSession, person: Person) -> Screen:
    people = await places_card.removed_people(session, by=person.id) if may(person, Right.GIVE_ROLES) else ()
    return views.whole_bin(people, await places_card.removed_companies(session, by=person.id))


async def _set_zone(session: AsyncSession, wish: Where, text: str | None, person: Person, now: datetime) -> None:
    if wish.do is Placing.COMPANY_ZONE:
        await regions.set_company_zone(session, CompanyId(wish.id), text, by=person.id, now=now)
    else:
        await outlets.set_outlet_zone(session, OutletId(wish.id), text, by=person.id, now=now)


async def _placed(session: AsyncSession, wish: Where, programme: Programme, now: datetime) -> Screen:
    if wish.do in {Placing.COMPANY_REGION, Placing.COMPANY_ZONE}:
        return await _company(session, CompanyId(wish.id), programme, now, note=changed())
    return await _outlet(session, OutletId(wish.id), programme, now, note=changed())


async def _company(
    session: AsyncSession,
    company_id: CompanyId,
    programme: Programme,
    now: datetime,
    *,
    page: int = 0,
    note: str = "",
) -> Screen:
    shown = await places_card.company_place(session, programme.id, company_id)
    listed = await outlets.list_outlets(session, programme.id, company_id)
    return views.company(shown, listed, programme, now, page=page, note=note)


async def _outlet(
    session: AsyncSession, outlet_id: OutletId, programme: Programme, now: datetime, *, note: str = ""
) -> Screen:
    shown = await outlets.outlet(session, programme.id, outlet_id)
    company = await places_card.company_place(session, programme.id, shown.company_id)
    return views.outlet(shown, company=company, programme=programme, now=now, note=note)
