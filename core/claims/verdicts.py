"""Verdicts: a moderator's word waits a moment in which it can be undone; only then it becomes a decision."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.appeal_notices import who_may_answer
from core.claims.case import Case, open_case
from core.claims.claim import Verdict
from core.claims.decisions import carry_out, examine
from core.claims.events import ClaimCorrected, ClaimWithdrawn
from core.claims.granting import Grant, total
from core.claims.keeping import Said
from core.claims.refusals import AlreadyDecided, ClaimMovedOn, SecondIsAnother
from core.claims.tables import ClaimRow
from core.claims.taking import hold
from core.claims.verdict_events import SecondWanted, VerdictChanged, VerdictStale
from core.claims.verdict_state import VerdictState
from core.claims.verdict_tables import OPEN, VerdictRow
from core.db.work import defer
from core.errors import Refusal
from core.events import Due, emit
from core.ids import ClaimId, PersonId, Points
from core.people import pii
from core.people.persons import Person, load
from core.people.rights import Right, allowed
from core.people.roles import Role

SAID: TypeAdapter[Said] = TypeAdapter(Said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A verdict as it stands right after the tap."""

    claim_id: ClaimId
    verdict: Verdict
    points: Points
    """What the claim earns by it: 0 where it is declined."""
    until: datetime | None
    """Until when it can be undone; None where it counts already, or waits for a second person."""
    second_wanted: bool
    """Whether another person has to approve too."""


_OPEN_OF = (
    select(*VerdictRow.__table__.c)
    .where(VerdictRow.claim_id == bindparam("claim_id"), OPEN)
    .with_for_update(of=VerdictRow)
)
_KEEP = (
    insert(VerdictRow)
    .on_conflict_do_nothing(index_elements=[VerdictRow.claim_id], index_where=OPEN)
    .returning(VerdictRow.id)
)
MOVE = (
    update(VerdictRow)
    .where(VerdictRow.id == bindparam("of_verdict"), VerdictRow.state == bindparam("was"))
    .values(state=bindparam("to"))
    .returning(VerdictRow.id)
    .execution_options(synchronize_session=False)
)
_SECOND = (
    update(VerdictRow)
    .where(VerdictRow.id == bindparam("of_verdict"), VerdictRow.state == VerdictState.SECONDING.value)
    .values(seconded_by=bindparam("second"), state=bindparam("to"))
    .returning(VerdictRow.id)
    .execution_options(synchronize_session=False)
)
_FALLS_DUE = (
    update(VerdictRow)
    .where(VerdictRow.id == bindparam("of_verdict"), VerdictRow.state == VerdictState.WAITING.value)
    .values(due_at=bindparam("due"))
    .execution_options(synchronize_session=False)
)
ONE = select(*VerdictRow.__table__.c).where(VerdictRow.id == bindparam("verdict_id"))
_DUE = (
    select(*VerdictRow.__table__.c)
    .where(VerdictRow.state == VerdictState.WAITING.value, VerdictRow.due_at <= bindparam("now"))
    .order_by(VerdictRow.due_at, VerdictRow.id)
    .limit(1)
    .with_for_update(of=VerdictRow, skip_locked=True)
)
_LOCK = select(ClaimRow.id).where(ClaimRow.id == bindparam("claim_id")).with_for_update()
_NEXT = select(func.min(VerdictRow.due_at)).where(VerdictRow.state == VerdictState.WAITING.value)
_OVERTAKEN = (
    update(VerdictRow)
    .where(VerdictRow.claim_id == bindparam("of_claim"), OPEN)
    .values(state=VerdictState.STALE.value)
    .returning(VerdictRow.decided_by, VerdictRow.seconded_by)
    .execution_options(synchronize_session=False)
)


