"""Refusals of the ledger in words, and what happened to points."""

import re

from bot.views import formats
from bot.views.typed import typed
from bot.views.wording import wording
from bot.words import translate as _
from core.claims.serial_numbers import BY_SERIAL
from core.clock import local_date
from core.points import refusals
from core.points.kinds import TransactionKind

NUMBER_SIGN = re.compile(
    r"^(?:\s*(?:№|#|n[°º.]|no\.|nr\b\.?|num\b\.?|(?:no?|номер|numero|number)(?=\s*\d)))+\s*", re.IGNORECASE
)
"""What people write before a number, and we do too."""
OWN_SIGN = re.compile(r"(?:no?|nr|num)\b", re.IGNORECASE)
"""A sign that is part of a number: `No-17`."""


@wording.register
def insufficient_points(refusal: refusals.InsufficientPoints) -> str:
    short = formats.number(refusal.needed - refusal.available)
    if refusal.enough_at is not None:
        date = formats.day(local_date(refusal.enough_at, refusal.zone))
        return _("You are {n} short, and will have enough from {date}.").format(n=short, date=date)
    return _("You are {n} short.").format(n=short)


@wording.register
def nothing_left_to_give(_refusal: refusals.NothingLeftToGive) -> str:
    return _(
        "The programme has given out all it may, so new sales are not taken for now. What you sent before counts."
        " Your manager knows when it goes on."
    )


@wording.register
def reversal_exceeds_original(refusal: refusals.ReversalExceedsOriginal) -> str:
    return _("No more than {n} can be taken back here. Enter a smaller number.").format(n=formats.number(refusal.left))


@wording.register
def hold_already_settled(refusal: refusals.HoldAlreadySettled) -> str:
    if refusal.settled_by is TransactionKind.RELEASE:
        return _("This has been returned already. Look at /history.")
    return _("This has been spent already. Look at /history.")


@wording.register
def no_such_transaction(_refusal: refusals.NoSuchTransaction) -> str:
    return _("There is no such entry in your history. Your own are under /history.")


def document(number: str) -> str:
    """A document as people call it: `№ 4411`. HTML, with one sign, whoever wrote it."""
    return numbered(typed(bare(number), 64))


def bare(number: str) -> str:
    """A document's number without a sign that was typed with it."""
    return NUMBER_SIGN.sub("", number) or number


def numbered(number: str) -> str:
    """A bare number after its sign, unless it has one of its own; what stands in place of one that was left out."""
    if not number:
        return _("Sale without a number")
    if number.startswith(BY_SERIAL):
        return number
    return number if OWN_SIGN.match(number) else _("No. {number}").format(number=number)
