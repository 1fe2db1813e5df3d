"""Asking the partner before deciding, and the history of a claim."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.deciding import go_on_in_private
from bot.runner import Returned
from bot.showing import change_buttons, in_group, send, speaking_there
from bot.taps_claims import AskFor, ClaimAct, OwnClaim, Review, ReviewAct
from bot.views import asking as views
from bot.views import declining
from core.channel.conversations import Conversation
from core.claims import asking
from core.claims.claim import Wanted
from core.claims.history import history_of
from core.claims.refusals import ClaimMovedOn
from core.claims.review_card import load_review
from core.claims.seeing import load_claim
from core.clock import Clock
from core.ids import ClaimId
from core.people.persons import Person
from core.programme.programmes import Programme

router = Router(name="asking")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


class AskingPartner(StatesGroup):
    """What is awaited from a moderator."""

    words = State()


@router.callback_query(Review.filter(F.act == ReviewAct.ASK))
async def show_what(
    query: CallbackQuery, callback_data: Review, person: Person, programme: Programme, session: AsyncSession
) -> Returned:
    found = await load_review(session, ClaimId(callback_data.claim_id), person)
    if not found.may_decide or found.claim.version != callback_data.version:
        raise ClaimMovedOn(claim_id=found.claim.id)
    with speaking_there(query, programme):
        return change_buttons(query, views.what_to_ask(found.claim))


@router.callback_query(AskFor.filter(F.wanted == Wanted.OTHER))
async def ask_for_words(
    query: CallbackQuery,
    callback_data: AskFor,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    found = await load_review(session, ClaimId(callback_data.claim_id), person)
    if in_group(query):
        here = views.ask_here(found.claim, callback_data)
        return await go_on_in_private(query, session, person, found.claim.id, clock(), here=here)
    conversation.expect(AskingPartner.words.state, claim=callback_data.claim_id, version=callback_data.version)
    return [query.answer(), SendMessage(chat_id=query.from_user.id, text=views.words_wanted(found.claim))]


@router.callback_query(AskFor.filter())
async def ask(
    query: CallbackQuery, callback_data: AskFor, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    await asking.ask(
        session,
        ClaimId(callback_data.claim_id),
        version=callback_data.version,
        wanted=callback_data.wanted,
        by=person,
        now=clock(),
    )
    return query.answer(views.asked())


@router.callback_query(Review.filter(F.act == ReviewAct.WAIT_NO_LONGER))
async def wait_no_longer(
    query: CallbackQuery, callback_data: Review, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    claim_id, version = ClaimId(callback_data.claim_id), callback_data.version
    await asking.wait_no_longer(session, claim_id, version=version, by=person, now=clock())
    return query.answer(views.waits_no_longer())


@router.message(StateFilter(AskingPartner.words), Typed())
async def take_words(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    claim_id, version = ClaimId(conversation.data["claim"]), int(conversation.data["version"])
    conversation.end()
    await asking.ask(session, claim_id, version=version, wanted=Wanted.OTHER, text=text, by=person, now=clock())
    return message.answer(views.asked())


@router.message(StateFilter(AskingPartner.words), Command("cancel"))
async def ask_nothing(message: Message, conversation: Conversation) -> Returned:
    conversation.end()
    return message.answer(declining.not_declined())


@router.callback_query(Review.filter(F.act == ReviewAct.HISTORY))
@router.callback_query(OwnClaim.filter(F.act == ClaimAct.HISTORY))
async def show_history(
    query: CallbackQuery,
    callback_data: Review | OwnClaim,
    person: Person,
    programme: Programme,
    session: AsyncSession,
) -> Returned:
    claim = await load_claim(session, ClaimId(callback_data.claim_id), person)
    screen = views.history(claim, await history_of(session, claim), person, programme)
    return [query.answer(), send(query.from_user.id, screen)]
