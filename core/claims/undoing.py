"""Undoing a verdict: whoever gave it takes it back before it counts, and the log of changes tells of it."""

from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.refusals import TooLateToUndo
from core.claims.verdict_events import VerdictUndone
from core.claims.verdict_state import VerdictState
from core.claims.verdict_tables import VerdictRow
from core.claims.verdicts import MOVE, ONE, SAID
from core.events import emit
from core.ids import ClaimId
from core.people.persons import Person

_STANDS = (VerdictState.WAITING, VerdictState.SECONDING)
_TAKE_BACK = (
    update(VerdictRow)
    .where(VerdictRow.id == bindparam("of_verdict"), VerdictRow.state == VerdictState.WAITING.value)
    .values(state=VerdictState.SECONDING.value, seconded_by=None, due_at=None)
    .returning(VerdictRow.id)
    .execution_options(synchronize_session=False)
)
_STATE = select(VerdictRow.state).where(VerdictRow.id == bindparam("verdict_id"))


async def undo(session: AsyncSession, verdict_id: int, *, by: Person, now: datetime) -> ClaimId:
    """Take an own verdict back before it counts; the claim. Raises TooLateToUndo."""
    row = (await session.execute(ONE, {"verdict_id": verdict_id})).one_or_none()
    if row is None or by.id not in {row.decided_by, row.seconded_by}:
        raise await _too_late(session, verdict_id)
    mine = row.seconded_by is None if row.decided_by == by.id else row.state == VerdictState.WAITING
    if row.seconded_by == by.id:
        taken = await session.scalar(_TAKE_BACK, {"of_verdict": verdict_id})
    else:
        moved = {"of_verdict": verdict_id, "was": row.state, "to": VerdictState.UNDONE.value}
        taken = await session.scalar(MOVE, moved) if mine and row.state in _STANDS else None
    if taken is None:
        raise await _too_late(session, verdict_id)
    claim_id, verdict = ClaimId(row.claim_id), SAID.validate_python(row.said).verdict
    undone = VerdictUndone(claim_id=claim_id, programme_id=by.programme_id, by=by.id, verdict=verdict, at=now)
    await emit(session, undone)
    return claim_id


async def _too_late(session: AsyncSession, verdict_id: int) -> TooLateToUndo:
    """What has become of a verdict by now: whoever was faster may have been so a moment ago."""
    state = await session.scalar(_STATE, {"verdict_id": verdict_id})
    return TooLateToUndo(
        undone=state in (VerdictState.UNDONE, VerdictState.SECONDING),
        void=state in (VerdictState.STALE, VerdictState.OVERRULED),
    )
