"""Declining: the reason, a note where one is wanted, and whether the sale may be sent again."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.deciding import give, go_on_in_private
from bot.runner import Returned
from bot.showing import change_buttons, in_group, say, speaking_there
from bot.taps_claims import DeclineFor, Review, ReviewAct
from bot.taps_review import DeclineNote, DeclineSurely
from bot.views import declining as views
from core.channel.conversations import Conversation
from core.claims.case import open_case
from core.claims.claim import DeclineReason, Verdict, reason_of
from core.claims.keeping import Said
from core.claims.refusals import ClaimMovedOn
from core.claims.review_card import ReviewCard, load_review
from core.claims.taking import Step, Taken, take, takings
from core.clock import Clock
from core.ids import ClaimId
from core.people.persons import Person
from core.programme.programmes import Programme

router = Router(name="declining")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


class Declining(StatesGroup):
    """What is awaited from a moderator."""

    note = State()
    again = State()
    """Whether the sale may be sent again: a button, the note is kept."""


@router.callback_query(Review.filter(F.act == ReviewAct.REASONS))
async def show_reasons(
    query: CallbackQuery,
    callback_data: Review,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    found = await _to_decide(session, callback_data, person)
    minutes, before = programme.options.take_minutes, await takings(session, [found.claim.id], now=clock())
    step = Step.DECLINING if in_group(query) else Step.LOOKING
    await take(session, found.claim.id, by=person, minutes=minutes, now=clock(), step=step)
    if in_group(query) and not _has_begun(before.get(found.claim.id), person):
        return query.answer()
    with speaking_there(query, programme):
        return change_buttons(query, views.why_decline(found.claim, programme.options))


@router.callback_query(DeclineFor.filter(F.reason == DeclineReason.OTHER))
@router.callback_query(DeclineNote.filter())
async def ask_for_note(
    query: CallbackQuery,
    callback_data: DeclineFor | DeclineNote,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    found = await _to_decide(session, callback_data, person)
    if in_group(query):
        here = views.note_here(found.claim, callback_data)
        return await go_on_in_private(query, session, person, found.claim.id, clock(), here=here)
    facts = {"claim": callback_data.claim_id, "version": callback_data.version, "reason": str(callback_data.reason)}
    conversation.expect(Declining.note.state, **facts)
    return [query.answer(), SendMessage(chat_id=query.from_user.id, text=views.note_wanted(found.claim))]


@router.callback_query(DeclineFor.filter())
async def ask_whether_again(
    query: CallbackQuery, callback_data: DeclineFor, person: Person, programme: Programme, session: AsyncSession
) -> Returned:
    found = await _to_decide(session, callback_data, person)
    with speaking_there(query, programme):
        return change_buttons(query, views.may_it_come_again(found.claim, callback_data.reason, programme.options))


@router.message(StateFilter(Declining.note), Typed())
async def take_note(
    message: Message,
    text: str,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    data = conversation.data
    conversation.end()
    found = await load_review(session, ClaimId(data["claim"]), person)
    await open_case(session, found.claim.id, version=data["version"], by=person)
    conversation.expect(Declining.again.state, **data, note=text)
    return say(message, views.declined_so(found.claim, reason_of(data["reason"]), text, programme.options))


@router.callback_query(DeclineSurely.filter())
async def decline(
    query: CallbackQuery,
    callback_data: DeclineSurely,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    mine = conversation.state == Declining.again.state and conversation.data["claim"] == callback_data.claim_id
    said = Said(
        verdict=Verdict.DECLINE,
        reason=callback_data.reason,
        note=conversation.data["note"] if mine else "",
        may_resubmit=callback_data.again,
    )
    replies = await give(
        query,
        ClaimId(callback_data.claim_id),
        callback_data.version,
        said,
        person=person,
        programme=programme,
        session=session,
        conversation=conversation,
        clock=clock,
    )
    done = change_buttons(query, None) if mine else None
    return [*replies, done] if done else replies


@router.message(StateFilter(Declining), Command("cancel"))
async def keep_undecided(message: Message, conversation: Conversation) -> Returned:
    conversation.end()
    return message.answer(views.not_declined())


def _has_begun(taken: Taken | None, person: Person) -> bool:
    """Whether a group's card shows a person's reasons already, and has to be brought back to them."""
    return taken is not None and taken.by == person.id and taken.step is Step.DECLINING


async def _to_decide(session: AsyncSession, tap: Review | DeclineFor | DeclineNote, person: Person) -> ReviewCard:
    """The claim as the moderator saw it. Raises ClaimMovedOn where it stands otherwise by now."""
    found = await load_review(session, ClaimId(tap.claim_id), person)
    if not found.may_decide or found.claim.version != tap.version:
        raise ClaimMovedOn(claim_id=found.claim.id)
    return found
