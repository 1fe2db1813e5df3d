"""/partners and /staff: lists of people, narrowed by taps, searched by typing."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change, say
from bot.taps import Open, Place
from bot.taps_people import Narrow, Narrowing, People
from bot.views import keys
from bot.views import people as views
from bot.views.person_card import page_of
from core.catalog.companies import list_companies
from core.channel.conversations import Conversation
from core.claims.listing import find_by_number
from core.ids import CompanyId, PersonId, RegionId
from core.people.listing import Wanted, Whom, find_people, list_people
from core.people.persons import Person
from core.people.regions import list_regions
from core.people.rights import Right, may, require

router = Router(name="people")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())

PLACES = {Place.PARTNERS: Whom.PARTNERS, Place.STAFF: Whom.STAFF}


class Looking(StatesGroup):
    """Whose name is looked for."""

    person = State()


@router.message(F.text.in_(keys.PARTNERS))
@router.message(Command("partners", "staff", magic=F.command.as_("name")))
async def show(
    message: Message,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    name: str = Whom.PARTNERS.value,
) -> Returned:
    screen = await _page(session, person, People(whom=Whom(name.lower())))
    conversation.expect(Looking.person.state)
    return say(message, screen)


@router.callback_query(Open.filter(F.place.in_(PLACES)))
async def open_list(
    query: CallbackQuery, callback_data: Open, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    screen = await _page(session, person, People(whom=PLACES[callback_data.place]))
    conversation.expect(Looking.person.state)
    return change(query, screen)


@router.callback_query(People.filter())
async def turn(
    query: CallbackQuery, callback_data: People, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    screen = await _page(session, person, callback_data)
    step_aside(conversation)
    conversation.expect(Looking.person.state)
    return change(query, screen)


@router.message(StateFilter(Looking.person), Typed())
async def look_for(message: Message, text: str, person: Person, session: AsyncSession) -> Returned:
    sales = await find_by_number(session, text, by=person.id)
    return say(message, views.found(await find_people(session, text, by=person.id), sales, text))


@router.callback_query(Narrow.filter())
async def narrow(query: CallbackQuery, callback_data: Narrow, person: Person, session: AsyncSession) -> Returned:
    require(person, Right.LOOK_AFTER)
    named = await _named(session, person, callback_data.by)
    offered, more = page_of(named, callback_data.page)
    return change(query, views.choose(callback_data, offered, more=more))


async def _page(session: AsyncSession, person: Person, asked: People) -> Screen:
    page = await list_people(
        session,
        Wanted(
            whom=asked.whom,
            status=asked.status,
            company_id=CompanyId(asked.company) if asked.company else None,
            region_id=RegionId(asked.region) if asked.region else None,
            mine=asked.mine,
        ),
        by=person.id,
        before=PersonId(asked.before) if asked.before else None,
        after=PersonId(asked.after) if asked.after else None,
    )
    names: list[str] = []
    if asked.company:
        names += [name for number, name in await _named(session, person, Narrowing.COMPANY) if number == asked.company]
    if asked.region:
        names += [name for number, name in await _named(session, person, Narrowing.REGION) if number == asked.region]
    return views.people(page, asked, names, keeps_lists=may(person, Right.EDIT_CATALOGUE))


async def _named(session: AsyncSession, person: Person, by: Narrowing) -> Sequence[views.Named]:
    match by:
        case Narrowing.COMPANY:
            return [(firm.id, firm.name) for firm in await list_companies(session, person.programme_id)]
        case Narrowing.REGION:
            return [(region.id, region.name) for region in await list_regions(session, person.programme_id)]
        case Narrowing.STATUS:
            return []
