"""A claim as its partner sees it: facts, pictures, the verdict that stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import IssuerRow, ProductRow, RateRow
from core.claims.claim import UNDECIDED, ClaimState, DeclineReason, EvidenceState, Phase, PictureKind, SameAs, Verdict
from core.claims.picture import UnfitReason
from core.claims.refusals import NotYours
from core.claims.tables import ClaimLineRow, ClaimRow, DecisionRow, EvidenceRow
from core.ids import ClaimId, EvidenceId, IssuerId, PersonId, Points, ProductId, ProgrammeId
from core.people.persons import Person
from core.people.rights import Right, may
from core.programme.tables import ProgrammeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """One product of a claim."""

    product_id: ProductId
    sku: str
    product: str
    quantity: int
    points_per_unit: int
    points: Points
    """What it earns when approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """One picture of a claim; replaced ones are left out."""

    evidence_id: EvidenceId
    state: EvidenceState
    kind: PictureKind
    channel: str
    message_key: str
    file_id: str
    """What the channel shows it by."""
    refused_for: UnfitReason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """The verdict that stands."""

    number: int
    verdict: Verdict
    reason: DeclineReason | None
    note: str
    may_resubmit: bool
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """A claim as its partner sees it."""

    id: ClaimId
    programme_id: ProgrammeId
    person_id: PersonId
    version: int
    state: ClaimState
    document_no: str
    sold_on: date
    issuer_id: IssuerId
    issuer: str
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
    zone: str
    """The programme's."""

    @property
    def points(self) -> Points:
        """What all lines earn when approved."""
        return Points(sum(line.points for line in self.lines))

    @property
    def phase(self) -> Phase:
        return self.state.phase

    @property
    def may_change(self) -> bool:
        """Whether its partner can still correct and withdraw it."""
        return self.state in UNDECIDED


_LAST = (
    select(func.max(DecisionRow.number))
    .where(DecisionRow.claim_id == ClaimRow.id)
    .correlate(ClaimRow)
    .scalar_subquery()
)
_CLAIMS = (
    select(
        *ClaimRow.__table__.c,
        IssuerRow.name.label("issuer"),
        ProgrammeRow.timezone.label("zone"),
        ClaimLineRow.product_id,
        ProductRow.sku,
        ProductRow.name.label("product"),
        ClaimLineRow.quantity,
        RateRow.points_per_unit,
        ClaimLineRow.points,
        DecisionRow.number.label("decision_number"),
        DecisionRow.verdict,
        DecisionRow.reason,
        DecisionRow.note,
        DecisionRow.may_resubmit,
        DecisionRow.decided_by,
        DecisionRow.at.label("decision_at"),
    )
    .join(IssuerRow, IssuerRow.id == ClaimRow.issuer_id)
    .join(ProgrammeRow, ProgrammeRow.id == ClaimRow.programme_id)
    .join(ClaimLineRow, ClaimLineRow.claim_id == ClaimRow.id)
    .join(ProductRow, ProductRow.id == ClaimLineRow.product_id)
    .join(RateRow, RateRow.id == ClaimLineRow.rate_id)
    .outerjoin(DecisionRow, (DecisionRow.claim_id == ClaimRow.id) & (DecisionRow.number == _LAST))
    .where(ClaimRow.id.in_(bindparam("ids", expanding=True)))
    .order_by(ClaimRow.id, ClaimLineRow.position)
)
"""A row a line, each with its claim and the verdict that stands."""
_PICTURES = (
    select(
        EvidenceRow.id,
        EvidenceRow.claim_id,
        EvidenceRow.state,
        EvidenceRow.kind,
        EvidenceRow.channel,
        EvidenceRow.message_key,
        EvidenceRow.file_id,
        EvidenceRow.refused_for,
    )
    .where(
        EvidenceRow.claim_id.in_(bindparam("ids", expanding=True)), EvidenceRow.state != EvidenceState.REPLACED.value
    )
    .order_by(EvidenceRow.claim_id, EvidenceRow.id)
)
_MINE = (
    select(ClaimRow.id)
    .where(ClaimRow.person_id == bindparam("person_id"))
    .order_by(ClaimRow.submitted_at.desc(), ClaimRow.id.desc())
    .limit(bindparam("most"))
)


