"""Photos that were sent alone, in words: what those who decide fill in, and what the partner hears of it."""

from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.screen import Picture, Screen
from bot.taps import Open, Place
from bot.taps_claims import ClaimAct, OwnClaim
from bot.taps_filling import Handed, HandedAct
from bot.views import draft_keys, drafts, formats, sales
from bot.views.buttons import button, keyboard
from bot.views.notices import message
from bot.views.typed import typed, units
from bot.views.wording import wording
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.claim import Asking, DraftState
from core.claims.handed import BeingFilled, FilledBefore, NotHandedHere, PhotoUnreadable, SaleFilled
from core.claims.handed_card import HandedCard
from core.claims.handed_overdue import PhotoLate
from core.people.persons import Person
from core.programme.programmes import Programme

CAPTION = 1024
LINES = 8
"""Facts of a sale that a caption has room for."""


def card(found: HandedCard, person: Person, picture: Picture | None) -> Screen:
    """The card as somebody who decides sees it."""
    draft = found.sale.draft
    if draft.state is DraftState.HANDED and draft.filled_by == person.id:
        return _being_filled(found, _who(found), picture)
    return in_group(found, person, picture)


def in_group(found: HandedCard, person: formats.Clocked, picture: Picture | None) -> Screen:
    """The card as whoever does not fill it in sees it, and a group."""
    draft, who = found.sale.draft, _who(found)
    if draft.state is not DraftState.HANDED:
        return Screen("\n".join([who, _over(found)]), _to_decide(found), picture)
    lines = [_("📝 <b>To be filled in</b>"), who]
    if draft.handed_at is not None:
        lines.append(_("Sent {moment}").format(moment=formats.moment(draft.handed_at, person.timezone)))
    if draft.due_at is not None and draft.missed_due_at is not None:
        was, now = (sales.by(due, person.timezone) for due in (draft.missed_due_at, draft.due_at))
        late = _("⏰ <b>Late.</b> The answer was promised {was}; the partner now expects it {by_when}.")
        lines.append(late.format(was=was, by_when=now))
    if found.at_work and draft.filled_until is not None:
        filler = typed(found.filled_by or _("somebody else"), 40)
        until = formats.time_of_day(draft.filled_until, person.timezone)
        lines.append(_("{name} is filling it in, until {time}.").format(name=filler, time=until))
        return Screen("\n".join(lines), None, picture)
    rows = [
        [button(_("Fill it in"), Handed(act=HandedAct.BEGIN, draft_id=draft.id), style="primary")],
        [button(_("Ask for another photo"), Handed(act=HandedAct.UNREADABLE, draft_id=draft.id))],
    ]
    return Screen("\n".join(lines), keyboard(rows), picture)


def gone() -> Screen:
    """In place of one whose partner is forgotten."""
    return Screen(_("Whoever sent this photo has left. Nothing is left to fill in."))


def _who(found: HandedCard) -> str:
    name = found.name or _("A participant")
    return f"<b>{typed(name, 40)}</b>"


def _being_filled(found: HandedCard, who: str, picture: Picture | None) -> Screen:
    """The next question, as the partner would have had it, and its answers."""
    draft = found.sale.draft
    asked = drafts.question(found.sale)
    if draft.asking is Asking.READY and found.sale.own_earlier is not None:
        asked = [_("<b>This partner has sent the same sale before.</b> Change what is different, or leave it.")]
    lines = [who, *drafts.facts(found.sale)[:LINES], "", *asked]
    text = "\n".join(lines)
    ways = [
        *draft_keys.way_back(found.sale),
        button(_("Leave it to others"), Handed(act=HandedAct.LEAVE, draft_id=draft.id)),
    ]
    again = [button(_("Ask for another photo"), Handed(act=HandedAct.UNREADABLE, draft_id=draft.id))]
    return Screen(
        text if units(text) <= CAPTION else "\n".join([who, *asked]),
        keyboard([*draft_keys.answers(found.sale), ways, again]),
        picture,
    )


def _over(found: HandedCard) -> str:
    """What has become of it."""
    if found.sale.draft.state is DraftState.SUBMITTED:
        return _("✅ Filled in by {name}: it waits for its decision.").format(
            name=typed(found.filled_by or _("somebody else"), 40)
        )
    if found.sale.draft.state is DraftState.DROPPED:
        return _("Cancelled by the partner.")
    return _("The partner has it again.")


def _to_decide(found: HandedCard) -> InlineKeyboardMarkup | None:
    if found.sale.draft.state is not DraftState.SUBMITTED:
        return None
    return keyboard([[button(_("📋 To decide"), Open(place=Place.REVIEW), style="primary")]])


def to_fill(n: int, *, style: str | None = None) -> InlineKeyboardButton:
    """The way to the photo that has waited longest."""
    words = _("📝 To fill in: {n}").format(n=formats.number(n))
    return button(words, Handed(act=HandedAct.NEXT), style=style)


def photos_wait(n: int) -> str:
    """How many photos were sent alone and wait."""
    return _("📝 {n} photo to fill in", "📝 {n} photos to fill in", n).format(n=formats.number(n))


def nothing_to_fill() -> str:
    return _("Nothing waits to be filled in.")


def left() -> str:
    """In answer to /cancel."""
    return _("Left to others. What you filled in is kept.")


@message.register
def photo_unreadable(_notice: PhotoUnreadable, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    text = _("📷 <b>Your photo cannot be read.</b> Send another one: sharp, and with the whole document on it.")
    return SendMessage(chat_id=chat_id, text=text)


@message.register
def sale_filled(notice: SaleFilled, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    text = _("📝 <b>Your photo is filled in and in review.</b> Look whether everything is right; if not, tap “Change”.")
    show = button(_("Show the sale"), OwnClaim(claim_id=notice.claim_id, act=ClaimAct.SHOW), style="primary")
    return SendMessage(chat_id=chat_id, text=text, reply_markup=keyboard([[show]]))


@message.register
def photo_late(notice: PhotoLate, person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    text = _("📨 Your photo: the answer was promised {was} and has not come. We are sorry. You will have it {by_when}.")
    was, by_when = (sales.by(due, person.timezone) for due in (notice.was_due_at, notice.due_at))
    return SendMessage(chat_id=chat_id, text=text.format(was=was, by_when=by_when))


@wording.register
def being_filled(refusal: BeingFilled) -> str:
    until = formats.time_of_day(refusal.until, refusal.zone)
    name = typed(refusal.by_name or _("somebody else"), 60)
    return _("{name} is filling it in, until {time}.").format(name=name, time=until)


@wording.register
def not_handed_here(_refusal: NotHandedHere) -> str:
    return _("This sale cannot be sent as a photo alone. Answer the questions on its card.")


@wording.register
def filled_before(refusal: FilledBefore) -> str:
    text = _("This partner has sent the same before: {document}. Change what is different, or leave it.")
    return text.format(document=document(refusal.document_no))
