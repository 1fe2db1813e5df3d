"""Notices about claims as messages: new ones that ring, in reply to the photo they are about."""

from typing import Any

from aiogram.methods import SendMessage, SetMessageReaction, TelegramMethod
from aiogram.types import InlineKeyboardMarkup, ReactionTypeEmoji, ReplyParameters

from bot.taps import Open, Place
from bot.taps_claims import ClaimAct, OwnClaim
from bot.views import formats, reasons, sales
from bot.views.buttons import button, keyboard
from bot.views.notices import message
from bot.views.wording_claims import unfit
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.notices import (
    Approved,
    DecisionLate,
    Declined,
    PictureRefused,
    PictureStored,
    ProductsMissing,
)
from core.claims.reminders import ClaimsDue, ClaimsLate
from core.people.persons import Person
from core.programme.programmes import Programme

SEEN = "👀"


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
    text = _("<b>+{points}</b> for {document}. You now have {balance}").format(
        points=formats.points(notice.points, programme.points_names),
        document=document(notice.document_no),
        balance=formats.number(notice.balance),
    )
    return _in_reply(chat_id, notice.message_key, text)


@message.register
def declined(notice: Declined, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    why = reasons.told(notice.reason, notice.note)
    first = _("<b>{document} is declined:</b> {why}").format(document=document(notice.document_no), why=why)
    text = f"{first}\n{reasons.way_out(may_resubmit=notice.may_resubmit)}"
    again = button(_("Send it again"), OwnClaim(claim_id=notice.claim_id, act=ClaimAct.AGAIN))
    return _in_reply(chat_id, notice.message_key, text, keyboard([[again]] if notice.may_resubmit else []))


@message.register
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
    first = _(
        "⏰ <b>{n} sale waits longer than promised</b>", "⏰ <b>{n} sales wait longer than promised</b>", n
    ).format(n=formats.number(n))
    oldest = _("The oldest was to be decided {by_when}.").format(by_when=sales.by(notice.oldest, person.timezone))
    return SendMessage(chat_id=chat_id, text=f"{first}\n{oldest}", reply_markup=_to_decide())


@message.register
def products_missing(_notice: ProductsMissing, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    return SendMessage(
        chat_id=chat_id,
        text=_(
            "Somebody has sent a sale, but the list of products is empty.\n"
            "Add products so that sales can be registered: /products"
        ),
    )


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
