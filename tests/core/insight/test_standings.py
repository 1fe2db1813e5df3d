"""Who stands where, by what was earned."""

import asyncio
import random
from datetime import UTC, date, datetime
from functools import partial

import pytest
from hypothesis import given, strategies
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import Database
from core.ids import PersonId, ProgrammeId
from core.insight import standings
from core.insight.periods import BEGINNING, Period, starts_on
from core.insight.standings import Place, Standing
from core.insight.steps import first_above, step
from core.people.tables import PersonRow
from core.programme.tables import ProgrammeRow
from tests.core.points import world

PROGRAMME = world.PROGRAMME
ZONE = "Europe/Moscow"
NOON = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


async def _people(session: AsyncSession) -> None:
    await session.execute(insert(ProgrammeRow), world.programme(ZONE))
    await session.execute(insert(PersonRow), [world.person(number) for number in range(1, 13)])


@pytest.fixture
async def people(db: Database) -> Database:
    """Twelve people who earned nothing yet."""
    await db.run(_people)
    return db


async def record(db: Database, person: int, points: int, at: datetime = NOON) -> None:
    await db.run(
        partial(
            standings.record,
            programme_id=ProgrammeId(PROGRAMME),
            person_id=PersonId(person),
            points=points,
            at=at,
            zone=ZONE,
        )
    )


async def place(db: Database, person: int, period: Period = Period.ALL, day: date = BEGINNING) -> Place:
    async with db.read() as session:
        return await standings.place(
            session, programme_id=PROGRAMME, person_id=PersonId(person), period=period, starts_on=day
        )


async def board(db: Database, period: Period = Period.ALL, day: date = BEGINNING, limit: int = 10) -> list[Standing]:
    async with db.read() as session:
        return await standings.board(session, programme_id=PROGRAMME, period=period, starts_on=day, limit=limit)


def shown(rows: list[Standing] | tuple[Standing, ...]) -> list[tuple[int, int, int]]:
    return [(row.rank, row.person_id, row.points) for row in rows]


async def test_ties_share_a_place(people: Database) -> None:
    for person, points in {1: 50, 2: 80, 3: 80, 4: 20, 5: 80, 6: 50}.items():
        await record(people, person, points)
    assert shown(await board(people)) == [(1, 2, 80), (1, 3, 80), (1, 5, 80), (4, 1, 50), (4, 6, 50), (6, 4, 20)]


async def test_own_place_comes_with_two_above_and_two_below(people: Database) -> None:
    for person, points in {1: 50, 2: 80, 3: 80, 4: 20, 5: 80, 6: 50, 7: 10}.items():
        await record(people, person, points)
    own = await place(people, 6)
    assert (own.rank, own.points, own.total) == (4, 50, 7)
    assert shown(own.above) == [(1, 5, 80), (4, 1, 50)]
    assert shown(own.below) == [(6, 4, 20), (7, 7, 10)]


async def test_whoever_earned_nothing_stands_after_all_who_did(people: Database) -> None:
    for person, points in {1: 50, 2: 80, 3: 80}.items():
        await record(people, person, points)
    own = await place(people, 9)
    assert (own.rank, own.points, own.total) == (4, 0, 3)
    assert (shown(own.above), own.below) == ([(1, 3, 80), (3, 1, 50)], ())


async def test_an_empty_board_has_a_first_place(people: Database) -> None:
    own = await place(people, 1)
    assert (own.rank, own.points, own.total, own.above, own.below) == (1, 0, 0, (), ())
    assert await board(people) == []


async def test_a_return_takes_points_from_the_period_of_the_verdict(people: Database) -> None:
    march, april = date(2026, 3, 1), date(2026, 4, 1)
    await record(people, 1, 100, NOON)
    await record(people, 1, 30, datetime(2026, 4, 7, tzinfo=UTC))
    await record(people, 1, -100, NOON)
    assert (await place(people, 1, Period.MONTH, march)).points == 0
    assert (await place(people, 1, Period.MONTH, march)).total == 0
    assert (await place(people, 1, Period.MONTH, april)).points == 30
    assert (await place(people, 1)).points == 30


