"""Appeals: within some days of a decision its partner can have somebody else look at it, by one tap."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim import ClaimState
from core.claims.days import promise
from core.claims.escalating import Late, escalate
from core.claims.events import AppealLate, ClaimAppealed
from core.claims.refusals import AppealTooLate, ClaimMovedOn, NotYours
from core.claims.tables import ClaimRow, DecisionRow
from core.claims.verdict_tables import UNDECIDED, AppealRow
from core.clock import local_date, start_of_day
from core.events import emit
from core.ids import ClaimId, PersonId, ProgrammeId
from core.people.persons import Person
from core.programme.options import options_of
from core.programme.tables import ProgrammeRow

APPEALABLE = frozenset({ClaimState.DECLINED, ClaimState.PARTLY_APPROVED})
LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """An appeal, as cards tell of it."""

    words: str
    at: datetime
    due_at: datetime
    missed_due_at: datetime | None
    closed_at: datetime | None
    raised: int | None
    """Points that the answer added; None while there is none."""

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


_CLAIM = (
    select(
        ClaimRow.id,
        ClaimRow.programme_id,
        ClaimRow.person_id,
        ClaimRow.state,
        ClaimRow.version,
        ClaimRow.document_no,
        ProgrammeRow.timezone,
        ProgrammeRow.options,
        func.max(DecisionRow.at).label("decided_at"),
    )
    .join(ProgrammeRow, ProgrammeRow.id == ClaimRow.programme_id)
    .join(DecisionRow, DecisionRow.claim_id == ClaimRow.id)
    .where(ClaimRow.id == bindparam("claim_id"))
    .group_by(ClaimRow.id, ProgrammeRow.id)
)
_FILE = insert(AppealRow).on_conflict_do_nothing(index_elements=[AppealRow.claim_id]).returning(AppealRow.id)
_TOUCH = (
    update(ClaimRow)
    .where(ClaimRow.id == bindparam("of_claim"), ClaimRow.version == bindparam("seen"))
    .values(version=ClaimRow.version + 1)
    .returning(ClaimRow.id)
    .execution_options(synchronize_session=False)
)
_OF = select(*AppealRow.__table__.c).where(AppealRow.claim_id.in_(bindparam("ids", expanding=True)))
_DECIDERS = select(DecisionRow.claim_id, DecisionRow.decided_by, DecisionRow.seconded_by).where(
    DecisionRow.claim_id.in_(bindparam("ids", expanding=True))
)
_DUE = (
    select(
        AppealRow.id,
        AppealRow.claim_id,
        AppealRow.due_at,
        AppealRow.missed_due_at,
        ClaimRow.programme_id,
        ClaimRow.person_id,
        ClaimRow.region_id,
        ClaimRow.company_id,
        ClaimRow.document_no,
        ProgrammeRow.timezone,
        ProgrammeRow.options,
    )
    .join(ClaimRow, ClaimRow.id == AppealRow.claim_id)
    .join(ProgrammeRow, ProgrammeRow.id == AppealRow.programme_id)
    .where(UNDECIDED, AppealRow.due_at <= bindparam("now"))
    .order_by(AppealRow.due_at)
    .limit(100)
)
_NEXT = select(func.min(AppealRow.due_at)).where(UNDECIDED)
_PROMISE = (
    update(AppealRow)
    .where(AppealRow.id == bindparam("of_appeal"), UNDECIDED, AppealRow.due_at == bindparam("was"))
    .values(due_at=bindparam("due"), missed_due_at=func.coalesce(AppealRow.missed_due_at, bindparam("was")))
    .returning(AppealRow.id)
    .execution_options(synchronize_session=False)
)


def last_moment(decided_at: datetime, days: int, zone: str) -> datetime:
    """Until when a decision can be appealed: the end of the last local day."""
    return start_of_day(local_date(decided_at, zone) + timedelta(days=days + 1), zone)


async def appeal(session: AsyncSession, claim_id: ClaimId, *, by: Person, now: datetime) -> Appeal:
    """Have somebody else look at a decision on an own claim. A second call gives the same appeal.

    Raises NotYours, and AppealTooLate for a claim of which nothing is left to appeal, or whose days are over.
    """
    claim = (await session.execute(_CLAIM, {"claim_id": claim_id})).one_or_none()
    if claim is None or claim.person_id != by.id:
        raise NotYours
    before = (await appeals_of(session, [claim_id])).get(claim_id)
    if before is not None and before.is_open:
        return before
    options = options_of(claim.options)
    until = last_moment(claim.decided_at, options.appeal_days, claim.timezone)
    if before is not None or ClaimState(claim.state) not in APPEALABLE or now >= until:
        raise AppealTooLate(claim_id=claim_id, answered=before is not None)
    row = {
        "programme_id": claim.programme_id,
        "claim_id": claim_id,
        "words": "",
        "at": now,
        "due_at": promise(now, claim.timezone, options),
        "missed_due_at": None,
        "closed_at": None,
        "raised": None,
    }
    if await session.scalar(_TOUCH, {"of_claim": claim_id, "seen": claim.version}) is None:
        raise ClaimMovedOn(claim_id=claim_id)
    if await session.scalar(_FILE, row) is not None:
        await emit(session, _event(claim, now))
    return (await appeals_of(session, [claim_id]))[claim_id]


async def add_words(session: AsyncSession, claim_id: ClaimId, text: str, *, by: Person, now: datetime) -> None:
    """Say what the appeal is about. Raises NotYours, and AppealTooLate once it is answered."""
    claim = (await session.execute(_CLAIM, {"claim_id": claim_id})).one_or_none()
    if claim is None or claim.person_id != by.id:
        raise NotYours
    said = await session.scalar(
        update(AppealRow)
        .where(AppealRow.claim_id == claim_id, UNDECIDED)
        .values(words=text.strip()[:LONGEST_WORDS])
        .returning(AppealRow.id)
        .execution_options(synchronize_session=False)
    )
    if said is None:
        raise AppealTooLate(claim_id=claim_id, answered=True)
    await emit(session, _event(claim, now, words=True))


async def appeals_of(session: AsyncSession, claims: Collection[ClaimId]) -> dict[ClaimId, Appeal]:
    """The appeals of some claims, open or answered, by one statement."""
    if not claims:
        return {}
    return {
        ClaimId(row.claim_id): Appeal(
            words=row.words,
            at=row.at,
            due_at=row.due_at,
            missed_due_at=row.missed_due_at,
            closed_at=row.closed_at,
            raised=row.raised,
        )
        for row in await session.execute(_OF, {"ids": sorted(claims)})
    }


async def deciders_of(session: AsyncSession, claims: Collection[ClaimId]) -> dict[ClaimId, set[PersonId]]:
    """Who has decided some claims: whoever did does not answer an appeal."""
    found: dict[ClaimId, set[PersonId]] = {}
    for row in (await session.execute(_DECIDERS, {"ids": sorted(claims)})).all() if claims else ():
        people = found.setdefault(ClaimId(row.claim_id), set())
        people |= {PersonId(person) for person in (row.decided_by, row.seconded_by) if person}
    return found


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next promise about an appeal runs out."""
    found: datetime | None = await session.scalar(_NEXT)
    return found


