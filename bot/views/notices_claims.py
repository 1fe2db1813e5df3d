"""Notices about claims as messages: new ones that ring, in reply to the photo they are about."""

from datetime import datetime
from typing import Any

from aiogram.methods import SendMessage, SetMessageReaction, TelegramMethod
from aiogram.types import InlineKeyboardMarkup, ReactionTypeEmoji, ReplyParameters

from bot.taps import Open, Place
from bot.taps_claims import ClaimAct, OwnClaim
from bot.views import appeals, formats, reasons, sales, states
from bot.views.buttons import button, keyboard
from bot.views.names import name_of
from bot.views.notices import message
from bot.views.typed import typed
from bot.views.wording_claims import unfit
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.appeal_notices import AppealAnswered, AppealMade
from core.claims.claim import ClaimState, Wanted
from core.claims.escalating import ClaimsLate
from core.claims.notices import (
    Approved,
    AskedFor,
    DecisionLate,
    DecisionLateAgain,
    Declined,
    NoteAbout,
    PictureRefused,
    PictureStored,
    ProductsMissing,
    VerdictVoid,
)
from core.claims.reminders import ClaimsDue
from core.claims.return_notices import Returned
from core.claims.second_notices import SecondPersonWanted
from core.claims.unanswered import AnswerAwaited
from core.clock import local_date
from core.people.persons import Person
from core.programme.programmes import Programme

SEEN = "👀"
LONGEST_SAID = 600
"""Units of what somebody wrote, within a message."""


@message.register
def picture_stored(notice: PictureStored, _person: Person, _programme: Programme, chat_id: int) -> TelegramMethod[Any]:
    return SetMessageReaction(
        chat_id=chat_id, message_id=_message_id(notice.message_key), reaction=[ReactionTypeEmoji(emoji=SEEN)]
    )


