"""What a claim can be: its states, the verdicts on it, and the closed sets around them."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints


class Phase(StrEnum):
    """What every state comes down to."""

    OPEN = "open"
    APPROVED = "closed_approved"
    DECLINED = "closed_declined"


class ClaimState(StrEnum):
    """Where a claim stands."""

    SUBMITTED = "submitted"
    """Sent; its pictures are on their way."""
    IN_REVIEW = "in_review"
    """Its pictures are safe and moderators see it."""
    NEEDS_PHOTO = "needs_photo"
    """Something is asked of the partner: a photo where none could be used, or what a moderator wants to know."""
    APPROVED = "approved"
    PARTLY_APPROVED = "partly_approved"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    """Withdrawn by the partner."""

    @property
    def phase(self) -> Phase:
        if self in UNDECIDED:
            return Phase.OPEN
        return Phase.APPROVED if self in GRANTED else Phase.DECLINED


UNDECIDED = frozenset({ClaimState.SUBMITTED, ClaimState.IN_REVIEW, ClaimState.NEEDS_PHOTO})
GRANTED = frozenset({ClaimState.APPROVED, ClaimState.PARTLY_APPROVED})


class Verdict(StrEnum):
    """A moderator's word on a claim."""

    APPROVE = "approve"
    DECLINE = "decline"


class DeclineReason(StrEnum):
    """Why a claim was declined."""

    UNREADABLE = "unreadable"
    """The photo does not show what it has to."""
    NOT_OURS = "not_ours"
    """The product is not one of the programme."""
    ANOTHER_PRODUCT = "another_product"
    """The document shows another product."""
    WRONG_QUANTITY = "wrong_quantity"
    """The document shows another quantity."""
    WRONG_DETAILS = "wrong_details"
    """The document shows another number or day."""
    ALREADY_PAID = "already_paid"
    """This sale has earned its points."""
    OUTSIDE_RULES = "outside_rules"
    """The programme's rules do not cover this sale."""
    OTHER = "other"
    """See the note."""

    @property
    def may_resubmit(self) -> bool:
        """Whether the sale can be sent again once that is mended, unless the moderator says otherwise."""
        return self not in {DeclineReason.ALREADY_PAID, DeclineReason.OUTSIDE_RULES}


OwnCode = Annotated[str, StringConstraints(pattern=r"^own_\d{1,4}$")]
"""A reason of the programme's own, by its code in Options.own_reasons."""
Reason = DeclineReason | OwnCode
"""Why a claim was declined, or granted otherwise than claimed."""


def reason_of(code: str | None) -> Reason:
    """The reason that a decision keeps; OTHER where it says none that is known."""
    if code is not None and re.fullmatch(r"own_\d{1,4}", code):
        return code
    return DeclineReason(code) if code in set(DeclineReason) else DeclineReason.OTHER


class SameAs(StrEnum):
    """The partner's answer where somebody else has claimed the same document or picture."""

    ANOTHER = "another"
    """Another document."""
    SAME = "same"
    """The same document."""
    NOT_SURE = "not_sure"


class Wanted(StrEnum):
    """What a moderator asks a partner for before deciding."""

    PHOTO = "photo"
    """A sharper one, or one that shows the whole document: it takes the place of those there are."""
    PAGE = "page"
    """One more, beside those there are."""
    NUMBER = "number"
    """The document's."""
    OTHER = "other"
    """See the note."""


class CustomerType(StrEnum):
    """Whom something was sold to."""

    PRIVATE = "private"
    """A private home."""
    BUSINESS = "business"
    PUBLIC = "public"
    """A public body."""
    RESELLER = "reseller"
    """Who sells it on."""


class Several(StrEnum):
    """Whether pictures that came together are one sale or one each."""

    ASKED = "asked"
    """Nobody has said so far."""
    ONE = "one"
    MANY = "many"
    """Each is a sale of its own, in a list of them."""


class DraftState(StrEnum):
    """Where a draft stands."""

    OPEN = "open"
    HANDED = "handed"
    """A photo sent alone: those who decide fill in the rest."""
    SUBMITTED = "submitted"
    DROPPED = "dropped"


class Asking(StrEnum):
    """What a draft waits for."""

    ALBUM = "album"
    """One sale, or one for each picture?"""
    BELONGS = "belongs"
    """Is this the photo that a moderator asked for, or a new sale?"""
    PICTURE = "picture"
    PRODUCT = "product"
    QUANTITY = "quantity"
    SERIAL = "serial"
    """The serial number of a line's next piece, or of all of them."""
    DOCUMENT_NO = "document_no"
    SOLD_ON = "sold_on"
    ISSUER = "issuer"
    CUSTOMER_TYPE = "customer_type"
    DUPLICATE = "duplicate"
    """Another document, the same, not sure?"""
    LINE = "line"
    """What is to be done about one of several products."""
    READY = "ready"
    """Nothing: it can be sent."""


class EvidenceState(StrEnum):
    """What became of a picture."""

    AWAITED = "awaited"
    """Announced by the channel; its bytes are to be fetched."""
    STORED = "stored"
    REFUSED = "refused"
    """Cannot be used; refused_for says why."""
    REPLACED = "replaced"
    """The partner sent another in its place."""
    DISCARDED = "discarded"
    """Kept no longer: its bytes are to be deleted."""
    GONE = "gone"
    """Its bytes are deleted; its digest still tells a second claim of the same picture."""


class PictureKind(StrEnum):
    """How the channel holds a picture."""

    PHOTO = "photo"
    FILE = "file"