async def load_claim(session: AsyncSession, claim_id: ClaimId, viewer: Person) -> ClaimCard:
    """A claim for its partner, or for whoever may decide. Raises NotYours for anybody else."""
    claim = (await load_many(session, [claim_id])).get(claim_id)
    if claim is None or not _may_see(claim, viewer):
        raise NotYours
    return claim


async def load_claims(
    session: AsyncSession, wanted: Sequence[tuple[ClaimId, Person]]
) -> dict[tuple[ClaimId, PersonId], ClaimCard]:
    """Claims for those who look at them, by claim and viewer; what a viewer may not see is left out."""
    found = await load_many(session, sorted({claim_id for claim_id, _ in wanted}))
    return {
        (claim_id, viewer.id): claim
        for claim_id, viewer in wanted
        if (claim := found.get(claim_id)) is not None and _may_see(claim, viewer)
    }


async def mine(session: AsyncSession, person_id: PersonId, *, limit: int = 10) -> list[ClaimCard]:
    """A person's own claims, the newest first."""
    found = await session.scalars(_MINE, {"person_id": person_id, "most": limit})
    ids = [ClaimId(claim_id) for claim_id in found]
    loaded = await load_many(session, ids)
    return [loaded[claim_id] for claim_id in ids]


def _may_see(claim: ClaimCard, viewer: Person) -> bool:
    if claim.programme_id != viewer.programme_id:
        return False
    return claim.person_id == viewer.id or may(viewer, Right.DECIDE_CLAIMS)


async def load_many(session: AsyncSession, ids: Sequence[ClaimId]) -> dict[ClaimId, ClaimCard]:
    """Claims by id, the lowest first, by two statements however many."""
    if not ids:
        return {}
    lines = (await session.execute(_CLAIMS, {"ids": ids})).all()
    pictures = {
        claim_id: list(of_claim)
        for claim_id, of_claim in groupby(
            (await session.execute(_PICTURES, {"ids": ids})).all(), key=lambda row: int(row.claim_id)
        )
    }
    return {
        ClaimId(claim_id): _card(list(of_claim), pictures.get(claim_id, ()))
        for claim_id, of_claim in groupby(lines, key=lambda row: int(row.id))
    }


Rows = Sequence[Row[*tuple[Any, ...]]]


def _card(lines: Rows, pictures: Rows) -> ClaimCard:
    row = lines[0]
    return ClaimCard(
        id=ClaimId(row.id),
        programme_id=ProgrammeId(row.programme_id),
        person_id=PersonId(row.person_id),
        version=row.version,
        state=ClaimState(row.state),
        document_no=row.document_no,
        sold_on=row.sold_on,
        issuer_id=IssuerId(row.issuer_id),
        issuer=row.issuer,
        lines=tuple(_line(line) for line in lines),
        pictures=tuple(_picture(picture) for picture in pictures),
        submitted_at=row.submitted_at,
        due_at=row.due_at,
        missed_due_at=row.missed_due_at,
        same_as=SameAs(row.same_as) if row.same_as else None,
        decision=_decision(row) if row.decision_number else None,
        zone=row.zone,
    )


def _line(row: Row[*tuple[Any, ...]]) -> LineFacts:
    return LineFacts(
        product_id=ProductId(row.product_id),
        sku=row.sku,
        product=row.product,
        quantity=row.quantity,
        points_per_unit=row.points_per_unit,
        points=Points(row.points),
    )


def _picture(row: Row[*tuple[Any, ...]]) -> PictureFacts:
    return PictureFacts(
        evidence_id=EvidenceId(row.id),
        state=EvidenceState(row.state),
        kind=PictureKind(row.kind),
        channel=row.channel,
        message_key=row.message_key,
        file_id=row.file_id,
        refused_for=UnfitReason(row.refused_for) if row.refused_for else None,
    )


def _decision(row: Row[*tuple[Any, ...]]) -> DecisionFacts:
    return DecisionFacts(
        number=row.decision_number,
        verdict=Verdict(row.verdict),
        reason=DeclineReason(row.reason) if row.reason else None,
        note=row.note,
        may_resubmit=row.may_resubmit,
        by=PersonId(row.decided_by),
        at=row.decision_at,
    )
