"""What happens to verdicts before they count."""

from dataclasses import dataclass

from core.claims.claim import Verdict
from core.events import Event
from core.ids import ClaimId, PersonId, Points, ProgrammeId


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChanged(Event):
    """A verdict was given or undone, and does not count yet: those who decide see it, nobody else."""

    claim_id: ClaimId


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondWanted(Event):
    """Somebody has approved a claim of more points than one person may grant."""

    programme_id: ProgrammeId
    claim_id: ClaimId
    person_id: PersonId
    document_no: str
    points: Points
    by: PersonId
    verdict_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictUndone(VerdictChanged):
    """Somebody took the own word back before it counted."""

    programme_id: ProgrammeId
    by: PersonId
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTaken(Event):
    """Somebody is about to decide a claim, or no longer."""

    claim_id: ClaimId
    by: PersonId | None
    """None where it was given back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictStale(Event):
    """A verdict will not count: the claim changed before."""

    claim_id: ClaimId
    people: tuple[PersonId, ...]
    """Who gave it."""
    fact: str
    """What makes it told once."""
