"""A claim as its partner sees it: facts, pictures, the verdict that stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import IssuerRow, ProductRow, RateRow
from core.claims.appeals import APPEALABLE, Appeal, appeals_of, last_moment
from core.claims.claim import GRANTED, UNDECIDED, ClaimState, CustomerType, Phase, SameAs, Verdict, Wanted
from core.claims.claim_pictures import PictureFacts, pictures_of
from core.claims.claim_verdict import (
    CameBack,
    DecisionFacts,
    GrantedFacts,
    Grants,
    decision_of,
    granted_by,
    returned_of,
)
from core.claims.days import kept_of
from core.claims.tables import ClaimLineRow, ClaimRow, DecisionRow
from core.claims.wanted import WANTED, wanted_of
from core.ids import ClaimId, CompanyId, IssuerId, PersonId, Points, ProductId, ProgrammeId, RegionId
from core.programme.options import options_of
from core.programme.tables import ProgrammeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """One product of a claim."""

    id: int
    position: int
    product_id: ProductId
    sku: str
    product: str
    names: Mapping[str, str]
    """Locale -> the product's name in that language."""
    quantity: int
    points_per_unit: int
    points: Points
    """What it earns when approved."""
    serials: tuple[str, ...] = ()
    """As the partner wrote them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """A claim as its partner sees it."""

    id: ClaimId
    programme_id: ProgrammeId
    person_id: PersonId
    company_id: CompanyId | None
    """For whom that person worked when it was sent."""
    region_id: RegionId | None
    """And in which region."""
    version: int
    state: ClaimState
    document_no: str
    sold_on: date
    claimed_document_no: str | None
    """What was claimed in place of `document_no`, where a decision has corrected it."""
    claimed_sold_on: date | None
    numbered: bool
    """Whether the document's number is known; `document_no` is what the claim goes by in any case."""
    issuer_id: IssuerId
    issuer: str
    customer_type: CustomerType | None
    lines: tuple[LineFacts, ...]
    pictures: tuple[PictureFacts, ...]
    submitted_at: datetime
    due_at: datetime
    """When a decision is promised."""
    missed_due_at: datetime | None
    """The first promise that was broken; None while none was."""
    same_as: SameAs | None
    """What the partner said of somebody else's earlier claim of the same."""
    decision: DecisionFacts | None
    granted: tuple[GrantedFacts, ...]
    """What the decision that stands grants; nothing while there is none, or where it declines."""
    came_back: CameBack | None
    """What of it was returned; None where nothing was."""
    wanted: Wanted | None
    """What the partner has been asked for and has not given yet."""
    appeal: Appeal | None
    appeal_until: datetime | None
    """The end of the days in which the decision can be appealed; None where there is nothing to appeal."""
    zone: str
    """The programme's."""

    @property
    def points(self) -> Points:
        """What all lines earn when approved."""
        return Points(sum(line.points for line in self.lines))

    @property
    def kept_percent(self) -> int:
        """What lateness left of the points, in percent, as the lines show."""
        return kept_of((line.quantity * line.points_per_unit, line.points) for line in self.lines)

    @property
    def granted_points(self) -> Points:
        """What the claim earned by the decision that stands."""
        return Points(sum(line.points for line in self.granted))

    @property
    def corrected(self) -> bool:
        """Whether anything was granted otherwise than it was claimed."""
        claimed = [(line.position, line.product_id, line.quantity, line.serials) for line in self.lines]
        granted = [(line.position, line.product_id, line.quantity, line.serials) for line in self.granted]
        details = (self.claimed_document_no, self.claimed_sold_on)
        return bool(self.granted) and (claimed != granted or details != (None, None))

    @property
    def may_come_back(self) -> bool:
        """Whether some of it can still be reported as returned."""
        left = sum(line.quantity for line in self.granted) - (self.came_back.quantity if self.came_back else 0)
        return self.state in GRANTED and left > 0

    @property
    def phase(self) -> Phase:
        return self.state.phase

    @property
    def may_change(self) -> bool:
        """Whether its partner can still correct and withdraw it."""
        return self.state in UNDECIDED


