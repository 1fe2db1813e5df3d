"""Unanswered questions: a partner is reminded of one once; those who decide see what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Row, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards
from core.channel.cards import CardKind
from core.channel.outbox import Priority
from core.claims.claim import ClaimState, Wanted
from core.claims.notices import AskedFor, first_picture
from core.claims.review_card import load_review
from core.claims.tables import ClaimNoteRow, ClaimRow
from core.ids import ClaimId, PersonId
from core.outreach.notices import tell
from core.people import pii
from core.people.employments import works_for
from core.people.persons import PERSON_COLUMNS, PERSON_JOIN, Person, person_of
from core.people.rights import Right, may, require
from core.people.scopes import scope_of
from core.people.tables import PersonRow
from core.programme.options import options_of
from core.programme.tables import ProgrammeRow
from core.programme.workdays import at_work

AT_ONCE = 200
PAGE = 8
"""Claims on a page of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAwaited(AskedFor):
    """To a partner who has not answered for days: what is wanted, once more and for the last time."""

    kind: ClassVar[str] = "claim_answer_awaited"
    priority: ClassVar[Priority] = Priority.NUDGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A claim that waits for its partner."""

    claim_id: ClaimId
    document_no: str
    partner: str | None
    """None once forgotten."""
    since: datetime
    """When the partner was asked, or sent what could not be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """How many claims wait for their partners, and since when the one that waits longest."""

    count: int
    oldest: datetime | None


NONE_ASKED = Unanswered(count=0, oldest=None)

_NOTES: Any = ClaimNoteRow.__table__
_DUE = (
    select(
        *PERSON_COLUMNS,
        ProgrammeRow.options,
        ClaimRow.id.label("claim_id"),
        ClaimRow.state.label("claim_state"),
        ClaimRow.document_no,
        ClaimNoteRow.id.label("note_id"),
        ClaimNoteRow.wanted,
        ClaimNoteRow.text,
    )
    .select_from(ClaimNoteRow)
    .join(ClaimRow, ClaimRow.id == ClaimNoteRow.claim_id)
    .join(PersonRow, PersonRow.id == ClaimRow.person_id)
    .join(ProgrammeRow, PERSON_JOIN)
    .where(ClaimNoteRow.remind_at <= bindparam("now"))
    .order_by(ClaimNoteRow.remind_at)
    .limit(AT_ONCE)
)
_NEXT = select(func.min(ClaimNoteRow.remind_at)).where(ClaimNoteRow.remind_at.is_not(None))
_SETTLE = (
    update(_NOTES)
    .where(_NOTES.c.id == bindparam("of_note"))
    .values(remind_at=bindparam("then", type_=_NOTES.c.remind_at.type))
)

_SINCE = func.coalesce(
    select(func.max(ClaimNoteRow.at))
    .where(ClaimNoteRow.claim_id == ClaimRow.id, ClaimNoteRow.wanted.is_not(None), ClaimNoteRow.answered_at.is_(None))
    .correlate(ClaimRow)
    .scalar_subquery(),
    ClaimRow.submitted_at,
)
_VIEWER = bindparam("viewer", type_=PersonRow.id.type)
_ASKED = select(ClaimRow.id, ClaimRow.person_id, ClaimRow.document_no, _SINCE.label("since")).where(
    ClaimRow.programme_id == bindparam("programme_id"),
    ClaimRow.state == ClaimState.NEEDS_PHOTO.value,
    ClaimRow.person_id != _VIEWER,
    ~works_for(_VIEWER, ClaimRow.company_id),
)
_COUNTED = _ASKED.with_only_columns(func.count(), func.min(_SINCE))
_LISTED = _ASKED.order_by(_SINCE, ClaimRow.id).limit(PAGE + 1).offset(bindparam("before"))


async def remind(session: AsyncSession, *, now: datetime) -> int:
    """Remind partners whose days are over, or put it off to their next working hour; how many were due."""
    rows = (await session.execute(_DUE, {"now": now})).all()
    settled = [{"of_note": row.note_id, "then": await _remind(session, row, now)} for row in rows]
    if settled:
        await session.execute(_SETTLE, settled)
    return len(rows)


async def next_due(session: AsyncSession) -> datetime | None:
    """When somebody is to be reminded next."""
    found: datetime | None = await session.scalar(_NEXT)
    return found


async def count_asked(session: AsyncSession, viewer: Person) -> Unanswered:
    """What waits for its partners, of what somebody may decide. Raises NotAllowed."""
    statement, asked = await _in_sight(session, viewer, _COUNTED)
    count, oldest = (await session.execute(statement, asked)).one()
    return Unanswered(count=count, oldest=oldest)


async def list_asked(session: AsyncSession, viewer: Person, *, page: int) -> tuple[Sequence[Asked], bool]:
    """A page of it, the longest waiting first, and whether more follow. Raises NotAllowed."""
    statement, asked = await _in_sight(session, viewer, _LISTED)
    rows = (await session.execute(statement, asked | {"before": page * PAGE})).all()
    names = await pii.names(session, {PersonId(row.person_id) for row in rows[:PAGE]})
    found = [
        Asked(
            claim_id=ClaimId(row.id),
            document_no=row.document_no,
            partner=names.get(PersonId(row.person_id)),
            since=row.since,
        )
        for row in rows[:PAGE]
    ]
    return found, len(rows) > PAGE


async def show_claim(session: AsyncSession, claim_id: ClaimId, viewer: Person, *, now: datetime) -> None:
    """Lay a claim's card below the conversation of somebody who may decide it. Raises what `load_review` raises."""
    await load_review(session, claim_id, viewer)
    await cards.show(session, viewer.id, CardKind.REVIEW, claim_id, now=now, anew=True)


async def _in_sight(session: AsyncSession, viewer: Person, statement: Any) -> tuple[Any, dict[str, Any]]:
    require(viewer, Right.DECIDE_CLAIMS)
    asked = {"programme_id": viewer.programme_id, "viewer": viewer.id}
    if viewer.scoped:
        statement = statement.where((await scope_of(session, viewer)).within(ClaimRow.region_id, ClaimRow.company_id))
    return statement, asked


async def _remind(session: AsyncSession, row: Row[*tuple[Any, ...]], now: datetime) -> datetime | None:
    """Remind one of them, if this is the hour for it; when to look again."""
    person = person_of(row)
    if row.claim_state != ClaimState.NEEDS_PHOTO.value or not may(person, Right.CLAIM) or not person.agreed:
        return None
    hour = at_work(now, person.timezone, options_of(row.options))
    if hour is None or hour > now:
        return hour
    claim_id = ClaimId(row.claim_id)
    notice = AnswerAwaited(
        claim_id=claim_id,
        document_no=row.document_no,
        wanted=Wanted(row.wanted),
        text=row.text,
        message_key=await first_picture(session, claim_id),
    )
    tell(session, person.id, notice, key=f"claim:{claim_id}:note:{row.note_id}:again", now=now)
    return None
