"""Returned sales: what came back takes its points back, from the same lots, with a debt where they were spent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select
from sqlalchemy.dialects.postgresql import insert as insert_unless
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims import granting
from core.claims.claim import GRANTED, ClaimState
from core.claims.events import SaleReturned
from core.claims.granting import Granted
from core.claims.refusals import NothingToReturn, NotYours, ReturnMovedOn
from core.claims.tables import ClaimRow
from core.claims.verdict_tables import ReturnLineRow, ReturnRow
from core.db.turns import take_turn
from core.events import emit
from core.ids import ClaimId, PersonId, Points, ProgrammeId
from core.people.persons import Person
from core.people.rights import Right, allowed
from core.people.scopes import OutOfScope, scope_of
from core.points.taking_back import posted_for, take_back
from core.programme.tables import ProgrammeRow

Quantities = Mapping[int, int]
"""By position of a line: how many units came back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returnable:
    """A granted line of which something is left to come back."""

    position: int
    quantity: int
    """Units that have not come back yet."""
    points: Points
    """What they earned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """What a return would do, or did."""

    claim_id: ClaimId
    number: int
    """Which return of this claim it is, from 1."""
    quantities: Quantities
    points: Points
    """All that is taken back."""
    debt: Points
    """How much of it was spent already, and will be paid off by the next sales."""


_CLAIM = (
    select(
        ClaimRow.id,
        ClaimRow.programme_id,
        ClaimRow.person_id,
        ClaimRow.state,
        ClaimRow.document_no,
        ClaimRow.company_id,
        ClaimRow.region_id,
        ProgrammeRow.timezone,
        select(func.coalesce(func.max(ReturnRow.number), 0))
        .where(ReturnRow.claim_id == ClaimRow.id)
        .scalar_subquery()
        .label("returns"),
    )
    .join(ProgrammeRow, ProgrammeRow.id == ClaimRow.programme_id)
    .where(ClaimRow.id == bindparam("claim_id"))
    .with_for_update(of=ProgrammeRow, read=True)  # the zone stays until the points are counted by it
)
_CAME_BACK = (
    select(ReturnLineRow.position, func.sum(ReturnLineRow.quantity).label("quantity"))
    .join(ReturnRow, ReturnRow.id == ReturnLineRow.return_id)
    .where(ReturnRow.claim_id == bindparam("claim_id"))
    .group_by(ReturnLineRow.position)
)
_KEEP = (
    insert_unless(ReturnRow)
    .on_conflict_do_nothing(index_elements=[ReturnRow.claim_id, ReturnRow.number])
    .returning(ReturnRow.id)
)


async def returnable(session: AsyncSession, claim_id: ClaimId, *, by: Person) -> tuple[int, list[Returnable]]:
    """The number the next return bears, and what can still come back. Raises NotYours, OutOfScope."""
    claim = await _claim(session, claim_id, by)
    if ClaimState(claim.state) not in GRANTED:
        return claim.returns + 1, []
    came_back = await _came_back(session, claim_id)
    lines = await granting.standing(session, claim_id)
    return claim.returns + 1, [one for line in lines if (one := _left_of(line, came_back)).quantity]


async def preview(session: AsyncSession, claim_id: ClaimId, quantities: Quantities, *, by: Person) -> Return:
    """What a return would take back; everything where no quantities are named.

    Raises NotYours, OutOfScope, and NothingToReturn for more than is left.
    """
    claim = await _claim(session, claim_id, by)
    return (await _weigh(session, claim, quantities))[0]


async def take_turn_at(session: AsyncSession, claim_id: ClaimId) -> None:
    """Have whoever returns of the same sale wait until this step ends."""
    await take_turn(session, f"returns of claim {claim_id}")


async def report(
    session: AsyncSession, claim_id: ClaimId, quantities: Quantities, *, number: int, by: Person, now: datetime
) -> Return:
    """Take the points of what came back: the partner reports it, or whoever decides. It cannot be undone.

    `number` is the one that the preview showed: a second tap, or somebody else's return in between, raises
    ReturnMovedOn. Raises what `preview` raises.
    """
    await take_turn_at(session, claim_id)
    claim = await _claim(session, claim_id, by)
    if claim.returns + 1 != number:
        raise ReturnMovedOn(claim_id=claim_id)
    found, lines = await _weigh(session, claim, quantities)
    header = {"claim_id": claim_id, "number": number, "reported_by": by.id, "points": found.points, "at": now}
    return_id = await session.scalar(_KEEP, header)
    if return_id is None:
        raise ReturnMovedOn(claim_id=claim_id)
    wanted: dict[int | None, int] = {}
    rows = []
    for line, quantity, points in lines:
        wanted[line.claim_line_id] = wanted.get(line.claim_line_id, 0) + points
        rows.append({"return_id": return_id, "position": line.position, "quantity": quantity, "points": points})
    await session.execute(insert(ReturnLineRow), rows)
    taken = await take_back(
        session,
        claim_id,
        wanted,
        key=f"claim:{claim_id}:return:{number}",
        reason={"kind": "return", "document_no": claim.document_no},
        author_id=by.id,
        now=now,
    )
    returned = SaleReturned(
        claim_id=claim_id,
        programme_id=ProgrammeId(claim.programme_id),
        person_id=PersonId(claim.person_id),
        by=by.id,
        number=number,
        document_no=claim.document_no,
        zone=claim.timezone,
        points=found.points,
        debt=found.debt,
        taken=tuple((one.points, one.earned_at) for one in taken),
        at=now,
    )
    await emit(session, returned)
    return found


async def _claim(session: AsyncSession, claim_id: ClaimId, by: Person) -> Row[Any]:
    row = (await session.execute(_CLAIM, {"claim_id": claim_id})).one_or_none()
    if row is None or row.programme_id != by.programme_id:
        raise NotYours
    if row.person_id != by.id:
        decider = await allowed(session, by.id, Right.DECIDE_CLAIMS)
        if not (await scope_of(session, decider)).holds(row.region_id, row.company_id):
            raise OutOfScope
    return row


async def _came_back(session: AsyncSession, claim_id: ClaimId) -> dict[int, int]:
    return {row.position: int(row.quantity) for row in await session.execute(_CAME_BACK, {"claim_id": claim_id})}


def _left_of(line: Granted, came_back: Quantities) -> Returnable:
    before = min(came_back.get(line.position, 0), line.quantity)
    points = line.points - line.points * before // line.quantity
    return Returnable(position=line.position, quantity=line.quantity - before, points=Points(points))


async def _weigh(
    session: AsyncSession, claim: Row[Any], quantities: Quantities
) -> tuple[Return, Sequence[tuple[Granted, int, int]]]:
    """What a return takes of each line: shares of its points, rounded so that all of it together is all of them."""
    claim_id = ClaimId(claim.id)
    if ClaimState(claim.state) not in GRANTED:
        raise NothingToReturn(claim_id=claim_id)
    came_back = await _came_back(session, claim_id)
    lines = []
    for line in await granting.standing(session, claim_id):
        left = _left_of(line, came_back)
        wanted = quantities.get(line.position, 0) if quantities else left.quantity
        if wanted > left.quantity or wanted < 0:
            raise NothingToReturn(claim_id=claim_id)
        if wanted:
            before = line.quantity - left.quantity
            points = line.points * (before + wanted) // line.quantity - line.points * before // line.quantity
            lines.append((line, wanted, points))
    if not lines:
        raise NothingToReturn(claim_id=claim_id)
    unspent: dict[int | None, int] = {}
    left_of: dict[int | None, int] = {}
    for lot in await posted_for(session, claim_id):
        unspent[lot.claim_line_id] = unspent.get(lot.claim_line_id, 0) + lot.unspent
        left_of[lot.claim_line_id] = left_of.get(lot.claim_line_id, 0) + lot.left
    taken = [(line, quantity, min(points, left_of.get(line.claim_line_id, 0))) for line, quantity, points in lines]
    debt = sum(max(0, points - unspent.get(line.claim_line_id, 0)) for line, _, points in taken)
    found = Return(
        claim_id=claim_id,
        number=claim.returns + 1,
        quantities={line.position: quantity for line, quantity, _ in taken},
        points=Points(sum(points for _, _, points in taken)),
        debt=Points(debt),
    )
    return found, taken