async def sweep(session: AsyncSession, *, now: datetime) -> int:
    """Promise a new time for appeals whose time has passed, and say so; how many. Safe to run twice or late.

    The partner hears of it first, then the superior of those who were to answer.
    """
    told = []
    rows = (await session.execute(_DUE, {"now": now})).all()
    decided = await deciders_of(session, {ClaimId(row.claim_id) for row in rows})
    for row in rows:
        due = promise(now, row.timezone, options_of(row.options))
        if await session.scalar(_PROMISE, {"of_appeal": row.id, "was": row.due_at, "due": due}) is None:
            continue
        told.append(_late(row, decided[ClaimId(row.claim_id)]))
        late = AppealLate(
            claim_id=ClaimId(row.claim_id),
            programme_id=ProgrammeId(row.programme_id),
            person_id=PersonId(row.person_id),
            document_no=row.document_no,
            was_due_at=row.due_at,
            due_at=due,
            first=row.missed_due_at is None,
            at=now,
        )
        await emit(session, late)
    await escalate(session, told, now=now, appeals=True)
    return len(told)


def _late(row: Row[*tuple[Any, ...]], decided_by: Collection[PersonId]) -> Late:
    return Late(
        programme_id=ProgrammeId(row.programme_id),
        person_id=PersonId(row.person_id),
        region_id=row.region_id,
        company_id=row.company_id,
        was_due_at=row.due_at,
        first=row.missed_due_at is None,
        decided_by=decided_by,
    )


def _event(claim: Row[Any], now: datetime, *, words: bool = False) -> ClaimAppealed:
    return ClaimAppealed(
        claim_id=ClaimId(claim.id),
        programme_id=ProgrammeId(claim.programme_id),
        person_id=PersonId(claim.person_id),
        document_no=claim.document_no,
        words_only=words,
        at=now,
    )
