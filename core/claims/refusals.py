"""Refusals around claims. Each carries the facts that its wording needs."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.claims.claim import Asking, ClaimState, DraftState, Verdict
from core.claims.picture import UnfitReason
from core.errors import Refusal
from core.ids import ClaimId, DraftId, Points


@dataclass(kw_only=True, eq=False)
class BadQuantity(Refusal):
    """Not a whole number that a sale can have."""

    least: int
    most: int


class NumberFault(StrEnum):
    """What is wrong with a document's number."""

    TOO_LONG = "too_long"
    NO_DIGIT_OR_LETTER = "no_digit_or_letter"
    CHARACTERS = "characters"
    """It has characters that no document has."""


@dataclass(kw_only=True, eq=False)
class BadDocumentNo(Refusal):
    """Not a document's number."""

    fault: NumberFault
    most: int


class SerialFault(StrEnum):
    """What is wrong with serial numbers."""

    SHAPE = "shape"
    """None that a maker would print."""
    TOO_MANY = "too_many"
    """More than there are pieces."""
    TWICE = "twice"
    """One that this sale bears already."""


@dataclass(kw_only=True, eq=False)
class BadSerial(Refusal):
    """Not the serial numbers of what was sold."""

    fault: SerialFault
    serial: str
    most: int


class BadDate(Refusal):
    """Not a date, or one that no calendar has."""


@dataclass(kw_only=True, eq=False)
class FutureDate(Refusal):
    """A sale that has not happened yet."""

    sold_on: date
    today: date


@dataclass(kw_only=True, eq=False)
class OutsideWindow(Refusal):
    """A sale too old to be claimed."""

    sold_on: date
    earliest: date
    window_days: int


@dataclass(kw_only=True, eq=False)
class NoRate(Refusal):
    """The product earned nothing on the day of the sale."""

    sku: str
    sold_on: date


@dataclass(kw_only=True, eq=False)
class TooManyLines(Refusal):
    """One sale has as many products as it can have."""

    most: int


class ProductUnknown(Refusal):
    """The product is not, or no longer, on the list."""


class IssuerUnknown(Refusal):
    """There is no such issuer."""


class NotYours(Refusal):
    """Somebody else's draft or claim, or none at all."""


@dataclass(kw_only=True, eq=False)
class DraftClosed(Refusal):
    """The draft was sent or dropped before."""

    state: DraftState
    claim_id: ClaimId | None


@dataclass(kw_only=True, eq=False)
class DraftMovedOn(Refusal):
    """The draft has changed since its card was drawn."""

    draft_id: DraftId


@dataclass(kw_only=True, eq=False)
class Incomplete(Refusal):
    """Something is missing before the sale can be sent."""

    asking: Asking


@dataclass(kw_only=True, eq=False)
class NotUnderstood(Refusal):
    """A text where something else is due."""

    asking: Asking


@dataclass(kw_only=True, eq=False)
class BeyondTheCap(Refusal):
    """All points that may be given out are: a sale is honoured as it was claimed, and no further."""

    claimed: Points
    wanted: Points


@dataclass(kw_only=True, eq=False)
class PictureUnfit(Refusal):
    """The picture cannot be used; it was not even fetched."""

    reason: UnfitReason
    most_bytes: int


@dataclass(kw_only=True, eq=False)
class OwnDuplicate(Refusal):
    """The person has claimed this sale before: here it is."""

    claim_id: ClaimId
    state: ClaimState
    document_no: str
    sold_on: date
    submitted_at: datetime
    by_serial: bool = False
    """Whether a serial number is what both bear."""


@dataclass(kw_only=True, eq=False)
class ClaimClosed(Refusal):
    """The claim was decided or withdrawn: it can no longer be changed."""

    claim_id: ClaimId
    state: ClaimState


@dataclass(kw_only=True, eq=False)
class ClaimMovedOn(Refusal):
    """The claim has changed since its card was drawn."""

    claim_id: ClaimId


@dataclass(kw_only=True, eq=False)
class NotInReview(Refusal):
    """The claim cannot be decided now: its pictures are not there, or it was withdrawn."""

    claim_id: ClaimId
    state: ClaimState


class OwnClaim(Refusal):
    """Nobody decides an own claim."""


@dataclass(kw_only=True, eq=False)
class NothingToReturn(Refusal):
    """Nothing of the sale, or not so much, is left to come back."""

    claim_id: ClaimId


@dataclass(kw_only=True, eq=False)
class ReturnMovedOn(Refusal):
    """Something of the sale was reported as returned since this was shown."""

    claim_id: ClaimId


class AppealIsAnothers(Refusal):
    """Whoever decided a claim does not answer its appeal."""


@dataclass(kw_only=True, eq=False)
class AppealTooLate(Refusal):
    """The days in which this could be appealed are over, or it was answered."""

    claim_id: ClaimId
    answered: bool


@dataclass(kw_only=True, eq=False)
class AppealCannotLower(Refusal):
    """The answer to an appeal takes nothing away that was granted."""

    claim_id: ClaimId


class OwnCompany(Refusal):
    """Nobody decides claims of the company he works for."""


class SecondIsAnother(Refusal):
    """Whoever approved first cannot be the second person too."""


@dataclass(kw_only=True, eq=False)
class TooLateToUndo(Refusal):
    """The verdict counts already, or is none of this person's."""

    undone: bool
    """Whether it was undone before."""
    void: bool = False
    """Whether it will not count: the claim changed, or somebody decided otherwise."""


@dataclass(kw_only=True, eq=False)
class AlreadyDecided(Refusal):
    """Somebody was faster, or the button was tapped twice."""

    claim_id: ClaimId
    verdict: Verdict
    at: datetime
    by_self: bool
    by_name: str | None


@dataclass(kw_only=True, eq=False)
class LooksTheSame(Refusal):
    """Another claim of the same was paid, or was sent earlier and waits too: paying this one has to be confirmed."""

    claim_id: ClaimId
    other_id: ClaimId
    paid: bool
    """Whether the other one was."""
    document_no: str
    """The other's."""
    by_name: str | None
    """Whose the other is; None once forgotten."""
    on: date
    """When the other was paid, else sent; by the programme's calendar."""


@dataclass(kw_only=True, eq=False)
class SerialTaken(Refusal):
    """A serial number that another claim was paid for: nobody is paid for it twice."""

    claim_id: ClaimId
    serial: str
    document_no: str
    """The other's."""
    by_name: str | None
    """Whose the other is; None once forgotten."""


class NoteMissing(Refusal):
    """Declining for another reason needs a note that says which."""


class ReasonMissing(Refusal):
    """Declining, and granting otherwise than claimed, takes a reason."""


@dataclass(kw_only=True, eq=False)
class NothingGranted(Refusal):
    """A correction leaves nothing to pay: such a claim is declined."""

    claim_id: ClaimId
