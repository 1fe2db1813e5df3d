"""What people are told when goods come back."""

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.events import SaleReturned
from core.claims.notices import first_picture
from core.claims.tables import DecisionRow
from core.ids import ClaimId, PersonId, Points
from core.outreach.notices import Notice, tell
from core.points import statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(Notice):
    """To the partner, and to whoever decided: goods came back, and what that took."""

    kind: ClassVar[str] = "sale_returned"
    claim_id: ClaimId
    document_no: str
    points: Points
    debt: Points
    balance: Points | None
    """The partner's, with these points off; None for anybody else."""
    message_key: str | None


_DECIDED_BY = (
    select(DecisionRow.decided_by)
    .where(DecisionRow.claim_id == bindparam("claim_id"))
    .order_by(DecisionRow.number.desc())
    .limit(1)
)


async def tell_returned(session: AsyncSession, returned: SaleReturned) -> None:
    """Tell the partner, and whoever decided the claim, unless they reported it themselves."""
    facts: dict[str, Any] = {
        "claim_id": returned.claim_id,
        "document_no": returned.document_no,
        "points": returned.points,
        "debt": returned.debt,
    }
    balance = await statement.balance(session, returned.person_id, programme_id=returned.programme_id)
    key = await first_picture(session, returned.claim_id)
    own = Returned(**facts, balance=balance.spendable, message_key=key)
    tell(session, returned.person_id, own, key=returned.key, now=returned.at)
    decider = await session.scalar(_DECIDED_BY, {"claim_id": returned.claim_id})
    if decider is not None and decider not in {returned.by, returned.person_id}:
        notice = Returned(**facts, balance=None, message_key=None)
        tell(session, PersonId(decider), notice, key=returned.key, now=returned.at)
