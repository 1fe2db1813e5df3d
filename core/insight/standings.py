"""Standings: what people earned in each period, who stands where, and whom with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BindParameter, Select, bindparam, func, literal, select, union_all
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import local_date
from core.ids import PersonId, Points, ProgrammeId
from core.insight.periods import Period, starts_on
from core.insight.steps import first_above, step
from core.insight.tables import StandingCountRow, StandingRow

NEIGHBOURS = 2

_ADDED = insert(StandingRow)
ADD = _ADDED.on_conflict_do_update(
    index_elements=[StandingRow.programme_id, StandingRow.period, StandingRow.starts_on, StandingRow.person_id],
    set_={"points": StandingRow.points + _ADDED.excluded.points},
).returning(StandingRow.period, StandingRow.points)
_COUNTED = insert(StandingCountRow)
COUNT = _COUNTED.on_conflict_do_update(
    index_elements=[
        StandingCountRow.programme_id,
        StandingCountRow.period,
        StandingCountRow.starts_on,
        StandingCountRow.step,
    ],
    set_={"people": StandingCountRow.people + _COUNTED.excluded.people},
)

_BOARD = (
    StandingRow.programme_id == bindparam("programme_id"),
    StandingRow.period == bindparam("period"),
    StandingRow.starts_on == bindparam("starts_on"),
)
_COUNTS = (
    StandingCountRow.programme_id == bindparam("programme_id"),
    StandingCountRow.period == bindparam("period"),
    StandingCountRow.starts_on == bindparam("starts_on"),
)
_MINE: BindParameter[int] = bindparam("points")
_ROW = (StandingRow.person_id, StandingRow.points)
_UP = (StandingRow.points, StandingRow.person_id.desc())
_DOWN = (StandingRow.points.desc(), StandingRow.person_id)

TOP = select(*_ROW).where(*_BOARD, StandingRow.points > 0).order_by(*_DOWN).limit(bindparam("limit"))
OWN = select(StandingRow.points).where(*_BOARD, StandingRow.person_id == bindparam("person_id"))
RANK = select(
    (
        1
        + select(func.coalesce(func.sum(StandingCountRow.people), 0))
        .where(*_COUNTS, StandingCountRow.step > bindparam("step"))
        .scalar_subquery()
        + select(func.count())
        .where(*_BOARD, StandingRow.points > _MINE, StandingRow.points < bindparam("first_above"))
        .scalar_subquery()
    ).label("rank"),
    select(func.coalesce(func.sum(StandingCountRow.people), 0)).where(*_COUNTS).scalar_subquery().label("total"),
)
TIES = (
    select(StandingRow.points, func.count().label("people"))
    .where(*_BOARD, StandingRow.points.in_(bindparam("values", expanding=True)))
    .group_by(StandingRow.points)
)


def _some(side: int, found: Select[int, int]) -> Select[int, int, int]:
    rows = found.limit(NEIGHBOURS).subquery()
    return select(rows.c.person_id, rows.c.points, literal(side).label("side"))


_TIED = select(*_ROW).where(*_BOARD, StandingRow.points == _MINE, _MINE > 0)
ABOVE, BELOW = -1, 1
AROUND = union_all(
    _some(ABOVE, _TIED.where(StandingRow.person_id < bindparam("person_id")).order_by(*_UP)),
    _some(ABOVE, select(*_ROW).where(*_BOARD, StandingRow.points > _MINE).order_by(*_UP)),
    _some(BELOW, _TIED.where(StandingRow.person_id > bindparam("person_id")).order_by(*_DOWN)),
    _some(BELOW, select(*_ROW).where(*_BOARD, StandingRow.points < _MINE, StandingRow.points > 0).order_by(*_DOWN)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One row of a board."""

    person_id: PersonId
    points: Points
    rank: int
    """From 1; equal points share it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a person stands. Whoever has no points stands after everybody who has."""

    rank: int
    points: Points
    total: int
    """People with points."""
    above: tuple[Standing, ...]
    """At most two, the nearest last."""
    below: tuple[Standing, ...]
    """At most two, the nearest first."""


