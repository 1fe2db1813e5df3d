"""A stranger asks to be let in, where the programme takes such wishes."""

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsJoining, IsStranger
from bot.flows.joining_steps import ask
from bot.runner import Returned
from bot.showing import change, send
from bot.taps_start import AskToJoin
from bot.words import speak
from core.channel.conversations import Conversation
from core.clock import Clock
from core.people.channels import Channel
from core.people.newcomers import Joining, standing
from core.people.persons import Person, Profile
from core.people.self_registration import ask_to_join
from core.programme import programmes

router = Router(name="self_registration")


@router.callback_query(IsStranger(), AskToJoin.filter())
async def begin(query: CallbackQuery, session: AsyncSession, conversation: Conversation, clock: Clock) -> Returned:
    user = query.from_user
    profile = Profile(
        channel=Channel.TELEGRAM,
        external_id=user.id,
        name=user.full_name,
        username=user.username,
        language=user.language_code,
    )
    joined = await ask_to_join(session, profile=profile, now=clock())
    speak(joined.person.locale)
    return await _ask(query, joined, session, conversation, clock)


@router.callback_query(IsJoining(), AskToJoin.filter())
async def go_on(
    query: CallbackQuery, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    """A second tap on the same button."""
    return await _ask(query, await standing(session, person.id), session, conversation, clock)


async def _ask(
    query: CallbackQuery, joined: Joining, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    programme = await programmes.load(session, joined.person.programme_id)
    asked = await ask(session, joined, programme, conversation, query.from_user, clock())
    if asked is None:
        return query.answer()
    return change(query, asked) if query.message else send(query.from_user.id, asked)
