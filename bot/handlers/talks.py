"""Talks: a reply goes where it belongs, and whoever looks after partners sees who waits for an answer."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, StateFilter, or_f
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.speaking import HasWords, RepliesInTalk
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.showing import change, say
from bot.taps import Open, Place
from bot.taps_talks import InTalk, Talking
from bot.views import keys
from bot.views import talks as views
from core.channel.conversations import Conversation
from core.clock import Clock
from core.ids import PersonId, TalkId
from core.people import pii
from core.people.persons import Person
from core.talks import reading, talking
from core.talks.talking import Said

replies = Router(name="replies")
replies.message.filter(F.reply_to_message, F.chat.type == ChatType.PRIVATE, IsMember())

router = Router(name="talks")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


class Replying(StatesGroup):
    """What is awaited from whoever answers."""

    words = State()


@replies.message(HasWords(), RepliesInTalk())
async def take_reply(
    message: Message,
    said: Said,
    talk_id: TalkId,
    as_partner: bool,
    person: Person,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    """Whatever else is going on: a reply says itself what it belongs to."""
    if as_partner:
        passed = await talking.speak(session, person, said, now=clock())
        return await _told(session, message, passed.keeper) if passed.first else None
    partner = await talking.answer(session, talk_id, said, by=person.id, now=clock())
    return message.reply(views.answered(await _name(session, partner)))


@router.message(or_f(F.text.in_(keys.QUESTIONS), Command("questions")))
async def show_waiting(
    message: Message, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    step_aside(conversation)
    found, count = await reading.waiting(session, by=person.id)
    return say(message, views.waiting(found, count, person, clock()))


@router.callback_query(Open.filter(F.place == Place.QUESTIONS))
@router.callback_query(InTalk.filter(F.do == Talking.LIST))
async def open_waiting(
    query: CallbackQuery, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    step_aside(conversation)
    found, count = await reading.waiting(session, by=person.id)
    return change(query, views.waiting(found, count, person, clock()))


@router.callback_query(InTalk.filter(F.do == Talking.SHOW))
async def show_talk(query: CallbackQuery, callback_data: InTalk, person: Person, session: AsyncSession) -> Returned:
    found = await reading.talk(session, TalkId(callback_data.id), by=person.id)
    return change(query, views.talk(found, person))


@router.callback_query(InTalk.filter(F.do == Talking.ANSWER))
async def ask_for_answer(
    query: CallbackQuery, callback_data: InTalk, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    found = await reading.talk(session, TalkId(callback_data.id), by=person.id)
    conversation.expect(Replying.words.state, talk=found.id)
    return [query.answer(), SendMessage(chat_id=query.from_user.id, text=views.answer_wanted(found.partner))]


@router.callback_query(InTalk.filter(F.do == Talking.SETTLE))
async def settle(
    query: CallbackQuery, callback_data: InTalk, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    await talking.settle(session, TalkId(callback_data.id), by=person.id)
    found, count = await reading.waiting(session, by=person.id)
    return change(query, views.waiting(found, count, person, clock()))


@router.message(StateFilter(Replying.words), HasWords())
async def take_answer(
    message: Message, said: Said, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    talk_id = TalkId(int(conversation.data["talk"]))
    conversation.end()
    partner = await talking.answer(session, talk_id, said, by=person.id, now=clock())
    return message.reply(views.answered(await _name(session, partner)))


async def pass_on(session: AsyncSession, message: Message, person: Person, said: Said, clock: Clock) -> Returned:
    """Bring a partner's words to whoever looks after the partner. Raises NobodyAnswers."""
    passed = await talking.speak(session, person, said, now=clock())
    return await _told(session, message, passed.keeper) if passed.first else None


async def _told(session: AsyncSession, message: Message, keeper: PersonId) -> SendMessage:
    return message.answer(views.passed_on(await _name(session, keeper)))


async def _name(session: AsyncSession, person_id: PersonId) -> str | None:
    return (await pii.names(session, [person_id])).get(person_id)