async def record(
    session: AsyncSession, *, programme_id: ProgrammeId, person_id: PersonId, points: int, at: datetime, zone: str
) -> None:
    """Count points in every period of the verdict at that instant, cut in the programme's zone.

    A return is negative, and its instant is that of the verdict it takes back. Not idempotent: call it where the
    ledger has just posted.
    """
    if not points:
        return
    day = local_date(at, zone)
    board = {
        period: {"programme_id": programme_id, "period": period, "starts_on": starts_on(period, day)}
        for period in Period
    }
    rows = [{**board[period], "person_id": person_id, "points": points} for period in Period]
    now = (await session.execute(ADD, rows)).all()
    moves = [
        {**board[Period(row.period)], "step": at_step, "people": people}
        for row in now
        for at_step, people in _moved(row.points - points, row.points)
    ]
    if moves:
        await session.execute(COUNT, sorted(moves, key=lambda move: (str(move["period"]), move["step"])))


async def place(
    session: AsyncSession, *, programme_id: ProgrammeId, person_id: PersonId, period: Period, starts_on: date
) -> Place:
    """A person's place on a board, with the two above and the two below."""
    board = {"programme_id": programme_id, "period": period, "starts_on": starts_on}
    own = max(0, await session.scalar(OWN, {**board, "person_id": person_id}) or 0)
    at = step(own)
    counted = (await session.execute(RANK, {**board, "points": own, "step": at, "first_above": first_above(at)})).one()
    around = (await session.execute(AROUND, {**board, "person_id": person_id, "points": own})).all()
    above = [(row.person_id, row.points) for row in around if row.side == ABOVE][:NEIGHBOURS]
    below = [(row.person_id, row.points) for row in around if row.side == BELOW][:NEIGHBOURS]
    values = {own, *(points for _, points in (*above, *below))}
    ties = {row.points: row.people for row in await session.execute(TIES, {**board, "values": sorted(values)})}
    rank = int(counted.rank)
    return Place(
        rank=rank,
        points=Points(own),
        total=int(counted.total),
        above=tuple(reversed(_ranked_up(above, rank, own, ties))),
        below=tuple(_ranked_down(below, rank, own, ties)),
    )


async def board(
    session: AsyncSession, *, programme_id: ProgrammeId, period: Period, starts_on: date, limit: int = 10
) -> list[Standing]:
    """The first rows of a board, in order of points, then of person; those without points are not on it."""
    params = {"programme_id": programme_id, "period": period, "starts_on": starts_on, "limit": limit}
    rows = (await session.execute(TOP, params)).all()
    ranks: dict[int, int] = {}
    for number, row in enumerate(rows, start=1):
        ranks.setdefault(row.points, number)
    return [
        Standing(person_id=PersonId(row.person_id), points=Points(row.points), rank=ranks[row.points]) for row in rows
    ]


def _moved(before: int, after: int) -> Iterable[tuple[int, int]]:
    """Which steps lose (-1) and win (+1) a person."""
    if before > 0:
        yield step(before), -1
    if after > 0:
        yield step(after), 1


def _ranked_up(rows: list[tuple[int, int]], rank: int, points: int, ties: dict[int, int]) -> list[Standing]:
    """Ranks of those above, from the nearest up: a higher value's rank is less by all who share it."""
    found = []
    for person_id, higher in rows:
        if higher != points:
            rank, points = rank - ties[higher], higher
        found.append(Standing(person_id=PersonId(person_id), points=Points(higher), rank=rank))
    return found


def _ranked_down(rows: list[tuple[int, int]], rank: int, points: int, ties: dict[int, int]) -> list[Standing]:
    """Ranks of those below, from the nearest down: a lower value's rank is more by all who share the one above."""
    found = []
    for person_id, lower in rows:
        if lower != points:
            rank, points = rank + ties[points], lower
        found.append(Standing(person_id=PersonId(person_id), points=Points(lower), rank=rank))
    return found
