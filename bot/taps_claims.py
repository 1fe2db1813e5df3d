"""Buttons of sales, claims and their review: ids, versions and codes only, as everywhere in bot.taps."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from core.claims.claim import Asking, CustomerType, Reason, SameAs, Wanted

Whole = Annotated[int, Field(ge=0, lt=2**63)]
"""An id, a version, a count: what a forged button names beyond this is no button of ours."""


class PickProduct(CallbackData, prefix="dp"):
    """The product of a line of the sale being described."""

    draft_id: Whole
    product_id: Whole
    line: Whole = 0


class AllProducts(CallbackData, prefix="dl"):
    """A page of all products, to choose from."""

    draft_id: Whole
    page: Annotated[int, Field(ge=0, lt=1_000_000)]
    line: Whole = 0


class PickQuantity(CallbackData, prefix="dq"):
    """The quantity of a line of the sale being described."""

    draft_id: Whole
    quantity: Whole
    line: Whole = 0


class LineAct(StrEnum):
    """What is done with one of several products of a sale."""

    OPEN = "open"
    """Asks what."""
    PRODUCT = "product"
    QUANTITY = "quantity"
    SERIAL = "serial"
    REMOVE = "remove"


class OfLine(CallbackData, prefix="dk"):
    """A button about one of several products, as the card numbers them in this version."""

    draft_id: Whole
    version: Whole
    line: Whole
    act: LineAct


class ToClaim(CallbackData, prefix="bc"):
    """The photo is what this claim waits for."""

    draft_id: Whole
    claim_id: Whole


class NewSale(CallbackData, prefix="bn"):
    """The photo is of a new sale."""

    draft_id: Whole


class OneSale(CallbackData, prefix="s1"):
    """All pictures that came together are of one sale."""

    draft_id: Whole


class SplitSale(CallbackData, prefix="sn"):
    """Each of the pictures that came together is a sale."""

    draft_id: Whole


class SameAsBefore(CallbackData, prefix="ss"):
    """This sale of a list is like the one before it, its number aside."""

    draft_id: Whole
    version: Whole


class SendReady(CallbackData, prefix="sr"):
    """Send so many sales of a list: those that are ready."""

    series_id: Whole
    ready: Whole


class TakeOut(CallbackData, prefix="so"):
    """Give a sale of a list a card of its own."""

    draft_id: Whole


class AddLine(CallbackData, prefix="dm"):
    """Another product of the same document."""

    draft_id: Whole


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


class PickCustomer(CallbackData, prefix="dc"):
    """Whom it was sold to."""

    draft_id: Whole
    kind: CustomerType


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
    ADD_PAGE = "page"
    WITHDRAW = "withdraw"
    """Asks first."""
    WITHDRAW_SURELY = "surely"
    KEEP = "keep"
    """Does not withdraw after all."""
    HISTORY = "history"
    """Tells what happened to it, and what was written."""
    AGAIN = "again"
    """Sends a declined sale anew."""
    APPEAL = "appeal"
    """Asks that somebody else look at the decision."""


class OwnClaim(CallbackData, prefix="cl"):
    """A partner's button on an own claim."""

    claim_id: Whole
    act: ClaimAct


class OwnClaims(CallbackData, prefix="cls"):
    """A page of the own claims: those sent before one, or after one."""

    before: Whole = 0
    after: Whole = 0


class ReviewAct(StrEnum):
    """What a moderator does with a claim."""

    APPROVE = "yes"
    REASONS = "why"
    """Shows the reasons to decline for."""
    STANDS = "stands"
    """Answers an appeal: the decision stands."""
    BACK = "back"
    PHOTOS = "photos"
    """Sends all its photos."""
    ASK = "ask"
    """Shows what the partner can be asked for."""
    WAIT_NO_LONGER = "nowait"
    """Decides without the answer to what was asked."""
    HISTORY = "history"
    """Tells what happened to it, and what was written."""
    SHOW = "show"
    """Sends the photos of a sale that is decided."""


class Review(CallbackData, prefix="rv"):
    """A moderator's button on a claim."""

    claim_id: Whole
    version: Whole
    act: ReviewAct


class AskFor(CallbackData, prefix="ask"):
    """Ask the partner for something before deciding; `other` asks for words first."""

    claim_id: Whole
    version: Whole
    wanted: Wanted


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
    reason: Reason