async def test_periods_are_cut_at_midnight_of_the_programme(people: Database) -> None:
    """23:30 in Moscow on the 31st is still March; an hour later it is April, a new week's Wednesday and a quarter."""
    await record(people, 1, 10, datetime(2026, 3, 31, 20, 30, tzinfo=UTC))
    await record(people, 2, 20, datetime(2026, 3, 31, 21, 30, tzinfo=UTC))
    assert shown(await board(people, Period.MONTH, date(2026, 3, 1))) == [(1, 1, 10)]
    assert shown(await board(people, Period.MONTH, date(2026, 4, 1))) == [(1, 2, 20)]
    assert shown(await board(people, Period.QUARTER, date(2026, 1, 1))) == [(1, 1, 10)]
    assert shown(await board(people, Period.QUARTER, date(2026, 4, 1))) == [(1, 2, 20)]
    assert shown(await board(people, Period.WEEK, date(2026, 3, 30))) == [(1, 2, 20), (2, 1, 10)]


async def test_a_week_begins_on_monday_of_the_programme(people: Database) -> None:
    await record(people, 1, 10, datetime(2026, 3, 29, 20, 59, tzinfo=UTC))
    await record(people, 2, 20, datetime(2026, 3, 29, 21, 0, tzinfo=UTC))
    assert shown(await board(people, Period.WEEK, date(2026, 3, 23))) == [(1, 1, 10)]
    assert shown(await board(people, Period.WEEK, date(2026, 3, 30))) == [(1, 2, 20)]


@pytest.mark.parametrize(
    ("period", "day", "expected"),
    [
        (Period.WEEK, date(2026, 1, 1), date(2025, 12, 29)),
        (Period.WEEK, date(2026, 1, 5), date(2026, 1, 5)),
        (Period.MONTH, date(2028, 2, 29), date(2028, 2, 1)),
        (Period.QUARTER, date(2026, 12, 31), date(2026, 10, 1)),
        (Period.QUARTER, date(2026, 3, 31), date(2026, 1, 1)),
        (Period.ALL, date(2026, 3, 31), BEGINNING),
    ],
)
def test_a_period_starts_on(period: Period, day: date, expected: date) -> None:
    assert starts_on(period, day) == expected


@given(strategies.integers(1, 10**12))
def test_more_points_never_lie_in_a_lower_step(points: int) -> None:
    """And what lies above a step begins where it ends, so that no one is counted twice or not at all."""
    assert step(points) <= step(points + 1) <= step(points) + 1
    assert step(first_above(step(points)) - 1) == step(points)
    assert step(first_above(step(points))) == step(points) + 1


async def test_every_place_is_what_sorting_all_would_say(people: Database) -> None:
    chance = random.Random(5)
    points: dict[int, int] = {}

    async def earn(session: AsyncSession) -> None:
        await session.execute(insert(PersonRow), [world.person(number) for number in range(13, 80)])
        for turn in range(160):
            person, earned = chance.randint(1, 70), chance.choice((3, 3, 5, 40, 70, 1000, 5000))
            earned = max(-points.get(person, 0), earned if turn % 3 else -earned)
            points[person] = points.get(person, 0) + earned
            await standings.record(
                session, programme_id=PROGRAMME, person_id=PersonId(person), points=earned, at=NOON, zone=ZONE
            )

    await people.run(earn)
    order = sorted((person for person in points if points[person]), key=lambda person: (-points[person], person))
    rank = {person: 1 + sum(more > points[person] for more in points.values()) for person in order}
    expected = [(rank[person], person, points[person]) for person in order]
    assert shown(await board(people, limit=100)) == expected
    for at, person in enumerate(order):
        own = await place(people, person)
        assert (own.rank, own.points, own.total) == (rank[person], points[person], len(order))
        assert shown(own.above) == expected[max(0, at - 2) : at]
        assert shown(own.below) == expected[at + 1 : at + 3]


async def test_verdicts_for_many_at_once_are_all_counted(people: Database) -> None:
    await asyncio.gather(*(record(people, 1 + number % 12, 10) for number in range(60)))
    assert [row.points for row in await board(people, limit=12)] == [50] * 12
    assert (await place(people, 7)).total == 12
