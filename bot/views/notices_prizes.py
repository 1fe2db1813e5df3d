"""Notices about orders as messages."""

from aiogram.methods import SendMessage

from bot.taps_prizes import Hand, Shop, Shopping
from bot.views import formats
from bot.views.buttons import button, keyboard
from bot.views.names import name_of
from bot.views.notices import message
from bot.views.prizes import reason
from bot.views.typed import typed
from bot.words import locale
from bot.words import translate as _
from core.people.persons import Person
from core.programme.programmes import Programme
from core.rewards.notices import CancelledOrder, NewOrder, PrizeGiven, WithdrawnOrder
from core.rewards.values import in_language


@message.register
def new_order(notice: NewOrder, _person: Person, programme: Programme, chat_id: int) -> SendMessage:
    text = _("🎁 <b>New order No. {number}</b>: {prize}, {person}").format(
        number=notice.order_id,
        prize=_prize(notice.names, programme),
        person=typed(name_of(notice.person_id) or _("A participant")),
    )
    return SendMessage(chat_id=chat_id, text=text, reply_markup=keyboard([[button(_("Orders to hand over"), Hand())]]))


@message.register
def withdrawn_order(notice: WithdrawnOrder, _person: Person, programme: Programme, chat_id: int) -> SendMessage:
    text = _("{person} does not want order No. {number} any more: {prize}").format(
        number=notice.order_id,
        prize=_prize(notice.names, programme),
        person=typed(name_of(notice.person_id) or _("A participant")),
    )
    return SendMessage(chat_id=chat_id, text=text)


@message.register
def prize_given(notice: PrizeGiven, _person: Person, programme: Programme, chat_id: int) -> SendMessage:
    text = _("🎁 <b>Handed over: {prize}</b>, order No. {number}.\nNot in your hands? Write to {contact}.").format(
        prize=_prize(notice.names, programme), number=notice.order_id, contact=typed(programme.contact, 300)
    )
    return SendMessage(chat_id=chat_id, text=text)


@message.register
def cancelled_order(notice: CancelledOrder, _person: Person, programme: Programme, chat_id: int) -> SendMessage:
    text = _("Order No. {number} was cancelled: {prize}, {reason}.\n{points} are back on your balance.").format(
        number=notice.order_id,
        prize=_prize(notice.names, programme),
        reason=reason(notice.reason),
        points=formats.points(notice.points, programme.points_names),
    )
    rows = [[button(_("My orders"), Shop(do=Shopping.MINE)), button(_("More prizes"), Shop())]]
    return SendMessage(chat_id=chat_id, text=text, reply_markup=keyboard(rows))


def _prize(names: dict[str, str], programme: Programme) -> str:
    return typed(in_language(names, locale(), programme.locale), 120)
