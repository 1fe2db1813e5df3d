"""What becomes of a picture or a text about a sale that arrives."""

from dataclasses import dataclass
from enum import StrEnum

from core.claims.drafting import Draft
from core.errors import Refusal
from core.ids import EvidenceId


class Outcome(StrEnum):
    """What became of what arrived."""

    OPENED = "opened"
    """A new draft."""
    JOINED = "joined"
    """A draft that was there."""
    SUBMITTED = "submitted"
    """A claim: everything was said without doubt."""
    ATTACHED = "attached"
    """A claim that was there: a late part of its album, or the photo it waited for."""
    REPEATED = "repeated"
    """Nothing: it had arrived before."""
    IGNORED = "ignored"
    """Nothing: its album's sale was cancelled or decided."""
    NO_PRODUCTS = "no_products"
    """Nothing: there is nothing to claim yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """What became of what arrived."""

    outcome: Outcome
    draft: Draft | None = None
    evidence_id: EvidenceId | None = None
    refusal: Refusal | None = None
    """Why the day a caption names could not be taken; the draft asks for it."""
