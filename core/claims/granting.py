"""Granting: what a verdict grants of a claim, line by line, at the rates of the sale's day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.rates import covering
from core.catalog.tables import ProductRow, RateRow
from core.claims import answers
from core.claims.case import Case, ClaimedLine
from core.claims.days import sale_days, terms_of
from core.claims.refusals import NoRate, NothingGranted, ProductUnknown
from core.claims.tables import DecisionRow
from core.claims.verdict_tables import DecisionLineRow
from core.ids import ClaimId, Points, ProductId


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a moderator finds to be true of a claimed line."""

    line_id: int
    product_id: ProductId
    quantity: int
    serials: tuple[str, ...] | None = None
    """As claimed where None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a moderator finds otherwise than it was claimed."""

    lines: tuple[Wanted, ...]
    """The lines that are granted; those of the claim that are not among them earn nothing."""
    document_no: str | None = None
    """As claimed where None."""
    sold_on: date | None = None
    """As claimed where None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """One line of a decision."""

    position: int
    claim_line_id: int | None
    product_id: ProductId
    quantity: int
    rate_id: int
    points: Points
    serials: tuple[str, ...] = ()


Grant = tuple[Granted, ...]

_RATES = (
    select(ProductRow.id, ProductRow.sku, RateRow.id.label("rate_id"), RateRow.points_per_unit)
    .outerjoin(RateRow, covering(ProductRow.id, bindparam("on", type_=RateRow.valid_from.type)))
    .where(
        ProductRow.id.in_(bindparam("products", expanding=True)), ProductRow.programme_id == bindparam("programme_id")
    )
)
_LATEST = select(func.max(DecisionRow.number)).where(DecisionRow.claim_id == bindparam("claim_id")).scalar_subquery()
_STANDING = (
    select(*DecisionLineRow.__table__.c)
    .join(DecisionRow, DecisionRow.id == DecisionLineRow.decision_id)
    .where(DecisionRow.claim_id == bindparam("claim_id"), DecisionRow.number == _LATEST)
    .order_by(DecisionLineRow.position)
)
_WRITE = insert(DecisionLineRow)


async def grant(session: AsyncSession, case: Case, correction: Correction | None, *, now: datetime) -> Grant:
    """The lines that are granted: as claimed, or as corrected.

    A line that was corrected, or whose day was, earns the rate of that day, less what lateness took at submission.
    Raises BadQuantity, ProductUnknown, NoRate,
    FutureDate, OutsideWindow, and NothingGranted where nothing is left.
    """
    if correction is None:
        if not case.lines:
            raise NothingGranted(claim_id=case.claim_id)
        if not case.day_was_corrected:
            return tuple(_as_claimed(line) for line in case.lines)
        correction = Correction(lines=as_claimed(case))
    day = correction.sold_on or case.sold_on
    if day != case.sold_on:
        terms = terms_of(case.options, None)
        sale_days(started_at=case.started_at, now=now, zone=case.zone, own_zone=case.zone, terms=terms).check(day)
    claimed = {line.id: line for line in case.lines}
    wanted = {one.line_id: one for one in correction.lines if one.line_id in claimed}
    rates = await _rates(session, case, {one.product_id for one in wanted.values()}, day)
    granted = []
    for line in case.lines:
        one = wanted.get(line.id)
        if one is None:
            continue
        same = (one.product_id, one.quantity, day) == (line.product_id, line.quantity, case.sold_on)
        as_it_was = same and not case.day_was_corrected
        found = _as_claimed(line) if as_it_was else _corrected(line, one, rates, day, case.kept_percent)
        granted.append(found if one.serials is None else replace(found, serials=one.serials))
    if not any(line.points for line in granted):
        raise NothingGranted(claim_id=case.claim_id)
    return tuple(granted)


def as_claimed(case: Case) -> tuple[Wanted, ...]:
    """All lines as they were claimed."""
    return tuple(Wanted(line_id=one.id, product_id=one.product_id, quantity=one.quantity) for one in case.lines)


async def standing(session: AsyncSession, claim_id: ClaimId) -> Grant:
    """What the latest decision grants."""
    return tuple(
        Granted(
            position=row.position,
            claim_line_id=row.claim_line_id,
            product_id=ProductId(row.product_id),
            quantity=row.quantity,
            rate_id=row.rate_id,
            points=Points(row.points),
            serials=tuple(row.serials or ()),
        )
        for row in await session.execute(_STANDING, {"claim_id": claim_id})
    )


async def write(session: AsyncSession, decision_id: int, lines: Grant) -> None:
    """Keep what a decision grants."""
    if lines:
        await session.execute(
            _WRITE,
            [
                {
                    "decision_id": decision_id,
                    "position": line.position,
                    "claim_line_id": line.claim_line_id,
                    "product_id": line.product_id,
                    "quantity": line.quantity,
                    "rate_id": line.rate_id,
                    "points": line.points,
                    "serials": list(line.serials) or None,
                }
                for line in lines
            ],
        )


def total(lines: Sequence[Granted]) -> Points:
    """What granted lines earn together."""
    return Points(sum(line.points for line in lines))


Rates = dict[ProductId, tuple[str, int | None, int]]
"""By product: article number, rate and points per unit."""


async def _rates(session: AsyncSession, case: Case, products: set[ProductId], day: date) -> Rates:
    asked = {"on": day, "products": sorted(products), "programme_id": case.programme_id}
    return {
        ProductId(row.id): (row.sku, row.rate_id, row.points_per_unit or 0)
        for row in await session.execute(_RATES, asked)
    }


def _as_claimed(line: ClaimedLine) -> Granted:
    return Granted(
        position=line.position,
        claim_line_id=line.id,
        product_id=line.product_id,
        quantity=line.quantity,
        rate_id=line.rate_id,
        points=line.points,
        serials=line.serials,
    )


def _corrected(line: ClaimedLine, one: Wanted, rates: Rates, day: date, kept_percent: int) -> Granted:
    if one.product_id not in rates:
        raise ProductUnknown
    sku, rate_id, per_unit = rates[one.product_id]
    if rate_id is None:
        raise NoRate(sku=sku, sold_on=day)
    quantity = answers.quantity(one.quantity)
    return Granted(
        position=line.position,
        claim_line_id=line.id,
        product_id=one.product_id,
        quantity=quantity,
        rate_id=rate_id,
        points=Points(quantity * per_unit * kept_percent // 100),
        serials=line.serials,
    )
