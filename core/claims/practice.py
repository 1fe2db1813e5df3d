"""Practice: a sale that walks the whole way, is decided and pays nothing, so that everybody knows how it goes."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim import DraftState, EvidenceState
from core.claims.claim_lines import Rates, rated_lines
from core.claims.draft_rows import load, save, take_up
from core.claims.drafting import Draft
from core.claims.practice_tables import PracticeRow
from core.claims.tables import EvidenceRow
from core.errors import Refusal
from core.events import Event, emit
from core.ids import DraftId, PersonId, Points, ProgrammeId
from core.people.persons import Person
from core.people.rights import Right, allowed, may, require
from core.people.scopes import OutOfScope, scope_of, where_works


class PracticeState(StrEnum):
    """How a practice sale stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"


class PracticeOver(Refusal):
    """It was decided already, or is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeEvent(Event):
    """Something that happened to a practice sale."""

    draft_id: DraftId
    programme_id: ProgrammeId
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSent(PracticeEvent):
    """Somebody has sent a sale for practice."""

    anew: bool
    """Whether its card belongs below what was written last."""
    unseen: bool
    """Whether no card can show its draft yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeDecided(PracticeEvent):
    """It was approved or declined; nothing was posted."""

    approved: bool
    points: Points
    """What it would have earned."""
    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeRemoved(PracticeEvent):
    """Its person has deleted it."""


_INSERT = insert(PracticeRow)
_ONE = select(PracticeRow).where(PracticeRow.draft_id == bindparam("draft_id"))
_DECIDE = (
    update(PracticeRow)
    .where(PracticeRow.draft_id == bindparam("of_draft"), PracticeRow.state == PracticeState.WAITING.value)
    .values(
        state=bindparam("to"), decided_by=bindparam("by"), decided_at=bindparam("at", type_=PracticeRow.sent_at.type)
    )
    .returning(PracticeRow.points, PracticeRow.person_id, PracticeRow.programme_id)
    .execution_options(synchronize_session=False)
)
_REMOVE = (
    delete(PracticeRow)
    .where(PracticeRow.draft_id == bindparam("of_draft"), PracticeRow.person_id == bindparam("of_person"))
    .returning(PracticeRow.programme_id)
    .execution_options(synchronize_session=False)
)
_LET_GO = (
    update(EvidenceRow)
    .where(EvidenceRow.draft_id == bindparam("of_draft"), EvidenceRow.claim_id.is_(None))
    .values(state=EvidenceState.DISCARDED.value, file_id="")
    .execution_options(synchronize_session=False)
)


def require_claiming(person: Person) -> None:
    """Raise what `require` raises, but for a missing consent of staff, whose photo of anything at all is taken."""
    if not may(person, Right.CLAIM) or not may(person, Right.DECIDE_CLAIMS):
        require(person, Right.CLAIM)


async def send(session: AsyncSession, draft: Draft, rates: Rates, *, now: datetime, anew: bool, unseen: bool) -> Draft:
    """Send a complete draft for practice. It is no claim: it can be decided, and nothing follows from that."""
    points = sum(line["points"] for line in rated_lines(draft.lines, rates, kept_percent=draft.kept_percent()))
    sent = await save(session, draft, replace(draft, state=DraftState.SUBMITTED))
    row: dict[str, Any] = {
        "draft_id": draft.id,
        "programme_id": draft.programme_id,
        "person_id": draft.person_id,
        "state": PracticeState.WAITING.value,
        "points": points,
        "sent_at": now,
    }
    await session.execute(_INSERT, row)
    await emit(session, PracticeSent(**_facts(draft), anew=anew, unseen=unseen, at=now))
    return sent


async def decide(session: AsyncSession, draft_id: DraftId, *, approved: bool, by: Person, now: datetime) -> None:
    """Approve or decline a practice sale; the own one too, so that one person with one phone can try it all.

    Raises NotAllowed and OutOfScope for somebody else's, PracticeOver.
    """
    row = (await session.execute(_ONE, {"draft_id": draft_id})).scalar_one_or_none()
    if row is None or row.programme_id != by.programme_id:
        raise PracticeOver
    if row.person_id != by.id:
        await allowed(session, by.id, Right.DECIDE_CLAIMS)
        if not (await scope_of(session, by)).holds(*await where_works(session, PersonId(row.person_id))):
            raise OutOfScope
    to = PracticeState.APPROVED if approved else PracticeState.DECLINED
    asked = {"of_draft": draft_id, "to": to.value, "by": by.id, "at": now}
    decided = (await session.execute(_DECIDE, asked)).one_or_none()
    if decided is None:
        raise PracticeOver
    draft = await load(session, draft_id)
    happened = PracticeDecided(**_facts(draft), approved=approved, points=Points(decided.points), by=by.id, at=now)
    await emit(session, happened)


async def remove(session: AsyncSession, draft_id: DraftId, *, by: Person, now: datetime) -> None:
    """Delete an own practice sale, its photo with it. Raises PracticeOver."""
    gone = await session.scalar(_REMOVE, {"of_draft": draft_id, "of_person": by.id})
    if gone is None:
        raise PracticeOver
    await session.execute(_LET_GO, {"of_draft": draft_id})
    happened = PracticeRemoved(draft_id=draft_id, programme_id=by.programme_id, person_id=by.id, at=now)
    await emit(session, happened)


async def make_real(session: AsyncSession, draft_id: DraftId, *, by: Person) -> Draft:
    """What is being practised is a sale after all. Raises what `take_up` raises, and what `require` does."""
    require(by, Right.CLAIM)
    draft = await take_up(session, draft_id, by=by, seen=None)
    return await save(session, draft, replace(draft, practice=False)) if draft.practice else draft


def _facts(draft: Draft) -> dict[str, Any]:
    return {"draft_id": draft.id, "programme_id": draft.programme_id, "person_id": draft.person_id}
