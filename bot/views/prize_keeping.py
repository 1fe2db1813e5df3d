"""The prize list and orders in words, as staff keeps them."""

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.screen import Picture, Screen
from bot.taps import Open, Place
from bot.taps_prizes import Hand, Handing, Shop, Stock, StockIn, Stocking
from bot.views import formats
from bot.views.buttons import Rows, button, keyboard, rows_of
from bot.views.languages import OWN_NAMES
from bot.views.names import name_of as person_name
from bot.views.prizes import name_of, title
from bot.views.typed import typed
from bot.words import locale
from bot.words import translate as _
from core.clock import local_date
from core.people.persons import Person
from core.programme.programmes import Programme
from core.rewards.values import CancelReason, Order, Prize, in_language


def menu(listed: int, waiting: int, late: int) -> Screen:
    """What there is to do."""
    lines = [_("<b>Prizes</b>")]
    lines.append(_("On the list: {n}").format(n=formats.number(listed)))
    lines.append(_("Orders to hand over: {n}").format(n=formats.number(waiting)))
    if late:
        lines.append(_("⏰ Later than promised: {n}").format(n=formats.number(late)))
    rows: Rows = [
        [button(_("Orders: {n}").format(n=formats.number(waiting)), Hand(), style="primary")],
        [button(_("Add a prize"), Stock(do=Stocking.ADD)), button(_("All prizes"), Stock(do=Stocking.LIST))],
        [button(_("As partners see it"), Shop())],
    ]
    return Screen("\n".join(lines), keyboard(rows))


def all_prizes(prizes: Sequence[Prize], programme: Programme, *, page: int, more: bool) -> Screen:
    """A page of all prizes; hidden ones bear a sign."""
    back = [button(_("← Back"), Open(place=Place.PRIZES))]
    if not prizes:
        add = [button(_("Add a prize"), Stock(do=Stocking.ADD), style="primary")]
        return Screen(_("No prizes yet. The first one takes four answers."), keyboard([add, back]))
    rows: Rows = [
        [button(_label(prize, programme), Stock(do=Stocking.SHOW, id=prize.id, page=page))] for prize in prizes
    ]
    turns = [button(_("← Newer"), Stock(do=Stocking.LIST, page=page - 1))] if page else []
    turns += [button(_("Older →"), Stock(do=Stocking.LIST, page=page + 1))] if more else []
    return Screen(_("<b>All prizes</b>\n🙈 is hidden from partners."), keyboard([*rows, turns, back]))


def prize(found: Prize, programme: Programme, *, page: int = 0, picture: Picture | None = None) -> Screen:
    """One prize, and everything that can be changed about it."""
    text = in_language(found.descriptions, locale(), programme.locale)
    lines = [
        f"<b>{name_of(found, programme)}</b>",
        *([typed(text, 600)] if text else []),
        _("Costs: {points}").format(points=formats.points(found.points, programme.points_names)),
        _("Stock: {n}").format(n=_or_endless(found.stock)),
        _("For one person: {n}").format(n=_or_endless(found.per_person)),
        _("Last day: {day}").format(day=formats.full_day(found.ends_on) if found.ends_on else _("no limit")),
        _("Partners see it.") if found.listed else _("🙈 Partners do not see it."),
    ]
    put = (
        button(_("Hide"), Stock(do=Stocking.HIDE, id=found.id, page=page))
        if found.listed
        else button(_("Put on the list"), Stock(do=Stocking.PUT, id=found.id, page=page), style="success")
    )
    changes = [
        button(words, Stock(do=do, id=found.id, page=page))
        for do, words in (
            (Stocking.NAME, _("Name")),
            (Stocking.TEXT, _("Description")),
            (Stocking.POINTS, _("Price")),
            (Stocking.STOCK, _("Stock")),
            (Stocking.LIMIT, _("Per person")),
            (Stocking.ENDS, _("Last day")),
            (Stocking.PICTURE, _("Picture")),
        )
    ]
    back = [button(_("← All prizes"), Stock(do=Stocking.LIST, page=page))]
    return Screen("\n".join(lines), keyboard([[put], *rows_of(changes, 2), back]), picture)


def choose_language(found: Prize, programme: Programme, part: Stocking) -> Screen:
    """A name or description as it stands in each language; a tap changes one."""
    naming = part is Stocking.NAME
    texts = found.names if naming else found.descriptions
    head = _("What is it called, by language?") if naming else _("How is it described, by language?")
    lines = [f"{OWN_NAMES[each]}: {typed(texts.get(each) or '—', 600)}" for each in programme.locales]
    rows = [[button(OWN_NAMES[each], StockIn(do=part, id=found.id, locale=each))] for each in programme.locales]
    back = [button(_("← Back"), Stock(do=Stocking.SHOW, id=found.id))]
    return Screen("\n".join([head, "", *lines]), keyboard([*rows, back]))


