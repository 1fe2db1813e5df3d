"""What the audit log tells of verdicts."""

from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.claims.claim import ClaimState
from core.claims.events import AppealDecided, ClaimApproved, ClaimDeclined, SaleReturned
from core.claims.verdict_events import VerdictUndone


async def approved(session: AsyncSession, decided: ClaimApproved) -> None:
    """Who approved a claim, and for how many points."""
    after = {"decision": decided.number, "state": ClaimState.APPROVED, "points": decided.points}
    await _record(session, decided, Act.CLAIM_APPROVED, after)


async def declined(session: AsyncSession, decided: ClaimDeclined) -> None:
    """Who declined a claim, and for which reason; a note stays with its decision."""
    after = {
        "decision": decided.number,
        "state": ClaimState.DECLINED,
        "reason": decided.reason,
        "may_resubmit": decided.may_resubmit,
    }
    await _record(session, decided, Act.CLAIM_DECLINED, after)


async def undone(session: AsyncSession, taken_back: VerdictUndone) -> None:
    """Who took the own verdict back before it counted, and which it was."""
    await record(
        session,
        programme_id=taken_back.programme_id,
        by=taken_back.by,
        act=Act.VERDICT_UNDONE,
        subject=f"claim:{taken_back.claim_id}",
        before={"verdict": taken_back.verdict},
        after=None,
        now=taken_back.at,
    )


async def answered(session: AsyncSession, decided: AppealDecided) -> None:
    """Who answered an appeal, and what that added."""
    after = {"decision": decided.number, "granted": decided.granted, "raised": decided.points}
    await record(
        session,
        programme_id=decided.programme_id,
        by=decided.by,
        act=Act.APPEAL_DECIDED,
        subject=f"claim:{decided.claim_id}",
        before={"granted": decided.granted - decided.points},
        after=after,
        now=decided.at,
    )


async def _record(
    session: AsyncSession, decided: ClaimApproved | ClaimDeclined, act: Act, after: dict[str, object]
) -> None:
    await record(
        session,
        programme_id=decided.programme_id,
        by=decided.by,
        act=act,
        subject=f"claim:{decided.claim_id}",
        before={"state": ClaimState.IN_REVIEW},
        after=after,
        now=decided.at,
    )


async def returned(session: AsyncSession, sale: SaleReturned) -> None:
    """Who reported goods as returned, and what that took back."""
    await record(
        session,
        programme_id=sale.programme_id,
        by=sale.by,
        act=Act.SALE_RETURNED,
        subject=f"claim:{sale.claim_id}",
        before=None,
        after={"return": sale.number, "points": sale.points, "debt": sale.debt},
        now=sale.at,
    )
