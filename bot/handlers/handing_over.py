"""Handing over to a successor, and to a stand-in for a while."""

from datetime import timedelta

from aiogram import F, Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.runner import Returned
from bot.showing import change
from bot.taps_people import Doing, Who
from bot.views import handing_over as views
from bot.views import person_card as cards
from bot.views.people import Named
from core import handing_over
from core.channel import groups
from core.clock import Clock, local_date
from core.ids import PersonId
from core.people import absences, pii
from core.people.changes import managers
from core.people.person_card import person_card
from core.people.persons import Person, load
from core.programme.programmes import Programme

router = Router(name="handing_over")
router.callback_query.filter(IsMember())


@router.callback_query(Who.filter((F.do == Doing.HAND_OVER) & F.chosen))
async def preview(
    query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    person_id, to = PersonId(callback_data.id), PersonId(callback_data.value)
    counts = await handing_over.preview(session, person_id, to, by=person.id, now=clock())
    shown = await person_card(session, person_id, by=person.id)
    return change(query, views.confirm(shown, (to, await _name(session, to)), counts))


@router.callback_query(Who.filter(F.do == Doing.HAND_OVER))
async def ask_successor(query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession) -> Returned:
    shown = await person_card(session, PersonId(callback_data.id), by=person.id)
    return change(query, views.ask_successor(shown, await _others(session, person, shown.person.id)))


@router.callback_query(Who.filter(F.do == Doing.HANDED))
async def hand_over(
    query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    person_id, to = PersonId(callback_data.id), PersonId(callback_data.value)
    await handing_over.hand_over(session, person_id, to, by=person.id, now=clock())
    in_groups = bool(await groups.bound(session, person.programme_id))
    return change(query, views.handed(await _name(session, person_id), await _name(session, to), in_groups=in_groups))


@router.callback_query(Who.filter((F.do == Doing.AWAY) & F.chosen & F.more))
async def go_away(
    query: CallbackQuery,
    callback_data: Who,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    away = await load(session, PersonId(callback_data.id))
    last_day = local_date(clock(), away.timezone) + timedelta(days=min(callback_data.more, 1000))
    stand_in = PersonId(callback_data.value)
    await absences.go_away(session, away.id, stand_in, last_day, by=person.id, now=clock())
    shown = await person_card(session, away.id, by=person.id)
    note = views.away(last_day, await _name(session, stand_in))
    return change(query, cards.card(shown, person, programme, note=note))


@router.callback_query(Who.filter((F.do == Doing.AWAY) & F.chosen))
async def ask_last_day(
    query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    shown = await person_card(session, PersonId(callback_data.id), by=person.id)
    return change(query, views.ask_last_day(shown, callback_data.value, clock()))


@router.callback_query(Who.filter(F.do == Doing.AWAY))
async def ask_stand_in(query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession) -> Returned:
    shown = await person_card(session, PersonId(callback_data.id), by=person.id)
    absence = await absences.absence_of(session, shown.person)
    stand_in = await _name(session, absence.stand_in_id) if absence else ""
    return change(query, views.ask_stand_in(shown, await _others(session, person, shown.person.id), absence, stand_in))


@router.callback_query(Who.filter(F.do == Doing.AT_WORK))
async def come_back(
    query: CallbackQuery,
    callback_data: Who,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    await absences.come_back(session, PersonId(callback_data.id), by=person.id, now=clock())
    shown = await person_card(session, PersonId(callback_data.id), by=person.id)
    return change(query, cards.card(shown, person, programme, note=views.at_work()))


async def _others(session: AsyncSession, person: Person, but: PersonId) -> list[Named]:
    ids = [each for each in await managers(session, person) if each != but]
    names = await pii.names(session, ids)
    return [(each, names[each]) for each in ids if each in names]


async def _name(session: AsyncSession, person_id: PersonId) -> str:
    return (await pii.names(session, [person_id])).get(person_id, "")
