"""Review: moderators look at claims and decide them, one tap each."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, StateFilter, or_f
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMediaGroup, SendMessage
from aiogram.types import BufferedInputFile, CallbackQuery, InputMediaPhoto, MediaUnion, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.answers import Typed
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change_buttons, change_words, say, send
from bot.taps import Open, Place
from bot.taps_claims import DeclineFor, MoreToDecide, PayAllTheSame, Review, ReviewAct
from bot.views import keys
from bot.views import review as views
from core.channel import cards
from core.channel.cards import CardKind
from core.channel.conversations import Conversation
from core.claims import decisions, evidence
from core.claims.claim import DeclineReason, EvidenceState, PictureKind
from core.claims.claim_card import PictureFacts
from core.claims.refusals import ClaimMovedOn, LooksTheSame
from core.claims.review_card import ReviewCard, load_review, waiting
from core.claims.second_look import Confirmed
from core.clock import Clock
from core.ids import ClaimId
from core.people.persons import Person
from core.programme.programmes import Programme

AT_ONCE = 3
"""Messages that come at once: were a later one to follow, the cards would slide away under the finger."""

ALBUM = 10
"""Pictures that Telegram takes in one album."""

router = Router(name="review")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


class Declining(StatesGroup):
    """What is awaited from a moderator."""

    note = State()


@router.callback_query(Review.filter(F.act == ReviewAct.APPROVE))
async def approve(
    query: CallbackQuery,
    callback_data: Review,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    return await _approve(query, callback_data, None, person, programme, session, clock)


@router.callback_query(PayAllTheSame.filter())
async def approve_all_the_same(
    query: CallbackQuery,
    callback_data: PayAllTheSame,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    confirmed = Confirmed(claim_id=ClaimId(callback_data.other_id), paid=callback_data.other_paid)
    return await _approve(query, callback_data, confirmed, person, programme, session, clock)


@router.callback_query(Review.filter(F.act == ReviewAct.REASONS))
async def show_reasons(query: CallbackQuery, callback_data: Review, person: Person, session: AsyncSession) -> Returned:
    found = await _to_decide(session, callback_data, person)
    return change_buttons(query, views.why_decline(found.claim))


@router.callback_query(Review.filter(F.act == ReviewAct.BACK))
async def back(
    query: CallbackQuery, callback_data: Review, person: Person, programme: Programme, session: AsyncSession
) -> Returned:
    found = await load_review(session, ClaimId(callback_data.claim_id), person)
    return change_words(query, views.card(found, person, programme, None))


@router.callback_query(DeclineFor.filter(F.reason == DeclineReason.OTHER))
async def ask_for_note(
    query: CallbackQuery, callback_data: DeclineFor, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    found = await _to_decide(session, callback_data, person)
    conversation.expect(Declining.note.state, claim=callback_data.claim_id, version=callback_data.version)
    return [query.answer(), SendMessage(chat_id=query.from_user.id, text=views.note_wanted(found.claim))]


@router.callback_query(DeclineFor.filter())
async def decline(
    query: CallbackQuery, callback_data: DeclineFor, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    await decisions.decline(
        session,
        ClaimId(callback_data.claim_id),
        version=callback_data.version,
        by=person,
        reason=callback_data.reason,
        may_resubmit=callback_data.reason.may_resubmit,
        now=clock(),
    )
    return query.answer(views.declined())


@router.message(StateFilter(Declining.note), Typed())
async def decline_with_note(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    claim_id, version = ClaimId(conversation.data["claim"]), int(conversation.data["version"])
    conversation.end()
    await decisions.decline(
        session, claim_id, version=version, by=person, reason=DeclineReason.OTHER, note=text, now=clock()
    )
    return message.answer(views.declined())


@router.message(StateFilter(Declining.note), Command("cancel"))
async def keep_undecided(message: Message, conversation: Conversation) -> Returned:
    conversation.end()
    return message.answer(views.not_declined())


@router.callback_query(Review.filter(F.act == ReviewAct.PHOTOS))
async def show_photos(query: CallbackQuery, callback_data: Review, person: Person, session: AsyncSession) -> Returned:
    found = await load_review(session, ClaimId(callback_data.claim_id), person)
    stored = [picture for picture in found.claim.pictures if picture.state is EvidenceState.STORED][:ALBUM]
    album = [await _in_album(session, picture) for picture in stored]
    media: list[MediaUnion] = [picture for picture in album if picture is not None]
    if len(media) < 2 or query.message is None:
        return query.answer()
    return [query.answer(), SendMediaGroup(chat_id=query.message.chat.id, media=media)]


@router.message(or_f(F.text.in_(keys.REVIEW), Command("review")))
async def show_waiting(
    message: Message, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    step_aside(conversation)
    screen = await _waiting(session, person, clock)
    return say(message, screen) if screen else None


@router.callback_query(Open.filter(F.place == Place.REVIEW))
async def open_waiting(query: CallbackQuery, person: Person, session: AsyncSession, clock: Clock) -> Returned:
    screen = await _waiting(session, person, clock)
    return [query.answer(), send(query.from_user.id, screen)] if screen else query.answer()


@router.callback_query(MoreToDecide.filter())
async def open_next(
    query: CallbackQuery, callback_data: MoreToDecide, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    screen = await _waiting(session, person, clock, after=ClaimId(callback_data.after))
    return [query.answer(), send(query.from_user.id, screen)] if screen else query.answer()


async def _approve(
    query: CallbackQuery,
    tap: Review | PayAllTheSame,
    confirmed: Confirmed | None,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
) -> Returned:
    """Approve, or ask first about a claim that looks the same."""
    claim_id = ClaimId(tap.claim_id)
    try:
        decided = await decisions.approve(
            session, claim_id, version=tap.version, by=person, now=clock(), confirmed=confirmed
        )
    except LooksTheSame as doubt:
        found = await load_review(session, claim_id, person)
        return [query.answer(), change_words(query, views.sure_to_pay(found, programme, doubt))]
    return query.answer(views.approved(decided.points, programme))


async def _to_decide(session: AsyncSession, tap: Review | DeclineFor, person: Person) -> ReviewCard:
    """The claim as the moderator saw it. Raises ClaimMovedOn where it stands otherwise by now."""
    found = await load_review(session, ClaimId(tap.claim_id), person)
    if not found.may_decide or found.claim.version != tap.version:
        raise ClaimMovedOn(claim_id=found.claim.id)
    return found


async def _waiting(
    session: AsyncSession, person: Person, clock: Clock, *, after: ClaimId | None = None
) -> Screen | None:
    """Show the cards that wait longest, or those that follow one, below the conversation; what is left to say."""
    found = await waiting(session, person, after=after)
    if not found and after is not None:
        found = await waiting(session, person)
    shown = found if len(found) <= AT_ONCE else found[: AT_ONCE - 1]
    for claim_id in shown:
        await cards.show(session, person.id, CardKind.REVIEW, claim_id, now=clock(), anew=True)
    if not found:
        return views.nothing_waits()
    return views.more_wait(len(found) - len(shown), shown[-1]) if len(found) > len(shown) else None


async def _in_album(session: AsyncSession, picture: PictureFacts) -> InputMediaPhoto | None:
    if picture.kind is PictureKind.PHOTO:
        return InputMediaPhoto(media=picture.file_id)
    stored = await evidence.picture(session, picture.evidence_id)
    if stored is None:
        return None
    return InputMediaPhoto(media=BufferedInputFile(stored.content, f"{picture.evidence_id}.jpg"))