@message.register
def picture_refused(notice: PictureRefused, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    return _in_reply(chat_id, notice.message_key, unfit(notice.reason))


@message.register
def approved(notice: Approved, _person: Person, programme: Programme, chat_id: int) -> SendMessage:
    told = _("<b>+{points}</b> for {document}. You now have {balance}")
    if notice.spendable_at is not None:
        told = _("<b>+{points}</b> for {document}, to spend from {date}")
    text = told.format(
        points=formats.points(notice.points, programme.points_names),
        document=document(notice.document_no),
        balance=formats.number(notice.balance),
        date=_day(notice.spendable_at, programme),
    )
    if notice.why is None:
        return _in_reply(chat_id, notice.message_key, text)
    why = reasons.told(notice.why, notice.note, programme.options)
    if notice.points < notice.claimed:
        line = _("{claimed} were claimed: {why}").format(claimed=formats.number(notice.claimed), why=why)
    else:
        line = _("Corrected: {why}").format(why=why)
    show = button(_("Show the sale"), OwnClaim(claim_id=notice.claim_id, act=ClaimAct.SHOW))
    return _in_reply(chat_id, notice.message_key, f"{text}\n{line}", keyboard([[show]]))


@message.register
def declined(notice: Declined, _person: Person, programme: Programme, chat_id: int) -> SendMessage:
    why = reasons.told(notice.reason, notice.note, programme.options)
    first = _("<b>{document} is declined:</b> {why}").format(document=document(notice.document_no), why=why)
    if own := states.own(ClaimState.DECLINED, programme.options):
        first = f"<b>{document(notice.document_no)}: {own}.</b> {why}"
    text = f"{first}\n{reasons.way_out(may_resubmit=notice.may_resubmit)}"
    again = button(_("Send it again"), OwnClaim(claim_id=notice.claim_id, act=ClaimAct.AGAIN))
    look = button(_("⚖️ Ask for another look"), OwnClaim(claim_id=notice.claim_id, act=ClaimAct.APPEAL))
    return _in_reply(chat_id, notice.message_key, text, keyboard([[again] if notice.may_resubmit else [], [look]]))


@message.register
def sale_returned(notice: Returned, _person: Person, programme: Programme, chat_id: int) -> SendMessage:
    names = programme.points_names
    lines = [
        _("↩️ {document} was returned: <b>−{points}</b>").format(
            document=document(notice.document_no), points=formats.points(notice.points, names)
        )
    ]
    if notice.debt and notice.balance is not None:
        text = _("{points} of it were spent already: the next sales pay them off.")
        lines.append(text.format(points=formats.number(notice.debt)))
    if notice.balance is not None:
        lines.append(_("You now have {balance}").format(balance=formats.number(notice.balance)))
    return _in_reply(chat_id, notice.message_key, "\n".join(lines))


@message.register
def appeal_made(notice: AppealMade, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    text = _("⚖️ {document}: the partner asks for another look.")
    if notice.nobody:
        text = _("⚖️ {document}: the partner asks for another look, and nobody but who decided it may. Name somebody.")
    return SendMessage(
        chat_id=chat_id, text=text.format(document=document(notice.document_no)), reply_markup=_to_decide()
    )


@message.register
def appeal_answered(notice: AppealAnswered, _person: Person, programme: Programme, chat_id: int) -> SendMessage:
    lines = [f"<b>{document(notice.document_no)}</b>", appeals.answer(notice.raised)]
    if notice.raised and notice.spendable_at is not None:
        lines.append(_("To spend from {date}").format(date=_day(notice.spendable_at, programme)))
    elif notice.raised:
        lines.append(_("You now have {balance}").format(balance=formats.number(notice.balance)))
    elif notice.why is not None:
        lines.append(_("Why: {why}").format(why=reasons.told(notice.why, notice.note, programme.options)))
    show = button(_("Show the sale"), OwnClaim(claim_id=notice.claim_id, act=ClaimAct.SHOW))
    return SendMessage(chat_id=chat_id, text="\n".join(lines), reply_markup=keyboard([[show]]))


@message.register
def verdict_void(notice: VerdictVoid, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    withdrawn = _("{document}: the partner took the sale back before your verdict counted. Nothing was posted.")
    changed = _("{document}: the sale changed before your verdict counted. Nothing was posted: look at it once more.")
    text = withdrawn if notice.state is ClaimState.CANCELLED else changed
    keys = None if notice.state is ClaimState.CANCELLED else _to_decide()
    return SendMessage(chat_id=chat_id, text=text.format(document=document(notice.document_no)), reply_markup=keys)


@message.register
def asked_for(notice: AskedFor, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    return _in_reply(chat_id, notice.message_key, told_wanted(notice))


@message.register
def answer_awaited(notice: AnswerAwaited, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    first = _("⏳ We still wait for your answer.")
    return _in_reply(chat_id, notice.message_key, f"{first}\n{told_wanted(notice)}")


def told_wanted(notice: AskedFor) -> str:
    """What is wanted, the moderator's words, and how to answer."""
    wanted = {
        Wanted.PHOTO: _("<b>{document}: please send a sharper photo of the whole document.</b>"),
        Wanted.PAGE: _("<b>{document}: please send one more page of the document.</b>"),
        Wanted.NUMBER: _("<b>{document}: which number stands on the document?</b>"),
        Wanted.OTHER: _("<b>{document}: a question before we decide.</b>"),
    }[notice.wanted].format(document=document(notice.document_no))
    said = [f"<blockquote>{typed(notice.text, LONGEST_SAID)}</blockquote>"] if notice.text else []
    return "\n".join([wanted, *said, _("Answer by replying to this message. The sale keeps its place in the queue.")])


@message.register
def note_about(notice: NoteAbout, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    said = f"<blockquote>{typed(notice.text, LONGEST_SAID)}</blockquote>"
    if notice.own:
        first = _("✉️ <b>{document}:</b> a note from those who decide").format(document=document(notice.document_no))
    else:
        first = _("✉️ <b>{document}:</b> a note from the partner").format(document=document(notice.document_no))
    how = _("A reply to this message is passed on.")
    return _in_reply(chat_id, notice.message_key, f"{first}\n{said}\n{how}")


@message.register(DecisionLate)
@message.register(DecisionLateAgain)
def decision_late(notice: DecisionLate, person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    text = _(
        "{document}: the answer was promised {was} and has not come. We are sorry. You will have it {by_when}."
    ).format(
        document=document(notice.document_no),
        was=sales.by(notice.was_due_at, person.timezone),
        by_when=sales.by(notice.due_at, person.timezone),
    )
    return _in_reply(chat_id, notice.message_key, text)


@message.register
def claims_due(notice: ClaimsDue, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    n = notice.waiting
    first = _("⏰ <b>Time to decide: {n} sale</b>", "⏰ <b>Time to decide: {n} sales</b>", n)
    lines = [first.format(n=formats.number(n))]
    if notice.late:
        lines.append(_("Later than promised: {n}").format(n=formats.number(notice.late)))
    return SendMessage(chat_id=chat_id, text="\n".join(lines), reply_markup=_to_decide())


@message.register
def claims_late(notice: ClaimsLate, person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    n = notice.late
    first = _("⏰ <b>{n} sale waits longer than promised</b>", "⏰ <b>{n} sales wait longer than promised</b>", n)
    if notice.appeals:
        first = _(
            "⏰ <b>Another look waits longer than promised: {n} sale</b>",
            "⏰ <b>Another look waits longer than promised: {n} sales</b>",
            n,
        )
    oldest = _("The oldest was to be decided {by_when}.").format(by_when=sales.by(notice.oldest, person.timezone))
    told = _("The partners know, and have a new date.")
    return SendMessage(
        chat_id=chat_id, text="\n".join([first.format(n=formats.number(n)), oldest, told]), reply_markup=_to_decide()
    )


@message.register
def products_missing(_notice: ProductsMissing, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    return SendMessage(
        chat_id=chat_id,
        text=_(
            "Somebody has sent a sale, but the list of products is empty.\n"
            "Add products so that sales can be registered: /products"
        ),
    )


def _day(instant: datetime | None, programme: Programme) -> str:
    return formats.day(local_date(instant, programme.timezone)) if instant is not None else ""


def _to_decide() -> InlineKeyboardMarkup | None:
    return keyboard([[button(_("📋 To decide"), Open(place=Place.REVIEW), style="primary")]])


def _in_reply(
    chat_id: int, message_key: str | None, text: str, keys: InlineKeyboardMarkup | None = None
) -> SendMessage:
    """A message below the photo it is about; without it, where the photo is gone."""
    reply = None
    if message_key is not None:
        reply = ReplyParameters(message_id=_message_id(message_key), allow_sending_without_reply=True)
    return SendMessage(chat_id=chat_id, text=text, reply_parameters=reply, reply_markup=keys)


def _message_id(message_key: str) -> int:
    """The message's number in its chat."""
    return int(message_key.rpartition(":")[2])


@message.register
def second_wanted(notice: SecondPersonWanted, _person: Person, programme: Programme, chat_id: int) -> SendMessage:
    text = _("✌️ {document}: {name} has approved {points}. So many take two: please look as well.").format(
        document=document(notice.document_no),
        name=f"<b>{typed(name_of(notice.by) or '')}</b>",
        points=formats.points(notice.points, programme.points_names),
    )
    rows = [[button(_("📋 To decide"), Open(place=Place.REVIEW))]]
    return SendMessage(chat_id=chat_id, text=text, reply_markup=keyboard(rows))