async def give(
    session: AsyncSession, claim_id: ClaimId, said: Said, *, version: int, by: Person, now: datetime
) -> Given:
    """Take a verdict: it counts once the programme's time to undo it is over, at once where there is none.

    One that grants more than the programme lets one person grant waits for a second. Raises what `decisions.decide`
    raises, TakenByAnother, and AlreadyDecided also while somebody's verdict waits.
    """
    await allowed(session, by.id, Right.DECIDE_CLAIMS)
    case = await open_case(session, claim_id, version=version, by=by)
    await hold(session, case.claim_id, by=by, minutes=case.options.take_minutes, now=now)
    first = (await session.execute(_OPEN_OF, {"claim_id": claim_id})).one_or_none()
    if first is not None and (first.state == VerdictState.WAITING or first.decided_by == by.id):
        raise await _waits(session, first, by)
    lines = await examine(session, case, said, now=now)
    if first is not None:
        if _grants_the_same(first, said):
            return await _seconded(session, case, first, by=by, now=now)
        await session.scalar(MOVE, {"of_verdict": first.id, "was": first.state, "to": VerdictState.OVERRULED.value})
    return await _first(session, case, said, lines, by=by, now=now)


async def second(session: AsyncSession, verdict_id: int, *, by: Person, now: datetime) -> Given:
    """Approve what somebody else has approved, where two have to. Raises what `give` raises, and SecondIsAnother."""
    await allowed(session, by.id, Right.DECIDE_CLAIMS)
    row = (await session.execute(ONE, {"verdict_id": verdict_id})).one_or_none()
    if row is None:
        raise ClaimMovedOn(claim_id=ClaimId(0))
    case = await open_case(session, ClaimId(row.claim_id), version=row.claim_version, by=by)
    if row.state == VerdictState.WAITING:
        raise await _waits(session, row, by)
    if row.state != VerdictState.SECONDING:
        raise ClaimMovedOn(claim_id=case.claim_id)
    if row.decided_by == by.id:
        raise SecondIsAnother
    await hold(session, case.claim_id, by=by, minutes=case.options.take_minutes, now=now)
    await examine(session, case, SAID.validate_python(row.said), now=now)
    return await _seconded(session, case, row, by=by, now=now)


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next verdict counts; None while none waits."""
    found: datetime | None = await session.scalar(_NEXT)
    return found


async def settle(session: AsyncSession, *, now: datetime) -> int:
    """Let the verdict count that has waited longest, if its time is over; how many did.

    Whoever was allowed at the tap has decided, whatever role he has by now: what he saw was his to decide, and undoing
    it would need another's word. Whether the claim is his own, or his company's, is asked once more. A claim that has
    changed since, or looks like one that was paid meanwhile, is not decided: the moderator is told.
    """
    row = (await session.execute(_DUE, {"now": now})).first()
    if row is None:
        return 0
    moved = {"of_verdict": row.id, "was": VerdictState.WAITING.value, "to": VerdictState.SETTLED.value}
    if await session.scalar(MOVE, moved) is None:
        return 1
    await session.execute(_LOCK, {"claim_id": row.claim_id})
    by, said = await load(session, PersonId(row.decided_by)), SAID.validate_python(row.said)
    try:
        case = await open_case(session, ClaimId(row.claim_id), version=row.claim_version, by=by)
        lines = await examine(session, case, said, now=now)
        if total(lines) != row.points:
            raise ClaimMovedOn(claim_id=case.claim_id)
    except Refusal:
        await session.scalar(MOVE, moved | {"was": VerdictState.SETTLED.value, "to": VerdictState.STALE.value})
        await _tell_stale(session, ClaimId(row.claim_id), {row.decided_by, row.seconded_by} - {None}, row.id, now)
        return 1
    await carry_out(session, case, said, lines, by=by, now=now, seconded_by=row.seconded_by)
    return 1


async def overtaken(session: AsyncSession, changed: ClaimCorrected | ClaimWithdrawn) -> None:
    """The partner was faster than a verdict that waits: it will not count, and whoever gave it is told."""
    row = (await session.execute(_OVERTAKEN, {"of_claim": changed.claim_id})).one_or_none()
    if row is not None:
        people = {row.decided_by, row.seconded_by} - {None}
        await _tell_stale(session, changed.claim_id, people, f"{changed.claim_id}:{changed.at.timestamp()}", changed.at)


async def _first(session: AsyncSession, case: Case, said: Said, lines: Grant, *, by: Person, now: datetime) -> Given:
    points = total(lines)
    second_wanted = await _is_second_wanted(session, case, points, by)
    wait = timedelta(seconds=case.options.undo_seconds)
    if not wait and not second_wanted:
        decided = await carry_out(session, case, said, lines, by=by, now=now)
        return Given(
            claim_id=case.claim_id, verdict=said.verdict, points=decided.points, until=None, second_wanted=False
        )
    row: dict[str, Any] = {
        "claim_id": case.claim_id,
        "claim_version": case.version,
        "state": (VerdictState.SECONDING if second_wanted else VerdictState.WAITING).value,
        "said": SAID.dump_python(said, mode="json"),
        "points": points,
        "decided_by": by.id,
        "at": now,
        "seconded_by": None,
        "due_at": None,
    }
    verdict_id = await session.scalar(_KEEP, row)
    if verdict_id is None:
        raise await _waits(session, (await session.execute(_OPEN_OF, {"claim_id": case.claim_id})).one(), by)
    until = None
    if not second_wanted:
        until = now + wait
        _falls_due(session, verdict_id, until)
    await emit(session, VerdictChanged(claim_id=case.claim_id, at=now))
    if second_wanted:
        wanted = SecondWanted(
            programme_id=case.programme_id,
            claim_id=case.claim_id,
            person_id=case.person_id,
            document_no=case.document_no,
            points=points,
            by=by.id,
            verdict_id=verdict_id,
            at=now,
        )
        await emit(session, wanted)
    return Given(claim_id=case.claim_id, verdict=said.verdict, points=points, until=until, second_wanted=second_wanted)


async def _is_second_wanted(session: AsyncSession, case: Case, points: Points, by: Person) -> bool:
    """Whether one person may not grant that much. An owner answers an appeal alone where nobody else is left to."""
    limit = case.options.second_approver_above
    if limit is None or points <= limit:
        return False
    if case.appeal_id is None or by.role is not Role.OWNER:
        return True
    return bool(await who_may_answer(session, case.claim_id, case.programme_id, but=case.person_id) - {by.id})


async def _seconded(session: AsyncSession, case: Case, first: Row[Any], *, by: Person, now: datetime) -> Given:
    said = SAID.validate_python(first.said)
    wait = timedelta(seconds=case.options.undo_seconds)
    to = VerdictState.WAITING if wait else VerdictState.SETTLED
    moved = {"of_verdict": first.id, "second": by.id, "to": to.value}
    if await session.scalar(_SECOND, moved) is None:
        raise ClaimMovedOn(claim_id=case.claim_id)
    if wait:
        _falls_due(session, first.id, now + wait)
        await emit(session, VerdictChanged(claim_id=case.claim_id, at=now))
    else:
        author = await load(session, PersonId(first.decided_by))
        lines = await examine(session, case, said, now=now)
        await carry_out(session, case, said, lines, by=author, now=now, seconded_by=by.id)
    return Given(
        claim_id=case.claim_id,
        verdict=said.verdict,
        points=Points(first.points),
        until=now + wait if wait else None,
        second_wanted=False,
    )


def _falls_due(session: AsyncSession, verdict_id: int, due: datetime) -> None:
    """Written with the commit, so that whoever settles verdicts is woken in time."""
    defer(session, _FALLS_DUE, {"of_verdict": verdict_id, "due": due}, told=Due(at=due))


def _grants_the_same(first: Row[Any], said: Said) -> bool:
    """Whether a second verdict approves what the first one did. Raises ClaimMovedOn where its tapper cannot know."""
    before = SAID.validate_python(first.said)
    if said.verdict is Verdict.DECLINE:
        return False
    if said.correction is None and before.correction is not None:
        raise ClaimMovedOn(claim_id=ClaimId(first.claim_id))
    return said.correction == before.correction


async def _waits(session: AsyncSession, row: Row[Any], by: Person) -> AlreadyDecided:
    known = await pii.names(session, [row.decided_by])
    return AlreadyDecided(
        claim_id=ClaimId(row.claim_id),
        verdict=SAID.validate_python(row.said).verdict,
        at=row.at,
        by_self=row.decided_by == by.id,
        by_name=known.get(row.decided_by),
    )


async def _tell_stale(
    session: AsyncSession, claim_id: ClaimId, people: Collection[int], fact: int | str, now: datetime
) -> None:
    whom = tuple(PersonId(person_id) for person_id in sorted(people))
    await emit(session, VerdictStale(claim_id=claim_id, people=whom, fact=str(fact), at=now))
