"""Buttons of sales, claims and their review: ids, versions and codes only, as everywhere in bot.taps."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from core.claims.claim import Asking, DeclineReason, SameAs

Whole = Annotated[int, Field(ge=0, lt=2**63)]
"""An id, a version, a count: what a forged button names beyond this is no button of ours."""


class PickProduct(CallbackData, prefix="dp"):
    """A product of the sale being described."""

    draft_id: Whole
    product_id: Whole


class AllProducts(CallbackData, prefix="dl"):
    """A page of all products, to choose from."""

    draft_id: Whole
    page: Annotated[int, Field(ge=0, lt=1_000_000)]


class PickQuantity(CallbackData, prefix="dq"):
    """A quantity of the sale being described."""

    draft_id: Whole
    quantity: Whole


class TakeAsNumber(CallbackData, prefix="dn"):
    """What was typed as a quantity is the document's number."""

    draft_id: Whole


class PickDay(CallbackData, prefix="dd"):
    """A day of the sale being described: the day itself, so that yesterday's button goes on meaning it."""

    draft_id: Whole
    day: Whole
    """`date.toordinal()`."""


class PickIssuer(CallbackData, prefix="di"):
    """Who wrote the invoice of the sale being described."""

    draft_id: Whole
    issuer_id: Whole


class AskAgain(CallbackData, prefix="da"):
    """Ask for a field of the sale once more; `ready` goes back to what comes next."""

    draft_id: Whole
    field: Asking


class AnswerSame(CallbackData, prefix="dup"):
    """Is it the document that somebody else has registered?"""

    draft_id: Whole
    version: Whole
    answer: SameAs


class SendSale(CallbackData, prefix="ds"):
    """Send the sale as the card shows it."""

    draft_id: Whole
    version: Whole


class DropSale(CallbackData, prefix="dx"):
    """Cancel the sale being described."""

    draft_id: Whole


class ClaimAct(StrEnum):
    """What a partner does with an own claim."""

    SHOW = "show"
    CORRECT = "correct"
    REPLACE_PHOTO = "photo"
    WITHDRAW = "withdraw"
    """Asks first."""
    WITHDRAW_SURELY = "surely"
    KEEP = "keep"
    """Does not withdraw after all."""
    AGAIN = "again"
    """Sends a declined sale anew."""


class OwnClaim(CallbackData, prefix="cl"):
    """A partner's button on an own claim."""

    claim_id: Whole
    act: ClaimAct


class ReviewAct(StrEnum):
    """What a moderator does with a claim."""

    APPROVE = "yes"
    REASONS = "why"
    """Shows the reasons to decline for."""
    BACK = "back"
    PHOTOS = "photos"
    """Sends all its photos."""


class Review(CallbackData, prefix="rv"):
    """A moderator's button on a claim."""

    claim_id: Whole
    version: Whole
    act: ReviewAct


class MoreToDecide(CallbackData, prefix="rvmore"):
    """Bring the claims that wait after one."""

    after: Whole


class PayAllTheSame(CallbackData, prefix="pay"):
    """Approve a claim beside one that looks the same, as it stood when that was asked."""

    claim_id: Whole
    version: Whole
    other_id: Whole
    other_paid: bool


class DeclineFor(CallbackData, prefix="no"):
    """Decline a claim for a reason; `other` asks for a note first."""

    claim_id: Whole
    version: Whole
    reason: DeclineReason
