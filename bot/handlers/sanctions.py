"""Sanctions imposed and lifted by taps; appeals, also by those who are kept out."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsKnown
from bot.answers import Typed
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change, say
from bot.taps_people import Doing, Sanctioning, Standing, Who
from bot.views import sanctions as views
from core.channel.conversations import Conversation
from core.clock import Clock
from core.ids import PersonId
from core.people import appeals, pii, sanctions
from core.people.person_card import person_card
from core.people.persons import Person
from core.people.sanctions import Ground, Step

router = Router(name="sanctions")
router.message.filter(IsKnown())
router.callback_query.filter(IsKnown())


class Sanction(StatesGroup):
    """What is awaited: a note of whoever decides, or the words of whoever appeals."""

    note = State()
    appeal = State()


@router.callback_query(Who.filter(F.do == Doing.LADDER))
async def show_ladder(query: CallbackQuery, callback_data: Who, person: Person, session: AsyncSession) -> Returned:
    shown = await person_card(session, PersonId(callback_data.id), by=person.id)
    return change(query, views.ladder(shown, await sanctions.in_force(session, shown.person.id)))


@router.callback_query(Sanctioning.filter(F.sure))
async def impose(
    query: CallbackQuery,
    callback_data: Sanctioning,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    conversation.end()
    imposed = await sanctions.impose(
        session,
        PersonId(callback_data.id),
        callback_data.step,
        callback_data.ground or Ground.OTHER,
        by=person.id,
        now=clock(),
    )
    return change(query, views.imposed(imposed))


@router.callback_query(Sanctioning.filter(F.ground))
async def ask_note(
    query: CallbackQuery,
    callback_data: Sanctioning,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    shown = await person_card(session, PersonId(callback_data.id), by=person.id)
    conversation.expect(Sanction.note.state, id=callback_data.id, step=callback_data.step, ground=callback_data.ground)
    return change(query, views.ask_note(shown, callback_data))


@router.callback_query(Sanctioning.filter())
async def ask_ground(
    query: CallbackQuery, callback_data: Sanctioning, person: Person, session: AsyncSession
) -> Returned:
    shown = await person_card(session, PersonId(callback_data.id), by=person.id)
    return change(query, views.ask_ground(shown, callback_data))


@router.message(StateFilter(Sanction.note), Typed())
async def take_note(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    asked = conversation.data
    conversation.end()
    imposed = await sanctions.impose(
        session,
        PersonId(asked["id"]),
        Step(asked["step"]),
        Ground(asked["ground"]),
        note=text,
        by=person.id,
        now=clock(),
    )
    return say(message, views.imposed(imposed))


@router.callback_query(Standing.filter(F.do == "lift"))
async def lift(
    query: CallbackQuery, callback_data: Standing, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    return change(query, views.lifted(await sanctions.lift(session, callback_data.id, by=person.id, now=clock())))


@router.callback_query(Standing.filter(F.do == "appeal"))
async def ask_appeal(query: CallbackQuery, callback_data: Standing, conversation: Conversation) -> Returned:
    conversation.expect(Sanction.appeal.state, id=callback_data.id)
    return change(query, views.ask_appeal(callback_data.id))


@router.callback_query(Standing.filter(F.do == "send"))
async def appeal_without_words(
    query: CallbackQuery,
    callback_data: Standing,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    conversation.end()
    judge = await appeals.appeal(session, callback_data.id, "", by=person.id, now=clock())
    return change(query, Screen(views.appealed((await pii.names(session, [judge])).get(judge))))


@router.message(StateFilter(Sanction.appeal), Typed())
async def take_appeal(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    sanction_id = int(conversation.data["id"])
    conversation.end()
    judge = await appeals.appeal(session, sanction_id, text, by=person.id, now=clock())
    return message.answer(views.appealed((await pii.names(session, [judge])).get(judge)))


@router.callback_query(Standing.filter(F.do.in_({"uphold", "drop"})))
async def judge(
    query: CallbackQuery, callback_data: Standing, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    stands = callback_data.do == "uphold"
    await appeals.judge(session, callback_data.id, stands=stands, by=person.id, now=clock())
    return change(query, views.judged(stands=stands))
