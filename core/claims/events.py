"""What happens to claims."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.claims.claim import Reason, Wanted
from core.claims.picture import UnfitReason
from core.events import Event
from core.ids import ClaimId, DraftId, EvidenceId, PersonId, Points, ProgrammeId
from core.points.values import Credit


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureBeforeProducts(Event):
    """Somebody sent a picture while there is no product to claim."""

    programme_id: ProgrammeId
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDropped(Event):
    """A sale was cancelled before it was sent, or a correction given up."""

    draft_id: DraftId
    person_id: PersonId
    claim_id: ClaimId | None
    """The claim that was being corrected."""
    series_id: DraftId | None
    """The list of sales it stood in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSubmitted(Event):
    """A draft became a claim."""

    claim_id: ClaimId
    draft_id: DraftId
    programme_id: ProgrammeId
    person_id: PersonId
    anew: bool
    """Whether its card belongs below what was written last."""
    unseen: bool
    """Whether the draft is of this very moment, and no card can show it yet."""
    series_id: DraftId | None
    """The list of sales it stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionBegun(Event):
    """A partner has taken an undecided claim up again."""

    claim_id: ClaimId
    draft_id: DraftId
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCorrected(Event):
    """An undecided claim was changed by its partner, or got another picture."""

    claim_id: ClaimId
    person_id: PersonId
    draft_id: DraftId
    """The draft it was corrected in."""
    anew: bool
    beside: tuple[ClaimId, ...]
    """Claims that looked the same or shared its document until now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimShown(Event):
    """All pictures of a claim are safe: moderators are to see it."""

    claim_id: ClaimId
    programme_id: ProgrammeId
    person_id: PersonId
    at_once: bool = False
    """Whether it was sent in this very step, so that its partner's card is being drawn already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAsked(Event):
    """A moderator wants something of the partner before deciding."""

    claim_id: ClaimId
    programme_id: ProgrammeId
    person_id: PersonId
    """Whose claim it is."""
    document_no: str
    note_id: int
    wanted: Wanted
    text: str
    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten(Event):
    """Partner or moderator wrote about a claim."""

    claim_id: ClaimId
    programme_id: ProgrammeId
    person_id: PersonId
    """Whose claim it is."""
    document_no: str
    note_id: int
    text: str
    by: PersonId
    to: tuple[PersonId, ...]
    """Who is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnswered(Event):
    """The claim is in review again, as it was sent: the partner answered in words, or nobody waits any longer."""

    claim_id: ClaimId
    programme_id: ProgrammeId
    person_id: PersonId
    in_words: bool = True
    """False where those who decide wait no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWithdrawn(Event):
    """A partner took back an undecided claim."""

    claim_id: ClaimId
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDecided(Event):
    """A moderator's word fell."""

    claim_id: ClaimId
    programme_id: ProgrammeId
    person_id: PersonId
    """Whose claim it is."""
    decision_id: int
    number: int
    by: PersonId
    document_no: str
    zone: str
    """The programme's."""

    @property
    def key(self) -> str:
        """The fact's name: `claim:42:decision:1`."""
        return f"claim:{self.claim_id}:decision:{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimApproved(ClaimDecided):
    """A claim earns its points."""

    credits: tuple[Credit, ...]
    """A lot for each line."""
    reason: dict[str, Any]
    """What the history tells the partner."""
    claimed: Points
    """What all lines earn as they were claimed."""
    why: Reason | None
    """Why it is granted otherwise than claimed."""
    note: str

    @property
    def points(self) -> int:
        return sum(credit.points for credit in self.credits)

    @property
    def spendable_at(self) -> datetime | None:
        """From when on the points can be spent; None where they can at once, or where there are none."""
        return max(
            (credit.spendable_at for credit in self.credits if credit.points and credit.spendable_at), default=None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDeclined(ClaimDecided):
    """A claim earns nothing."""

    reason: Reason
    note: str
    may_resubmit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAppealed(Event):
    """A partner asks that somebody else look at a decision, or says more of that."""

    claim_id: ClaimId
    programme_id: ProgrammeId
    person_id: PersonId
    document_no: str
    words_only: bool
    """Whether only words were added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDecided(ClaimApproved):
    """An appeal is answered; its credits are what that adds to what stood, if anything."""

    granted: Points
    """What the claim earns by now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealLate(Event):
    """An answer to an appeal did not come in time; a new time is promised."""

    claim_id: ClaimId
    programme_id: ProgrammeId
    person_id: PersonId
    document_no: str
    was_due_at: datetime
    due_at: datetime
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleReturned(Event):
    """Goods of an approved claim came back; their points were taken back."""

    claim_id: ClaimId
    programme_id: ProgrammeId
    person_id: PersonId
    """Whose claim it is."""
    by: PersonId
    number: int
    document_no: str
    zone: str
    points: Points
    debt: Points
    """How much of them was spent already."""
    taken: tuple[tuple[Points, datetime], ...]
    """Points by the instant at which they had been earned."""

    @property
    def key(self) -> str:
        """The fact's name: `claim:42:return:1`."""
        return f"claim:{self.claim_id}:return:{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimOverdue(Event):
    """A promised decision did not come in time; a new time is promised."""

    claim_id: ClaimId
    programme_id: ProgrammeId
    person_id: PersonId
    document_no: str
    was_due_at: datetime
    due_at: datetime
    first: bool
    """Whether no promise about this claim was broken before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceStored(Event):
    """The bytes of a picture are safe."""

    evidence_id: EvidenceId
    person_id: PersonId
    message_key: str
    draft_id: DraftId | None
    claim_id: ClaimId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRefused(Event):
    """A picture cannot be used."""

    evidence_id: EvidenceId
    person_id: PersonId
    message_key: str
    draft_id: DraftId | None
    claim_id: ClaimId | None
    reason: UnfitReason
    another_due: bool
    """Whether no other picture of the sale is left."""
