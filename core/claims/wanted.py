"""What a claim waits for from its partner."""

from sqlalchemy import select

from core.claims.claim import ClaimState, Wanted
from core.claims.tables import ClaimNoteRow, ClaimRow

WANTED = (
    select(ClaimNoteRow.wanted)
    .where(ClaimNoteRow.claim_id == ClaimRow.id, ClaimNoteRow.wanted.is_not(None), ClaimNoteRow.answered_at.is_(None))
    .order_by(ClaimNoteRow.id.desc())
    .limit(1)
    .correlate(ClaimRow)
    .scalar_subquery()
)
"""What was asked last and not answered yet; for a query of claims."""


def wanted_of(state: ClaimState, asked: str | None) -> Wanted | None:
    """What the partner is to give; a photo where nobody had to ask, since none could be used."""
    if state is not ClaimState.NEEDS_PHOTO:
        return None
    return Wanted(asked) if asked else Wanted.PHOTO
