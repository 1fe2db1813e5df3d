"""Refusals about prizes and orders, in words."""

from bot.views import formats
from bot.views.wording import wording
from bot.words import translate as _
from core.rewards import values


@wording.register
def prize_gone(_refusal: values.PrizeGone) -> str:
    return _("This prize is not on the list any more. Look at the others: /prizes.")


@wording.register
def prize_sold_out(_refusal: values.PrizeSoldOut) -> str:
    return _("Somebody was quicker: this was the last one. Nothing was taken. Look at the others: /prizes.")


@wording.register
def price_changed(refusal: values.PriceChanged) -> str:
    return _("The price is {n} now. Nothing was taken: open /prizes and decide anew.").format(
        n=formats.number(refusal.points)
    )


@wording.register
def person_limit(refusal: values.PersonLimit) -> str:
    return _(
        "One person can have {n} of these, and you have it.",
        "One person can have {n} of these, and you have them.",
        refusal.most,
    ).format(n=formats.number(refusal.most))


@wording.register
def last_day_unfit(_refusal: values.LastDayUnfit) -> str:
    return _("Type one day of the calendar, like 31.12.2026: today or a later one.")


@wording.register
def order_settled(_refusal: values.OrderSettled) -> str:
    return _("This order is settled already. Open the list anew.")


@wording.register
def order_unknown(_refusal: values.OrderUnknown) -> str:
    return _("I do not know this order. Open the list anew.")


@wording.register
def number_unfit(refusal: values.NumberUnfit) -> str:
    return _("Send a whole number from {least} to {most}.").format(
        least=formats.number(refusal.least), most=formats.number(refusal.most)
    )
