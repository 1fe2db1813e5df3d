"""A case: a claim as it is decided, once it is sure that this person may decide it now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import RateRow
from core.claims.appeals import deciders_of
from core.claims.claim import UNDECIDED, ClaimState, Verdict
from core.claims.days import kept_of
from core.claims.refusals import (
    AlreadyDecided,
    AppealIsAnothers,
    ClaimMovedOn,
    NotInReview,
    NotYours,
    OwnClaim,
    OwnCompany,
)
from core.claims.tables import ClaimLineRow, ClaimRow, DecisionRow
from core.claims.verdict_tables import UNDECIDED as APPEAL_OPEN
from core.claims.verdict_tables import AppealRow
from core.ids import ClaimId, CompanyId, IssuerId, PersonId, Points, ProductId, ProgrammeId, RegionId
from core.people import pii
from core.people.employments import employer
from core.people.persons import Person
from core.people.scopes import OutOfScope, scope_of
from core.programme.options import Options, options_of
from core.programme.tables import ProgrammeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedLine:
    """A line as it was claimed."""

    id: int
    position: int
    product_id: ProductId
    quantity: int
    rate_id: int
    points: Points
    per_unit: int
    """What the rate says, before lateness takes its part."""
    serials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A claim to be decided, and what the programme says about deciding."""

    claim_id: ClaimId
    programme_id: ProgrammeId
    person_id: PersonId
    """Whose claim it is."""
    company_id: CompanyId | None
    """For whom that person worked when it was sent."""
    region_id: RegionId | None
    state: ClaimState
    version: int
    document_no: str
    document_key: str
    """Empty where the document's number was left out."""
    sold_on: date
    issuer_id: IssuerId
    started_at: datetime
    lines: tuple[ClaimedLine, ...]
    """None for a photo alone, whose lines the manager fills in."""
    day_was_corrected: bool
    """Whether a decision has found another day: lines earn the rates of that one."""
    decisions: int
    """How many verdicts have fallen."""
    appeal_id: int | None
    """The appeal that waits for an answer."""
    zone: str
    """The programme's."""
    points_live_months: int | None
    options: Options

    @property
    def kept_percent(self) -> int:
        """What lateness left of the points at submission, in percent, as the lines show."""
        return kept_of((line.quantity * line.per_unit, line.points) for line in self.lines)

    @property
    def claimed(self) -> Points:
        """What all lines earn as they were claimed."""
        return Points(sum(line.points for line in self.lines))


_CASE = (
    select(
        ClaimRow.id,
        ClaimRow.programme_id,
        ClaimRow.person_id,
        ClaimRow.state,
        ClaimRow.version,
        ClaimRow.document_no,
        ClaimRow.document_key,
        ClaimRow.sold_on,
        ClaimRow.issuer_id,
        ClaimRow.started_at,
        ClaimRow.company_id,
        ClaimRow.region_id,
        ClaimLineRow.id.label("line_id"),
        ClaimLineRow.position,
        ClaimLineRow.product_id,
        ClaimLineRow.quantity,
        ClaimLineRow.rate_id,
        ClaimLineRow.points,
        ClaimLineRow.serials,
        RateRow.points_per_unit,
        ClaimRow.claimed_sold_on,
        select(AppealRow.id)
        .where(AppealRow.claim_id == ClaimRow.id, APPEAL_OPEN)
        .correlate(ClaimRow)
        .scalar_subquery()
        .label("appeal_id"),
        ProgrammeRow.timezone,
        ProgrammeRow.points_live_months,
        ProgrammeRow.options,
        select(func.coalesce(func.max(DecisionRow.number), 0))
        .where(DecisionRow.claim_id == ClaimRow.id)
        .scalar_subquery()
        .label("decisions"),
    )
    .outerjoin(ClaimLineRow, ClaimLineRow.claim_id == ClaimRow.id)
    .outerjoin(RateRow, RateRow.id == ClaimLineRow.rate_id)
    .join(ProgrammeRow, ProgrammeRow.id == ClaimRow.programme_id)
    .where(ClaimRow.id == bindparam("claim_id"))
    .order_by(ClaimLineRow.position)
    .with_for_update(of=ProgrammeRow, read=True)  # the zone stays until the points are counted by it
)
_LAST = (
    select(DecisionRow.verdict, DecisionRow.at, DecisionRow.decided_by)
    .where(DecisionRow.claim_id == bindparam("claim_id"))
    .order_by(DecisionRow.number.desc())
    .limit(1)
)


