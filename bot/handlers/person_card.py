"""A person's card: shown, and changed by taps."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change
from bot.taps_people import Doing, Who
from bot.views import person_card as views
from bot.views.help import out_of_date
from core.catalog.companies import list_companies
from core.clock import Clock
from core.ids import CompanyId, OutletId, PersonId, RegionId
from core.people import changes, pii
from core.people.changes import managers
from core.people.erasing import erase
from core.people.outlets import list_outlets
from core.people.person_card import PersonCard, person_card
from core.people.persons import Person
from core.people.regions import list_regions
from core.people.rights import Right, allowed
from core.people.scopes import EVERYTHING, Scope, limit, limits_of
from core.programme.programmes import Programme

router = Router(name="person_card")
router.callback_query.filter(IsMember())


@router.callback_query(Who.filter(F.do == Doing.SHOW))
async def show(
    query: CallbackQuery, callback_data: Who, person: Person, programme: Programme, session: AsyncSession
) -> Returned:
    return change(query, views.card(await _card(session, callback_data, person), person, programme))


@router.callback_query(Who.filter((F.do == Doing.OCCUPATION) & F.chosen))
async def take_occupation(
    query: CallbackQuery,
    callback_data: Who,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    if callback_data.value >= len(views.OCCUPATIONS):
        return query.answer(out_of_date(), show_alert=True)
    chosen = views.OCCUPATIONS[callback_data.value]
    await changes.set_occupation(session, PersonId(callback_data.id), chosen, by=person.id, now=clock())
    return change(query, await _changed(session, callback_data, person, programme, note=views.changed()))


@router.callback_query(Who.filter(F.do == Doing.OCCUPATION))
async def ask_occupation(query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession) -> Returned:
    return change(query, views.ask_occupation(await _card(session, callback_data, person)))


@router.callback_query(Who.filter((F.do == Doing.COMPANY) & F.chosen))
async def take_company(
    query: CallbackQuery,
    callback_data: Who,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    """Where the company has outlets, the next question is which."""
    company_id = CompanyId(callback_data.value) if callback_data.value else None
    await changes.set_place(session, PersonId(callback_data.id), company_id, by=person.id, now=clock())
    if company_id is not None:
        outlets = await list_outlets(session, person.programme_id, company_id)
        if outlets:
            named, more = views.page_of([(each.id, each.name) for each in outlets], 0)
            card = await _card(session, callback_data, person)
            return change(query, views.ask_outlet(card, company_id, named, page=0, more=more))
    return change(query, await _changed(session, callback_data, person, programme, note=views.changed()))


@router.callback_query(Who.filter(F.do == Doing.COMPANY))
async def ask_company(query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession) -> Returned:
    firms = [(each.id, each.name) for each in await list_companies(session, person.programme_id)]
    named, more = views.page_of(firms, callback_data.page)
    card = await _card(session, callback_data, person)
    return change(query, views.ask_company(card, named, page=callback_data.page, more=more))


@router.callback_query(Who.filter((F.do == Doing.OUTLET) & F.chosen))
async def take_outlet(
    query: CallbackQuery,
    callback_data: Who,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    outlet_id = OutletId(callback_data.value) if callback_data.value else None
    await changes.set_place(
        session, PersonId(callback_data.id), CompanyId(callback_data.more), outlet_id, by=person.id, now=clock()
    )
    return change(query, await _changed(session, callback_data, person, programme, note=views.changed()))


@router.callback_query(Who.filter(F.do == Doing.OUTLET))
async def ask_outlet(query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession) -> Returned:
    outlets = await list_outlets(session, person.programme_id, CompanyId(callback_data.more))
    named, more = views.page_of([(each.id, each.name) for each in outlets], callback_data.page)
    card = await _card(session, callback_data, person)
    return change(query, views.ask_outlet(card, callback_data.more, named, page=callback_data.page, more=more))


@router.callback_query(Who.filter((F.do == Doing.MANAGER) & F.chosen))
async def take_manager(
    query: CallbackQuery,
    callback_data: Who,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    await changes.set_manager(
        session, PersonId(callback_data.id), PersonId(callback_data.value), by=person.id, now=clock()
    )
    return change(query, await _changed(session, callback_data, person, programme, note=views.changed()))


@router.callback_query(Who.filter(F.do == Doing.MANAGER))
async def ask_manager(query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession) -> Returned:
    card = await _card(session, callback_data, person)
    ids = await managers(session, person)
    names = await pii.names(session, ids)
    return change(query, views.ask_manager(card, [(each, names[each]) for each in ids if each in names]))


@router.callback_query(Who.filter((F.do == Doing.LIMITS) & F.chosen))
async def free(
    query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    await limit(session, PersonId(callback_data.id), EVERYTHING, by=person.id, now=clock())
    return change(query, views.ask_limits(await _card(session, callback_data, person)))


@router.callback_query(Who.filter(F.do == Doing.LIMITS))
async def ask_limits(query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession) -> Returned:
    return change(query, views.ask_limits(await _card(session, callback_data, person)))


@router.callback_query(Who.filter(F.do.in_({Doing.REGIONS, Doing.FIRMS})))
async def switch_limit(
    query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    card = await _card(session, callback_data, person)
    scope = await limits_of(session, card.person)
    if callback_data.chosen:
        scope = _switched(scope, callback_data)
        await limit(session, card.person.id, scope, by=person.id, now=clock())
    by_region = callback_data.do is Doing.REGIONS
    named: Sequence[tuple[int, str]] = (
        [(each.id, each.name) for each in await list_regions(session, person.programme_id)]
        if by_region
        else [(each.id, each.name) for each in await list_companies(session, person.programme_id)]
    )
    offered, more = views.page_of(named, callback_data.page)
    on = frozenset[int](scope.regions if by_region else scope.companies)
    return change(query, views.switch_limits(card, callback_data.do, offered, on, page=callback_data.page, more=more))


@router.callback_query(Who.filter(F.do == Doing.ASK_REMOVE))
async def ask_remove(query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession) -> Returned:
    return change(query, views.ask_remove(await _card(session, callback_data, person)))


@router.callback_query(Who.filter(F.do.in_({Doing.REMOVE, Doing.RESTORE})))
async def remove_or_restore(
    query: CallbackQuery,
    callback_data: Who,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    removing = callback_data.do is Doing.REMOVE
    act = changes.remove if removing else changes.restore
    await act(session, PersonId(callback_data.id), by=person.id, now=clock())
    note = views.removed() if removing else views.restored()
    return change(query, await _changed(session, callback_data, person, programme, note=note))


@router.callback_query(Who.filter(F.do == Doing.ASK_ERASE))
async def ask_erase(query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession) -> Returned:
    await allowed(session, person.id, Right.ERASE)
    return change(query, views.ask_erase(await _card(session, callback_data, person)))


@router.callback_query(Who.filter(F.do == Doing.ERASE))
async def erase_on_request(
    query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    await erase(session, PersonId(callback_data.id), by=person.id, now=clock())
    return change(query, views.erased())


async def _card(session: AsyncSession, wish: Who, person: Person) -> PersonCard:
    return await person_card(session, PersonId(wish.id), by=person.id)


async def _changed(session: AsyncSession, wish: Who, person: Person, programme: Programme, *, note: str) -> Screen:
    return views.card(await _card(session, wish, person), person, programme, note=note)


def _switched(scope: Scope, wish: Who) -> Scope:
    if wish.do is Doing.REGIONS:
        return Scope(regions=scope.regions ^ {RegionId(wish.value)}, companies=scope.companies)
    return Scope(regions=scope.regions, companies=scope.companies ^ {CompanyId(wish.value)})
