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
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change_words, say
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
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    claim = await load_claim(session, ClaimId(callback_data.claim_id), person)
    _, left = await returns.returnable(session, claim.id, by=person)
    if not left:
        raise NothingToReturn(claim_id=claim.id)
    if len(left) > 1:
        return change_words(query, views.which(claim, left))
    return await _ask_how_many(query, claim, left[0].position, person, session, conversation)


@router.callback_query(Return.filter(F.act == ReturnAct.LINE))
async def ask_how_many(
    query: CallbackQuery,
    callback_data: Return,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    claim = await load_claim(session, ClaimId(callback_data.claim_id), person)
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
    standing = change_words(query, await _card(session, claim, person, programme))
    return [query.answer(views.done(done, programme)), standing]


@router.callback_query(Return.filter(F.act == ReturnAct.BACK))
async def back(
    query: CallbackQuery,
    callback_data: Return,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
) -> Returned:
    step_aside(conversation)
    claim = await load_claim(session, ClaimId(callback_data.claim_id), person)
    return change_words(query, await _card(session, claim, person, programme))


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


async def _card(session: AsyncSession, claim: ClaimCard, person: Person, programme: Programme) -> Screen:
    """The card as it stands, for the partner or for whoever decides."""
    if claim.person_id == person.id:
        return claim_views.card(claim, person, programme)
    return review_views.card(await load_review(session, claim.id, person), person, programme, None)


def _quantities(tap: Return) -> Quantities:
    return {tap.position: tap.quantity} if tap.position else {}
