"""What a claim can be: its states, the verdicts on it, and the closed sets around them."""

from enum import StrEnum


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
    """None of its pictures could be used: the partner is asked for another."""
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


class SameAs(StrEnum):
    """The partner's answer where somebody else has claimed the same document or picture."""

    ANOTHER = "another"
    """Another document."""
    SAME = "same"
    """The same document."""
    NOT_SURE = "not_sure"


class DraftState(StrEnum):
    """Where a draft stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
    DROPPED = "dropped"


class Asking(StrEnum):
    """What a draft waits for."""

    PICTURE = "picture"
    PRODUCT = "product"
    QUANTITY = "quantity"
    DOCUMENT_NO = "document_no"
    SOLD_ON = "sold_on"
    ISSUER = "issuer"
    DUPLICATE = "duplicate"
    """Another document, the same, not sure?"""
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


class PictureKind(StrEnum):
    """How the channel holds a picture."""

    PHOTO = "photo"
    FILE = "file"
