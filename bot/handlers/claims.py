"""Own claims: their list, and the buttons under each while nobody has decided it."""

from collections.abc import Awaitable, Callable, Mapping

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.flows.sale_steps import at_hand, await_answer, go_on
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.showing import change, change_buttons, say
from bot.taps_claims import ClaimAct, OwnClaim, OwnClaims
from bot.views import appeals as appeal_views
from bot.views import claims as views
from core.channel import cards
from core.channel.cards import CardKind
from core.channel.conversations import Conversation
from core.claims import again, appeals, changes
from core.claims.claim_card import ClaimCard
from core.claims.drafting import Draft
from core.claims.listing import Turn, own_claims
from core.claims.refusals import ClaimClosed, NotYours
from core.claims.seeing import load_claim
from core.claims.who_decides import who_decides
from core.clock import Clock
from core.ids import ClaimId
from core.people.persons import Person
from core.people.rights import Right, require
from core.programme.programmes import Programme


class Appealing(StatesGroup):
    """What is awaited from a partner who asks for another look."""

    words = State()


CHANGES: Mapping[ClaimAct, Callable[..., Awaitable[Draft]]] = {
    ClaimAct.CORRECT: changes.correct,
    ClaimAct.REPLACE_PHOTO: changes.replace_photo,
    ClaimAct.ADD_PAGE: changes.add_page,
}
"""What begins a change of a claim that nobody has decided."""

router = Router(name="claims")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


@router.message(Command("claims"))
async def list_claims(
    message: Message, person: Person, programme: Programme, session: AsyncSession, conversation: Conversation
) -> Returned:
    require(person, Right.CLAIM)
    step_aside(conversation)
    return say(message, views.own(await own_claims(session, person.id), programme))


@router.callback_query(OwnClaims.filter())
async def turn(
    query: CallbackQuery, callback_data: OwnClaims, person: Person, programme: Programme, session: AsyncSession
) -> Returned:
    require(person, Right.CLAIM)
    wanted = Turn(before=ClaimId(callback_data.before) or None, after=ClaimId(callback_data.after) or None)
    return change(query, views.own(await own_claims(session, person.id, wanted), programme))


@router.callback_query(OwnClaim.filter(F.act == ClaimAct.SHOW))
async def show(
    query: CallbackQuery,
    callback_data: OwnClaim,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    claim = await _own(session, callback_data, person)
    draft = await at_hand(session, person, conversation)
    if draft is not None and draft.claim_id == claim.id:
        await go_on(session, conversation, draft, now=clock(), anew=True)
    else:
        await cards.show(session, person.id, CardKind.CLAIM, claim.id, now=clock(), anew=True)
    return query.answer()


@router.callback_query(OwnClaim.filter(F.act.in_(CHANGES)))
async def begin_change(
    query: CallbackQuery,
    callback_data: OwnClaim,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    begin = CHANGES[callback_data.act]
    await_answer(conversation, await begin(session, ClaimId(callback_data.claim_id), by=person, now=clock()))
    return query.answer()


@router.callback_query(OwnClaim.filter(F.act == ClaimAct.WITHDRAW))
async def ask_to_withdraw(
    query: CallbackQuery, callback_data: OwnClaim, person: Person, session: AsyncSession
) -> Returned:
    claim = await _own(session, callback_data, person)
    if not claim.may_change:
        raise ClaimClosed(claim_id=claim.id, state=claim.state)
    return change_buttons(query, views.sure_to_withdraw(claim))


@router.callback_query(OwnClaim.filter(F.act == ClaimAct.KEEP))
async def keep(query: CallbackQuery, callback_data: OwnClaim, person: Person, session: AsyncSession) -> Returned:
    return change_buttons(query, views.keys(await _own(session, callback_data, person)))


@router.callback_query(OwnClaim.filter(F.act == ClaimAct.WITHDRAW_SURELY))
async def withdraw(
    query: CallbackQuery, callback_data: OwnClaim, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    await changes.withdraw(session, ClaimId(callback_data.claim_id), by=person, now=clock())
    return query.answer()


@router.callback_query(OwnClaim.filter(F.act == ClaimAct.AGAIN))
async def send_again(
    query: CallbackQuery,
    callback_data: OwnClaim,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await again.send_again(session, ClaimId(callback_data.claim_id), by=person, now=clock())
    await go_on(session, conversation, draft, now=clock(), anew=True)
    return query.answer()


@router.callback_query(OwnClaim.filter(F.act == ClaimAct.APPEAL))
async def ask_for_another_look(
    query: CallbackQuery,
    callback_data: OwnClaim,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    found = await appeals.appeal(session, ClaimId(callback_data.claim_id), by=person, now=clock())
    claim = await _own(session, callback_data, person)
    conversation.expect(Appealing.words.state, claim=claim.id)
    deciders = (await who_decides(session, [claim], two_above=None)).get(claim.id, ())
    text = appeal_views.filed(claim, found, person, deciders)
    return [query.answer(), SendMessage(chat_id=query.from_user.id, text=text)]


@router.message(StateFilter(Appealing.words), Typed())
async def take_words(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    claim_id = ClaimId(conversation.data["claim"])
    conversation.end()
    await appeals.add_words(session, claim_id, text, by=person, now=clock())
    return message.answer(appeal_views.noted())


async def _own(session: AsyncSession, tap: OwnClaim, person: Person) -> ClaimCard:
    """The person's own claim. Raises NotYours, also for moderators, who see claims on cards of their own."""
    claim = await load_claim(session, ClaimId(tap.claim_id), person)
    if claim.person_id != person.id:
        raise NotYours
    return claim
