"""Giving a verdict, by a tap or by a typed note: what the moderator hears, and what has to be asked first."""

from datetime import datetime
from typing import Any

from aiogram.methods import TelegramMethod
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.stepping import step_aside
from bot.screen import Screen
from bot.showing import change_words, say, send, speaking_there
from bot.views import review as views
from bot.views import verdicts as verdict_views
from bot.views.in_group import in_private
from core.channel import cards
from core.channel.cards import CardKind
from core.channel.conversations import Conversation
from core.claims import verdicts
from core.claims.keeping import Said
from core.claims.refusals import LooksTheSame
from core.claims.review_card import load_review
from core.clock import Clock
from core.ids import ClaimId
from core.people.persons import Person
from core.programme.programmes import Programme


async def give(
    source: CallbackQuery | Message,
    claim_id: ClaimId,
    version: int,
    said: Said,
    *,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> list[TelegramMethod[Any]]:
    """Decide as said, or ask first about a claim that looks the same; the correction at hand is kept until then."""
    try:
        given = await verdicts.give(session, claim_id, said, version=version, by=person, now=clock())
    except LooksTheSame as doubt:
        found = await load_review(session, claim_id, person)
        if isinstance(source, Message):
            return [say(source, views.sure_to_pay(found, programme, doubt))]
        with speaking_there(source, programme):
            return [source.answer(), change_words(source, views.sure_to_pay(found, programme, doubt))]
    step_aside(conversation)
    return [source.answer(verdict_views.given(given, programme))]


async def go_on_in_private(
    query: CallbackQuery,
    session: AsyncSession,
    person: Person,
    claim_id: ClaimId,
    now: datetime,
    *,
    here: Screen | None = None,
) -> list[TelegramMethod[Any]]:
    """What takes more than taps is not typed before a group: the claim's card comes to the private chat.

    `here` goes on there from where the group was left, by one tap.
    """
    await cards.show(session, person.id, CardKind.REVIEW, claim_id, now=now, anew=True)
    replies: list[TelegramMethod[Any]] = [query.answer(in_private(), show_alert=True)]
    return [*replies, send(query.from_user.id, here)] if here is not None else replies
