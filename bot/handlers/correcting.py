"""Correcting a claim before it is approved: what is wrong is tapped and put right, one question at a time."""

from datetime import date

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, StateFilter
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.corrections import Correcting, as_claimed, because, change, correction_of, keep, mend_serials
from bot.deciding import give, go_on_in_private
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change_words, in_group, say
from bot.taps_review import CorrectFor, Fix, FixAct
from bot.views import correcting as views
from core.catalog.products import search
from core.channel.conversations import Conversation
from core.claims import answers, correcting
from core.claims.claim import DeclineReason
from core.claims.days import read_date
from core.claims.refusals import ClaimMovedOn
from core.claims.review_card import ReviewCard, load_review
from core.claims.serial_numbers import read_serials
from core.claims.taking import take
from core.clock import Clock, local_date
from core.ids import ClaimId
from core.people.persons import Person
from core.programme.programmes import Programme

router = Router(name="correcting")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


@router.callback_query(Fix.filter(F.act == FixAct.BEGIN))
async def begin(
    query: CallbackQuery,
    callback_data: Fix,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    found = await load_review(session, ClaimId(callback_data.claim_id), person)
    await take(session, found.claim.id, by=person, minutes=programme.options.take_minutes, now=clock())
    if in_group(query):
        return await go_on_in_private(query, session, person, found.claim.id, clock())
    keep(conversation, found.claim, as_claimed(found.claim))
    return change_words(query, await _menu(session, found, person, programme, conversation, clock))


@router.callback_query(Fix.filter(F.act == FixAct.MENU))
async def back(
    query: CallbackQuery,
    callback_data: Fix,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    found = await _at_hand(session, ClaimId(callback_data.claim_id), person, conversation)
    return change_words(query, await _menu(session, found, person, programme, conversation, clock))


@router.callback_query(Fix.filter(F.act == FixAct.LINE))
async def choose_line(
    query: CallbackQuery, callback_data: Fix, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    found = await _at_hand(session, ClaimId(callback_data.claim_id), person, conversation)
    _of_claim(found, callback_data.arg)
    conversation.expect(Correcting.line.state, **{**conversation.data, "line": callback_data.arg})
    return change_words(query, views.line(found.claim, callback_data.arg))


@router.callback_query(Fix.filter(F.act.in_({FixAct.QUANTITY, FixAct.LEAVE_OUT, FixAct.PICK, FixAct.DAY})))
async def put_right(
    query: CallbackQuery,
    callback_data: Fix,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    found = await _at_hand(session, ClaimId(callback_data.claim_id), person, conversation)
    if callback_data.act is FixAct.DAY and not 1 <= callback_data.arg <= date.max.toordinal():
        raise ClaimMovedOn(claim_id=found.claim.id)
    change(conversation, callback_data.act, callback_data.arg)
    return change_words(query, await _menu(session, found, person, programme, conversation, clock))


@router.callback_query(Fix.filter(F.act.in_({FixAct.PRODUCT, FixAct.NUMBER, FixAct.SERIALS, FixAct.ASK_DAY})))
async def ask(
    query: CallbackQuery,
    callback_data: Fix,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    found = await _at_hand(session, ClaimId(callback_data.claim_id), person, conversation)
    match callback_data.act:
        case FixAct.PRODUCT:
            state, screen = Correcting.product, views.ask_product(found.claim, ())
        case FixAct.SERIALS:
            _of_claim(found, callback_data.arg)
            state, screen = Correcting.serials, views.ask_serials(found.claim, callback_data.arg)
        case FixAct.NUMBER:
            state, screen = Correcting.number, views.ask_number(found.claim)
        case _:
            today = local_date(clock(), person.timezone)
            state, screen = Correcting.day, views.ask_day(found.claim, today)
    conversation.expect(state.state, **conversation.data)
    return change_words(query, screen)


@router.callback_query(CorrectFor.filter(F.reason == DeclineReason.OTHER))
async def ask_why(
    query: CallbackQuery, callback_data: CorrectFor, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    found = await _at_hand(session, ClaimId(callback_data.claim_id), person, conversation)
    conversation.expect(Correcting.note.state, **conversation.data)
    return change_words(query, views.ask_why(found.claim))


@router.callback_query(CorrectFor.filter())
async def approve(
    query: CallbackQuery,
    callback_data: CorrectFor,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    found = await _at_hand(session, ClaimId(callback_data.claim_id), person, conversation)
    said = because(conversation, callback_data.reason)
    return await give(
        query,
        found.claim.id,
        found.claim.version,
        said,
        person=person,
        programme=programme,
        session=session,
        conversation=conversation,
        clock=clock,
    )


@router.message(StateFilter(Correcting), Command("cancel"))
async def stop(message: Message, conversation: Conversation) -> Returned:
    conversation.end()
    return message.answer(views.stopped())


@router.message(StateFilter(Correcting.note), Typed())
async def take_note(
    message: Message,
    text: str,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    found = await _at_hand(session, ClaimId(conversation.data["claim"]), person, conversation)
    said = because(conversation, DeclineReason.OTHER, text)
    return await give(
        message,
        found.claim.id,
        found.claim.version,
        said,
        person=person,
        programme=programme,
        session=session,
        conversation=conversation,
        clock=clock,
    )


@router.message(
    StateFilter(Correcting.line, Correcting.product, Correcting.number, Correcting.serials, Correcting.day), Typed()
)
async def take_text(
    message: Message,
    text: str,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    found = await _at_hand(session, ClaimId(conversation.data["claim"]), person, conversation)
    data = dict(conversation.data)
    match conversation.state:
        case Correcting.line.state:
            change(conversation, FixAct.QUANTITY, answers.read_quantity(text))
        case Correcting.serials.state:
            mend_serials(conversation, read_serials(text))
        case Correcting.number.state:
            conversation.expect(Correcting.menu.state, **data | {"number": answers.read_document_no(text)})
        case Correcting.day.state:
            day = read_date(text, local_date(clock(), person.timezone))
            change(conversation, FixAct.DAY, day.toordinal())
        case _:
            day = date.fromordinal(data["day"]) if data["day"] else found.claim.sold_on
            choices = await search(session, person.programme_id, text, on=day)
            return say(message, views.ask_product(found.claim, choices, typed=text))
    return say(message, await _menu(session, found, person, programme, conversation, clock))


async def _at_hand(session: AsyncSession, claim_id: ClaimId, person: Person, conversation: Conversation) -> ReviewCard:
    """The claim whose correction is at hand. Raises ClaimMovedOn where it is another one's, or has changed since."""
    found = await load_review(session, claim_id, person)
    mine = (conversation.state or "").partition(":")[0] == Correcting.__name__
    if not mine or (conversation.data["claim"], conversation.data["version"]) != (claim_id, found.claim.version):
        raise ClaimMovedOn(claim_id=claim_id)
    return found


def _of_claim(found: ReviewCard, line_id: int) -> None:
    """Raise ClaimMovedOn where a button names no line of the claim."""
    if all(line.id != line_id for line in found.claim.lines):
        raise ClaimMovedOn(claim_id=found.claim.id)


async def _menu(
    session: AsyncSession,
    found: ReviewCard,
    person: Person,
    programme: Programme,
    conversation: Conversation,
    clock: Clock,
) -> Screen:
    corrected = await correcting.as_corrected(session, found.claim, correction_of(conversation), by=person, now=clock())
    return views.menu(found, corrected, correcting.reasons(corrected), programme)
