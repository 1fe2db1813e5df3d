"""Practice sales in words: marked as such on every screen, and what they would have earned."""

from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardButton

from bot.screen import Picture, Screen
from bot.taps import Open, Place
from bot.taps_practice import Practise, Practising
from bot.views import formats
from bot.views.buttons import Rows, button, keyboard
from bot.views.drafts import facts
from bot.views.notices import message
from bot.views.typed import typed
from bot.views.wording import wording
from bot.words import translate as _
from core.claims.practice import PracticeOver, PracticeState
from core.claims.practice_card import PracticeCard, Practised
from core.people.persons import Person
from core.people.rights import Right, may
from core.programme.programmes import Programme

LINES = 8
"""Facts of a sale that a caption has room for."""


def offer() -> InlineKeyboardButton:
    """The button by which somebody practises."""
    return button(_("🎓 Practise a sale"), Practise(do=Practising.BEGIN))


def mark() -> str:
    """What stands above every card of a practice sale."""
    return _("🎓 <b>PRACTICE: nothing is paid</b>")


def begin() -> Screen:
    """How to begin."""
    text = _("Send any photo: an old invoice, or whatever lies on the table. Then answer as for a real sale.")
    return Screen(f"{mark()}\n\n{text}")


def insist() -> str:
    """For words where a photo is awaited."""
    return _("To practise, send any photo. To stop, /cancel.")


def no_products(person: Person, programme: Programme) -> Screen:
    """There is nothing to practise with, and what to do about it."""
    if may(person, Right.EDIT_CATALOGUE):
        text = _("There are no products yet, so there is nothing to practise with. One is enough.")
        return Screen(text, keyboard([[button(_("Add products"), Open(place=Place.PRODUCTS), style="primary")]]))
    text = _("There are no products yet, so there is nothing to practise with. {contact} can tell you when there are.")
    return Screen(text.format(contact=typed(programme.contact, 300)))


def card(found: PracticeCard, person: Person, programme: Programme) -> Screen:
    """The card as its person sees it."""
    lines = [mark(), *facts(found.sale), _would_earn(found, programme), "", _standing(found, person)]
    return Screen("\n".join(lines), keyboard(_own_keys(found, person)))


def gone() -> Screen:
    """In place of one that was deleted."""
    return Screen(_("The practice sale is deleted."))


def review(found: PracticeCard, programme: Programme, picture: Picture | None) -> Screen:
    """The card as those who decide see it."""
    who = typed(found.name or _("A participant"), 40)
    lines = [mark(), f"<b>{who}</b>", *facts(found.sale)[:LINES], _would_earn(found, programme)]
    draft_id = found.sale.draft.id
    if found.state is PracticeState.WAITING:
        approve = button(_("Approve"), Practise(do=Practising.APPROVE, draft_id=draft_id), style="success")
        decline = button(_("Decline"), Practise(do=Practising.DECLINE, draft_id=draft_id))
        return Screen("\n".join(lines), keyboard([[approve, decline]]), picture)
    return Screen("\n".join([*lines, "", _decided(found)]), None, picture)


@message.register
def practised(notice: Practised, _person: Person, programme: Programme, chat_id: int) -> SendMessage:
    """That it was decided, as of a sale: a new message, which rings."""
    points = formats.points(notice.points, programme.points_names)
    if notice.approved:
        text = _("🎓 <b>Practice approved.</b> A real sale would have brought you {points} now.").format(points=points)
    else:
        text = _("🎓 <b>Practice declined.</b> Of a real sale you would read here why, and what to do about it.")
    real = button(_("📷 Register a sale"), Open(place=Place.CLAIM), style="primary")
    return SendMessage(chat_id=chat_id, text=text, reply_markup=keyboard([[real]]))


@wording.register
def practice_over(_refusal: PracticeOver) -> str:
    return _("This practice sale is decided already, or deleted.")


def _would_earn(found: PracticeCard, programme: Programme) -> str:
    return _("Would earn: <b>{points}</b>").format(points=formats.points(found.points, programme.points_names))


def _standing(found: PracticeCard, person: Person) -> str:
    if found.state is not PracticeState.WAITING:
        return _decided(found)
    if may(person, Right.DECIDE_CLAIMS):
        return _("It has come below as each sale comes to those who decide: look, and approve or decline.")
    if found.decides:
        text = _("{name} has it now, as a real sale. You need not wait: decide it yourself and see what follows.")
        return text.format(name=typed(found.decides, 40))
    return _("A moderator has it now, as a real sale. You need not wait: decide it yourself and see what follows.")


def _decided(found: PracticeCard) -> str:
    if found.state is PracticeState.APPROVED:
        return _("✅ Approved for practice. Nothing was posted.")
    return _("✖️ Declined for practice. Nothing was posted.")


def _own_keys(found: PracticeCard, person: Person) -> Rows:
    draft_id = found.sale.draft.id
    delete = button(_("Delete"), Practise(do=Practising.REMOVE, draft_id=draft_id))
    if found.state is PracticeState.WAITING and not may(person, Right.DECIDE_CLAIMS):
        myself = button(_("Approve it myself"), Practise(do=Practising.APPROVE, draft_id=draft_id), style="success")
        return [[myself], [delete]]
    if found.state is PracticeState.WAITING:
        return [[delete]]
    return [[button(_("Once more"), Practise(do=Practising.BEGIN)), delete]]