async def open_case(session: AsyncSession, claim_id: ClaimId, *, version: int, by: Person) -> Case:
    """The claim, for whoever may decide this version of it.

    Raises what `reach` raises, AlreadyDecided, NotInReview and ClaimMovedOn.
    """
    case = await reach(session, claim_id, by=by)
    await check(session, case, version, by)
    return case


async def reach(session: AsyncSession, claim_id: ClaimId, *, by: Person) -> Case:
    """The claim as it stands, for whoever may decide claims like it.

    Whether that role decides at all is asked before. Raises NotYours, OwnClaim, OwnCompany and OutOfScope.
    """
    rows = (await session.execute(_CASE, {"claim_id": claim_id})).all()
    if not rows or rows[0].programme_id != by.programme_id:
        raise NotYours
    case = _case_of(rows)
    if case.person_id == by.id:
        raise OwnClaim
    if case.company_id is not None and await employer(session, by.id) == case.company_id:
        raise OwnCompany
    if not (await scope_of(session, by)).holds(case.region_id, case.company_id):
        raise OutOfScope
    return case


async def look_again(session: AsyncSession, case: Case, by: Person) -> None:
    """Say what has become of a claim that could not be closed: raises what `open_case` raises."""
    rows = (await session.execute(_CASE, {"claim_id": case.claim_id})).all()
    if rows:
        await check(session, _case_of(rows), case.version, by)
    raise ClaimMovedOn(claim_id=case.claim_id)


async def check(session: AsyncSession, case: Case, version: int, by: Person) -> None:
    """Whether a claim waits for its verdict, or for the answer to an appeal, in this version."""
    if case.appeal_id is not None:
        if by.id in (await deciders_of(session, [case.claim_id])).get(case.claim_id, ()):
            raise AppealIsAnothers
        if case.version != version:
            raise ClaimMovedOn(claim_id=case.claim_id)
        return
    if case.state not in UNDECIDED and case.state is not ClaimState.CANCELLED:
        raise await _decided(session, case.claim_id, by)
    if case.state is not ClaimState.IN_REVIEW:
        raise NotInReview(claim_id=case.claim_id, state=case.state)
    if case.version != version:
        raise ClaimMovedOn(claim_id=case.claim_id)


async def _decided(session: AsyncSession, claim_id: ClaimId, by: Person) -> AlreadyDecided:
    last = (await session.execute(_LAST, {"claim_id": claim_id})).one()
    known = await pii.names(session, [last.decided_by])
    return AlreadyDecided(
        claim_id=claim_id,
        verdict=Verdict(last.verdict),
        at=last.at,
        by_self=last.decided_by == by.id,
        by_name=known.get(last.decided_by),
    )


def _case_of(rows: Sequence[Row[*tuple[Any, ...]]]) -> Case:
    row = rows[0]
    return Case(
        claim_id=ClaimId(row.id),
        programme_id=ProgrammeId(row.programme_id),
        person_id=PersonId(row.person_id),
        company_id=row.company_id,
        region_id=row.region_id,
        state=ClaimState(row.state),
        version=row.version,
        document_no=row.document_no,
        document_key=row.document_key,
        sold_on=row.sold_on,
        issuer_id=IssuerId(row.issuer_id),
        started_at=row.started_at,
        lines=tuple(
            ClaimedLine(
                id=line.line_id,
                position=line.position,
                product_id=ProductId(line.product_id),
                quantity=line.quantity,
                rate_id=line.rate_id,
                points=Points(line.points),
                per_unit=line.points_per_unit,
                serials=tuple(line.serials or ()),
            )
            for line in rows
            if line.line_id is not None
        ),
        day_was_corrected=row.claimed_sold_on is not None,
        decisions=row.decisions,
        appeal_id=row.appeal_id,
        zone=row.timezone,
        points_live_months=row.points_live_months,
        options=options_of(row.options),
    )
