"""Returned sales: the partner reports goods that came back, or whoever decides; shown before it is done."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.flows.stepping import step_aside
from bot.review_cards import draw_in_group
from bot.runner import Returned
from bot.serialise import Reply
from bot.showing import change_words, in_group, say, speaking_there
from bot.taps_review import Return, ReturnAct
from bot.views import claims as claim_views
from bot.views import help as help_views
from bot.views import returning as views
from bot.views import review as review_views
from core.channel.conversations import Conversation
from core.claims import answers, returns
from core.claims.claim_card import ClaimCard
from core.claims.refusals import NothingToReturn
from core.claims.returns import Quantities
from core.claims.review_card import load_review
from core.claims.seeing import load_claim
from core.clock import Clock
from core.ids import ClaimId
from core.people.persons import Person
from core.programme.programmes import Programme

router = Router(name="returning")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


class Returning(StatesGroup):
    """What is awaited from whoever reports a return."""

    quantity = State()


@router.callback_query(Return.filter(F.act == ReturnAct.ASK))
async def ask(
    query: CallbackQuery,
    callback_data: Return,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    claim = await load_claim(session, ClaimId(callback_data.claim_id), person)
    _, left = await returns.returnable(session, claim.id, by=person)
    if not left:
        raise NothingToReturn(claim_id=claim.id)
    with speaking_there(query, programme):
        if len(left) > 1:
            return change_words(query, views.which(claim, left))
        return await _ask_how_many(query, claim, left[0].position, person, session, conversation)


@router.callback_query(Return.filter(F.act == ReturnAct.LINE))
async def ask_how_many(
    query: CallbackQuery,
    callback_data: Return,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    claim = await load_claim(session, ClaimId(callback_data.claim_id), person)
    with speaking_there(query, programme):
        return await _ask_how_many(query, claim, callback_data.position, person, session, conversation)


@router.callback_query(Return.filter(F.act == ReturnAct.SHOW))
async def show(
    query: CallbackQuery,
    callback_data: Return,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    step_aside(conversation)
    claim = await load_claim(session, ClaimId(callback_data.claim_id), person)
    weighed = await returns.preview(session, claim.id, _quantities(callback_data), by=person)
    with speaking_there(query, programme):
        return change_words(query, views.sure(claim, weighed, programme))


@router.callback_query(Return.filter(F.act == ReturnAct.SURELY))
async def report(
    query: CallbackQuery,
    callback_data: Return,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    done = await returns.report(
        session,
        ClaimId(callback_data.claim_id),
        _quantities(callback_data),
        number=callback_data.number,
        by=person,
        now=clock(),
    )
    claim = await load_claim(session, ClaimId(callback_data.claim_id), person)
    toast = query.answer(views.done(done, programme))
    return [toast, await _as_it_stands(query, claim, person, programme, session, clock)]


@router.callback_query(Return.filter(F.act == ReturnAct.BACK))
async def back(
    query: CallbackQuery,
    callback_data: Return,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    step_aside(conversation)
    claim = await load_claim(session, ClaimId(callback_data.claim_id), person)
    return await _as_it_stands(query, claim, person, programme, session, clock)


@router.message(StateFilter(Returning), Command("cancel"))
async def stop(message: Message, conversation: Conversation) -> Returned:
    conversation.end()
    return message.answer(help_views.stopped())


@router.message(StateFilter(Returning.quantity), Typed())
async def take_quantity(
    message: Message,
    text: str,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    claim = await load_claim(session, ClaimId(conversation.data["claim"]), person)
    wanted = {conversation.data["position"]: answers.read_quantity(text)}
    weighed = await returns.preview(session, claim.id, wanted, by=person)
    conversation.end()
    return say(message, views.sure(claim, weighed, programme))


async def _ask_how_many(
    query: CallbackQuery,
    claim: ClaimCard,
    position: int,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    _, left = await returns.returnable(session, claim.id, by=person)
    line = next((one for one in left if one.position == position), None)
    if line is None:
        raise NothingToReturn(claim_id=claim.id)
    conversation.expect(Returning.quantity.state, claim=claim.id, position=position)
    return change_words(query, views.how_many(claim, line))


async def _as_it_stands(
    query: CallbackQuery, claim: ClaimCard, person: Person, programme: Programme, session: AsyncSession, clock: Clock
) -> Reply:
    """The card in place of the question: for the group, for the partner, or for whoever decides."""
    if in_group(query):
        (drawn,) = await draw_in_group(session, [claim.id], programme, clock())
        return change_words(query, drawn) if drawn else query.answer()
    if claim.person_id == person.id:
        return change_words(query, claim_views.card(claim, person, programme))
    found = await load_review(session, claim.id, person)
    return change_words(query, review_views.card(found, person, programme, None))


def _quantities(tap: Return) -> Quantities:
    return {tap.position: tap.quantity} if tap.position else {}