def ask_picture(*, new: bool) -> Screen:
    skip = [button(_("Without a picture"), Stock(do=Stocking.NO_PICTURE))] if new else []
    return Screen(_("Send a picture of the prize, as a photo."), keyboard([skip, [_stop()]]))


def insist_on_picture() -> str:
    """For words or a file where a picture is awaited."""
    return _("I need a photo here. Send it as a photo, or /cancel.")


def ask_name() -> Screen:
    return Screen(_("What is the prize called?"), keyboard([[_stop()]]))


def ask_points() -> Screen:
    return Screen(_("What does it cost? Send a number."), keyboard([[_stop()]]))


def ask_stock(prize_id: int) -> Screen:
    endless = button(_("As many as are wanted"), Stock(do=Stocking.NO_STOCK, id=prize_id))
    return Screen(_("How many are there? Send a number."), keyboard([[endless], [_stop()]]))


def ask_limit(prize_id: int) -> Screen:
    endless = button(_("As many as one likes"), Stock(do=Stocking.NO_LIMIT, id=prize_id))
    return Screen(_("How many may one person have? Send a number."), keyboard([[endless], [_stop()]]))


def ask_last_day(prize_id: int) -> Screen:
    endless = button(_("No last day"), Stock(do=Stocking.NO_END, id=prize_id))
    text = _("Until which day can it be ordered? Type the day, like 31.12.2026.")
    return Screen(text, keyboard([[endless], [_stop()]]))


def ask_text() -> Screen:
    return Screen(_("Describe the prize in a line or two."), keyboard([[_stop()]]))


def orders(
    found: Sequence[Order], programme: Programme, person: Person, now: datetime, *, page: int, more: bool
) -> Screen:
    """A page of the orders to hand over, the longest promised first."""
    back = [button(_("← Back"), Open(place=Place.PRIZES))]
    if not found:
        return Screen(_("Nothing to hand over. New orders are told here at once."), keyboard([back]))
    lines = [_("<b>Orders to hand over</b>"), ""]
    rows: Rows = []
    for order in found:
        lines.append(_order_line(order, programme, person, now))
        rows.append(
            [
                button(
                    _("✅ {number} given").format(number=order.id),
                    Hand(do=Handing.GIVE, id=order.id, page=page),
                    style="success",
                ),
                button(
                    _("✖ {number} cancel").format(number=order.id),
                    Hand(do=Handing.ASK_CANCEL, id=order.id, page=page),
                ),
            ]
        )
    turns = [button(_("← Earlier"), Hand(page=page - 1))] if page else []
    turns += [button(_("More →"), Hand(page=page + 1))] if more else []
    return Screen("\n".join(lines), keyboard([*rows, turns, back]))


def ask_reason(order_id: int, *, page: int) -> Screen:
    """Why an order is cancelled: the partner reads it."""
    reasons = {
        CancelReason.OUT_OF_STOCK: _("Out of stock"),
        CancelReason.DISCONTINUED: _("Not available any more"),
        CancelReason.ASKED: _("The partner asked"),
        CancelReason.NOT_COLLECTED: _("Not collected"),
    }
    rows: Rows = [
        [button(words, Hand(do=Handing.CANCEL, id=order_id, page=page, reason=why))] for why, words in reasons.items()
    ]
    text = _("Why is order No. {number} cancelled? The partner reads it, and gets everything back.").format(
        number=order_id
    )
    return Screen(text, keyboard([*rows, [button(_("← Back"), Hand(page=page))]]))


def decided(order: Order, seconds: int, *, page: int, given: bool) -> Screen:
    """A verdict that can still be taken back."""
    words = _("✅ No. {number} is marked as given.") if given else _("✖ No. {number} is marked as cancelled.")
    lines = [words.format(number=order.id)]
    if seconds:
        lines.append(_("The partner is told in {n} s.").format(n=formats.number(seconds)))
    undo = [button(_("Undo"), Hand(do=Handing.UNDO, id=order.id, page=page))] if seconds else []
    return Screen("\n".join(lines), keyboard([undo, [button(_("← Orders"), Hand(page=page))]]))


def _order_line(order: Order, programme: Programme, person: Person, now: datetime) -> str:
    late = "⏰ " if order.due_at < now else ""
    who = typed(person_name(order.person_id) or _("A participant"))
    return late + _("No. {number}: {prize}, {person}, promised by {date}").format(
        number=order.id,
        prize=title(order, programme),
        person=who,
        date=formats.day(local_date(order.due_at, person.timezone)),
    )


def _label(found: Prize, programme: Programme) -> str:
    hidden = "" if found.listed else "🙈 "
    name = in_language(found.names, locale(), programme.locale)
    return f"{hidden}{name}, {formats.number(found.points)}"


def _or_endless(n: int | None) -> str:
    return _("no limit") if n is None else formats.number(n)


def _stop() -> InlineKeyboardButton:
    return button(_("← Stop"), Open(place=Place.PRIZES))
