"""Prizes and own orders in words, as partners see them."""

from collections.abc import Sequence
from datetime import datetime

from bot.screen import Picture, Screen
from bot.taps import Open, Place
from bot.taps_prizes import Shop, Shopping
from bot.views import formats, sanctions
from bot.views.buttons import Rows, button, keyboard
from bot.views.plain import plain
from bot.views.typed import typed
from bot.words import locale
from bot.words import translate as _
from core.clock import local_date
from core.ids import OrderId
from core.people.persons import Person
from core.people.sanctions import Sanction
from core.programme.programmes import Programme
from core.rewards.values import CancelReason, Order, OrderState, Prize, in_language


def prize(
    found: Prize,
    programme: Programme,
    *,
    page: int,
    count: int,
    balance: int,
    sales: int | None,
    enough_at: datetime | None,
    may_order: bool,
    freeze: Sanction | None,
    picture: Picture | None,
) -> Screen:
    """One prize of the list: what it is, what it costs, and how far it is."""
    missing = found.points - balance
    lines = [f"<b>{name_of(found, programme)}</b>", _costs(found, programme), *_more(found, programme)]
    if missing > 0:
        lines.append(_missing(missing, sales, enough_at, programme))
    rows: Rows = []
    if freeze is not None:
        lines += ["", sanctions.frozen(freeze)]
        rows.append(sanctions.appeal_against(freeze))
    elif missing <= 0 and may_order:
        words = _("Order for {points}").format(points=plain(formats.points(found.points, programme.points_names)))
        rows.append([button(words, Shop(do=Shopping.ASK, id=found.id, page=page), style="success")])
    if count > 1:
        turn = [(page - 1) % count, (page + 1) % count]
        place = f"{page + 1} / {count}"
        rows.append(
            [
                button("◀", Shop(page=turn[0])),
                button(place, Shop(page=page)),
                button("▶", Shop(page=turn[1])),
            ]
        )
    rows.append([button(_("My orders"), Shop(do=Shopping.MINE))])
    return Screen("\n".join(lines), keyboard(rows), picture)


def nothing(*, keeps: bool) -> Screen:
    """While the list is empty."""
    text = _("There are no prizes here yet. What you earn meanwhile stays yours.")
    mine = [button(_("My orders"), Shop(do=Shopping.MINE))]
    staff = [button(_("Keep the list"), Open(place=Place.PRIZES))] if keeps else []
    return Screen(text, keyboard([mine, staff]))


def confirm(
    found: Prize, programme: Programme, *, page: int, balance: int, after: OrderId, picture: Picture | None
) -> Screen:
    """The one question before an order."""
    points = formats.points(found.points, programme.points_names)
    lines = [
        _("Order <b>{prize}</b> for {points}?").format(prize=name_of(found, programme), points=points),
        _("Left afterwards: {points}").format(points=formats.points(balance - found.points, programme.points_names)),
    ]
    sure = Shop(do=Shopping.ORDER, id=found.id, page=page, points=found.points, after=after)
    rows = [[button(_("Order"), sure, style="success")], [button(_("← Back"), Shop(page=page))]]
    return Screen("\n".join(lines), keyboard(rows), picture)


def ordered(order: Order, programme: Programme, person: Person) -> Screen:
    """What happens next."""
    lines = [
        _("✅ <b>Ordered: {prize}</b>, No. {number}").format(prize=title(order, programme), number=order.id),
        _("You get it by {date}. You will be told here once it has been handed over.").format(
            date=formats.day(local_date(order.due_at, person.timezone))
        ),
    ]
    rows = [
        [button(_("My orders"), Shop(do=Shopping.MINE))],
        [button(_("More prizes"), Shop())],
    ]
    return Screen("\n".join(lines), keyboard(rows))


def own(orders: Sequence[Order], programme: Programme, person: Person, *, page: int, more: bool) -> Screen:
    """A page of the own orders, each with where it stands."""
    back = [button(_("← Prizes"), Shop())]
    if not orders:
        return Screen(_("You have ordered nothing yet."), keyboard([back]))
    lines = [_("<b>My orders</b>"), ""]
    rows: Rows = []
    for order in orders:
        lines.append(_own_line(order, programme, person))
        if order.state is OrderState.ORDERED and order.verdict is None:
            words = _("Cancel No. {number}").format(number=order.id)
            rows.append([button(words, Shop(do=Shopping.ASK_CANCEL, id=order.id, page=page))])
    turns = [button(_("← Newer"), Shop(do=Shopping.MINE, page=page - 1))] if page else []
    turns += [button(_("Older →"), Shop(do=Shopping.MINE, page=page + 1))] if more else []
    return Screen("\n".join(lines), keyboard([*rows, turns, back]))


def ask_cancel(order_id: int, *, page: int) -> Screen:
    text = _("Cancel order No. {number}? Everything it took comes back to your balance.").format(number=order_id)
    sure = button(_("Cancel the order"), Shop(do=Shopping.CANCEL, id=order_id, page=page), style="danger")
    return Screen(text, keyboard([[sure], [button(_("← Back"), Shop(do=Shopping.MINE, page=page))]]))


def cancelled() -> str:
    return _("Cancelled. Everything is back on your balance.")


def name_of(found: Prize, programme: Programme) -> str:
    """A prize's name, quoted."""
    return typed(in_language(found.names, locale(), programme.locale), 120)


def title(order: Order, programme: Programme) -> str:
    """An ordered prize's name, quoted."""
    return typed(in_language(order.names, locale(), programme.locale), 120)


def reason(why: CancelReason) -> str:
    """Why staff cancelled, for the partner."""
    reasons = {
        CancelReason.OUT_OF_STOCK: _("it is out of stock"),
        CancelReason.DISCONTINUED: _("it is not available any more"),
        CancelReason.ASKED: _("you asked for it"),
        CancelReason.NOT_COLLECTED: _("it was not collected"),
    }
    return reasons[why]


def _costs(found: Prize, programme: Programme) -> str:
    points = formats.points(found.points, programme.points_names)
    if found.stock is None:
        return points
    return _("{points}, {n} left", "{points}, {n} left", found.stock).format(
        points=points, n=formats.number(found.stock)
    )


def _more(found: Prize, programme: Programme) -> list[str]:
    text = in_language(found.descriptions, locale(), programme.locale)
    ends = [_("Until {date}").format(date=formats.full_day(found.ends_on))] if found.ends_on else []
    return [*([typed(text, 600)] if text else []), *ends]


def _missing(missing: int, sales: int | None, enough_at: datetime | None, programme: Programme) -> str:
    points = formats.points(missing, programme.points_names)
    if enough_at is not None:
        date = formats.day(local_date(enough_at, programme.timezone))
        return _("You lack {points}, and will have enough from {date}").format(points=points, date=date)
    if sales is None:
        return _("You lack {points}").format(points=points)
    return _("You lack {points}, about {n} sale", "You lack {points}, about {n} sales", sales).format(
        points=points, n=formats.number(sales)
    )


def _own_line(order: Order, programme: Programme, person: Person) -> str:
    what = _("No. {number}: {prize}, {points}").format(
        number=order.id,
        prize=title(order, programme),
        points=formats.points(order.points, programme.points_names),
    )
    return f"{what}\n<i>{_stands(order, person)}</i>"


def _stands(order: Order, person: Person) -> str:
    if order.state is OrderState.GIVEN:
        return _("handed over")
    if order.state is OrderState.CANCELLED:
        return _("cancelled, what it cost is back")
    return _("promised by {date}").format(date=formats.day(local_date(order.due_at, person.timezone)))
