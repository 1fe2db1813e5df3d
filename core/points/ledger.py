"""Posting what claims earn, and taking it back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import ClaimId, PersonId, ProgrammeId, TransactionId
from core.points import accounts, posting
from core.points.kinds import TransactionKind
from core.points.posting import Header
from core.points.values import Credit


async def accrue(
    session: AsyncSession,
    *,
    programme_id: ProgrammeId,
    person_id: PersonId,
    key: str,
    credits: Sequence[Credit],  # noqa: A002 (the field's word)
    reason: dict[str, Any],
    now: datetime,
    claim_id: ClaimId | None = None,
    decision_id: int | None = None,
    author_id: PersonId | None = None,
) -> TransactionId | None:
    """Credit points, a lot each; an open debt is paid off first. None where there is nothing to credit.

    A second call with the same key posts nothing and returns the first's id. Raises ValueError for a negative
    credit, or for a key that names another person's transaction.
    """
    if any(credit.points < 0 for credit in credits):
        raise ValueError("a credit is never negative: take points back by a reversal")
    earned = [credit for credit in credits if credit.points]
    if not earned:
        return None
    locked = await accounts.lock(session, programme_id=programme_id, person_id=person_id)
    before = await posting.posted_under(session, locked, key, TransactionKind.ACCRUAL)
    if before is not None:
        return before
    draft = await posting.begin(session, locked)
    await draft.open_lots(session, earned, now=now)
    draft.net_debt()
    return await draft.post(
        session,
        Header(
            kind=TransactionKind.ACCRUAL,
            key=key,
            reason=reason,
            now=now,
            claim_id=claim_id,
            decision_id=decision_id,
            author_id=author_id,
        ),
    )