LAST = (
    select(func.max(DecisionRow.number))
    .where(DecisionRow.claim_id == ClaimRow.id)
    .correlate(ClaimRow)
    .scalar_subquery()
)
"""The number of a claim's verdict that stands."""
_CLAIMS = (
    select(
        *ClaimRow.__table__.c,
        WANTED.label("wanted"),
        IssuerRow.name.label("issuer"),
        ProgrammeRow.timezone.label("zone"),
        ProgrammeRow.options,
        ClaimLineRow.id.label("line_id"),
        ClaimLineRow.position,
        ClaimLineRow.product_id,
        ProductRow.sku,
        ProductRow.name.label("product"),
        ProductRow.names,
        ClaimLineRow.quantity,
        RateRow.points_per_unit,
        ClaimLineRow.points,
        ClaimLineRow.serials,
        DecisionRow.id.label("decision_id"),
        DecisionRow.number.label("decision_number"),
        DecisionRow.verdict,
        DecisionRow.reason,
        DecisionRow.note,
        DecisionRow.may_resubmit,
        DecisionRow.decided_by,
        DecisionRow.seconded_by,
        DecisionRow.at.label("decision_at"),
    )
    .join(IssuerRow, IssuerRow.id == ClaimRow.issuer_id)
    .join(ProgrammeRow, ProgrammeRow.id == ClaimRow.programme_id)
    .join(ClaimLineRow, ClaimLineRow.claim_id == ClaimRow.id)
    .join(ProductRow, ProductRow.id == ClaimLineRow.product_id)
    .join(RateRow, RateRow.id == ClaimLineRow.rate_id)
    .outerjoin(DecisionRow, (DecisionRow.claim_id == ClaimRow.id) & (DecisionRow.number == LAST))
    .where(ClaimRow.id.in_(bindparam("ids", expanding=True)))
    .order_by(ClaimRow.id, ClaimLineRow.position)
)
"""A row a line, each with its claim and the verdict that stands."""


async def load_many(session: AsyncSession, ids: Sequence[ClaimId]) -> dict[ClaimId, ClaimCard]:
    """Claims by id, the lowest first, by two statements however many; by three where some were granted."""
    if not ids:
        return {}
    lines = (await session.execute(_CLAIMS, {"ids": ids})).all()
    pictures = await pictures_of(session, ids)
    approved = {row.decision_id: ClaimId(row.id) for row in lines if row.verdict == Verdict.APPROVE}
    granted = await granted_by(session, approved)
    came_back = await returned_of(session, approved.values())
    appeals = await appeals_of(session, {ClaimId(row.id) for row in lines if row.verdict})
    found = {}
    for number, of_claim in groupby(lines, key=lambda row: int(row.id)):
        claim_id = ClaimId(number)
        outcome = (came_back.get(claim_id), appeals.get(claim_id))
        found[claim_id] = _card(list(of_claim), pictures.get(number, ()), granted, *outcome)
    return found


Rows = Sequence[Row[*tuple[Any, ...]]]


def _card(
    lines: Rows,
    pictures: tuple[PictureFacts, ...],
    granted: Grants,
    came_back: CameBack | None,
    appeal: Appeal | None,
) -> ClaimCard:
    row = lines[0]
    return ClaimCard(
        id=ClaimId(row.id),
        programme_id=ProgrammeId(row.programme_id),
        person_id=PersonId(row.person_id),
        company_id=row.company_id,
        region_id=row.region_id,
        version=row.version,
        state=ClaimState(row.state),
        document_no=row.document_no,
        sold_on=row.sold_on,
        claimed_document_no=row.claimed_document_no,
        claimed_sold_on=row.claimed_sold_on,
        issuer_id=IssuerId(row.issuer_id),
        issuer=row.issuer,
        numbered=row.document_key != "",
        customer_type=CustomerType(row.customer_type) if row.customer_type else None,
        lines=tuple(_line(line) for line in lines),
        pictures=pictures,
        submitted_at=row.submitted_at,
        due_at=row.due_at,
        missed_due_at=row.missed_due_at,
        same_as=SameAs(row.same_as) if row.same_as else None,
        decision=decision_of(row) if row.decision_number else None,
        granted=tuple(granted.get(row.decision_id, ())),
        came_back=came_back,
        wanted=wanted_of(ClaimState(row.state), row.wanted),
        appeal=appeal,
        appeal_until=_appeal_until(row) if appeal is None else None,
        zone=row.zone,
    )


def _line(row: Row[*tuple[Any, ...]]) -> LineFacts:
    return LineFacts(
        id=row.line_id,
        position=row.position,
        product_id=ProductId(row.product_id),
        sku=row.sku,
        product=row.product,
        names=row.names,
        quantity=row.quantity,
        points_per_unit=row.points_per_unit,
        points=Points(row.points),
        serials=tuple(row.serials or ()),
    )


def _appeal_until(row: Row[*tuple[Any, ...]]) -> datetime | None:
    if row.decision_at is None or ClaimState(row.state) not in APPEALABLE:
        return None
    return last_moment(row.decision_at, options_of(row.options).appeal_days, row.zone)
