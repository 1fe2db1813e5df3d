"""Review: moderators look at claims and decide them, one tap each."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.corrections import kept
from bot.deciding import give
from bot.review_cards import draw_in_group, draw_queue
from bot.runner import Returned
from bot.showing import change_words, in_group
from bot.taps_claims import PayAllTheSame, Review, ReviewAct
from bot.taps_review import Second, Undo
from bot.views import review as views
from bot.views import verdicts as verdict_views
from core.channel import cards
from core.channel.cards import CardKind
from core.channel.conversations import Conversation
from core.claims import taking, undoing, verdicts
from core.claims.claim import DeclineReason, Verdict
from core.claims.keeping import Said
from core.claims.review_card import load_review
from core.claims.second_look import Confirmed
from core.clock import Clock
from core.ids import ClaimId
from core.people.persons import Person
from core.programme.programmes import Programme

router = Router(name="review")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


@router.callback_query(Review.filter(F.act == ReviewAct.APPROVE))
async def approve(
    query: CallbackQuery,
    callback_data: Review,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    return await give(
        query,
        ClaimId(callback_data.claim_id),
        callback_data.version,
        Said(verdict=Verdict.APPROVE),
        person=person,
        programme=programme,
        session=session,
        conversation=conversation,
        clock=clock,
    )


@router.callback_query(Review.filter(F.act == ReviewAct.STANDS))
async def let_it_stand(
    query: CallbackQuery,
    callback_data: Review,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    found = await load_review(session, ClaimId(callback_data.claim_id), person)
    before = found.claim.decision
    said = Said(
        verdict=Verdict.DECLINE,
        reason=(before and before.reason) or DeclineReason.OUTSIDE_RULES,
        note=before.note if before else "",
        may_resubmit=before.may_resubmit if before else True,
    )
    return await give(
        query,
        found.claim.id,
        callback_data.version,
        said,
        person=person,
        programme=programme,
        session=session,
        conversation=conversation,
        clock=clock,
    )


@router.callback_query(PayAllTheSame.filter())
async def approve_all_the_same(
    query: CallbackQuery,
    callback_data: PayAllTheSame,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    claim_id = ClaimId(callback_data.claim_id)
    confirmed = Confirmed(claim_id=ClaimId(callback_data.other_id), paid=callback_data.other_paid)
    return await give(
        query,
        claim_id,
        callback_data.version,
        replace(kept(conversation, claim_id), confirmed=confirmed),
        person=person,
        programme=programme,
        session=session,
        conversation=conversation,
        clock=clock,
    )


@router.callback_query(Second.filter())
async def approve_too(
    query: CallbackQuery,
    callback_data: Second,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    given = await verdicts.second(session, callback_data.verdict_id, by=person, now=clock())
    return query.answer(verdict_views.given(given, programme))


@router.callback_query(Undo.filter())
async def undo(
    query: CallbackQuery, callback_data: Undo, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    await undoing.undo(session, callback_data.verdict_id, by=person, now=clock())
    return query.answer(verdict_views.undone())


@router.callback_query(Review.filter(F.act == ReviewAct.BACK))
async def back(
    query: CallbackQuery,
    callback_data: Review,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    """The card as it was. In the queue the claim stays in hand; elsewhere others may have it again."""
    if in_group(query):
        await load_review(session, ClaimId(callback_data.claim_id), person)
        await taking.release(session, ClaimId(callback_data.claim_id), by=person.id, now=clock())
        (drawn,) = await draw_in_group(session, [callback_data.claim_id], programme, clock())
        return change_words(query, drawn) if drawn else query.answer()
    tapped = query.message.message_id if query.message else 0
    if await cards.kind_at(session, person.id, tapped) is CardKind.QUEUE:
        screen = await draw_queue(session, person, programme, clock())
        return change_words(query, screen) if screen else query.answer()
    found = await load_review(session, ClaimId(callback_data.claim_id), person, now=clock())
    await taking.release(session, found.claim.id, by=person.id, now=clock())
    return change_words(query, views.card(found, person, programme, None))
