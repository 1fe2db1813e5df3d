"""Standings as the ledger says they should be: to prove the boards against, and to rebuild them from."""

# ruff: noqa: S608 (composed of this module's own constants and of instants)

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import ProgrammeId
from core.insight.periods import BEGINNING, Period
from core.insight.steps import step
from core.insight.tables import StandingCountRow, StandingRow
from core.points.keys import OPENING, WELCOME
from core.points.tables import TransactionRow
from core.programme.tables import ProgrammeRow

Offset = tuple[datetime, timedelta]
"""From this instant on, local time is so far ahead of UTC."""

BoardKey = tuple[int, str, date]


async def differences(session: AsyncSession) -> list[str]:
    """For each programme a query for the rows of its boards that are not what was posted."""
    programmes = (await session.execute(select(ProgrammeRow.id, ProgrammeRow.timezone))).all()
    return [
        f"""SELECT 'person ' || person_id || ', ' || period || ' ' || starts_on AS subject,
            SUM(posted) AS expected, SUM(shown) AS found
        FROM (
            SELECT person_id, period, starts_on, points AS posted, 0 AS shown FROM ({query}) expected
            UNION ALL
            SELECT person_id, period, starts_on, 0, points FROM standings WHERE programme_id = {programme.id}
        ) b GROUP BY person_id, period, starts_on HAVING SUM(posted) <> SUM(shown)"""
        for programme in programmes
        for query in [await _expected(session, ProgrammeId(programme.id), programme.timezone)]
    ]


async def wrong_counts(session: AsyncSession) -> list[tuple[str, int, int]]:
    """Counts that are not those of the boards: subject, what it should be, what it is."""
    should = await _counted(session)
    rows = await session.execute(
        select(
            StandingCountRow.programme_id,
            StandingCountRow.period,
            StandingCountRow.starts_on,
            StandingCountRow.step,
            StandingCountRow.people,
        )
    )
    found: Counter[tuple[BoardKey, int]] = Counter()
    for row in rows:
        found[(row.programme_id, row.period, row.starts_on), row.step] = row.people
    return [
        (f"programme {board[0]}, {board[1]} {board[2]}, step {at}", should[board, at], found[board, at])
        for board, at in sorted(should.keys() | found.keys(), key=str)
        if should[board, at] != found[board, at]
    ]


async def rebuild(session: AsyncSession, *, programme_id: ProgrammeId, zone: str) -> None:
    """Write a programme's boards anew from what was posted, cut in a zone: after the programme's zone has changed."""
    query = await _expected(session, programme_id, zone)
    for table in (StandingRow, StandingCountRow):
        await session.execute(
            delete(table).where(table.programme_id == programme_id).execution_options(synchronize_session=False)
        )
    await session.execute(
        text(
            "INSERT INTO standings (programme_id, period, starts_on, person_id, points)"
            f" SELECT {programme_id}, period, starts_on, person_id, points FROM ({query}) expected"
        )
    )
    counts = [
        {"programme_id": board[0], "period": board[1], "starts_on": board[2], "step": at, "people": people}
        for (board, at), people in (await _counted(session)).items()
        if board[0] == programme_id
    ]
    if counts:
        await session.execute(insert(StandingCountRow), counts)


async def _counted(session: AsyncSession) -> Counter[tuple[BoardKey, int]]:
    """How many people lie in each step of each board."""
    board = (StandingRow.programme_id, StandingRow.period, StandingRow.starts_on)
    rows = await session.execute(
        select(*board, StandingRow.points, func.count().label("people"))
        .where(StandingRow.points > 0)
        .group_by(*board, StandingRow.points)
    )
    counted: Counter[tuple[BoardKey, int]] = Counter()
    for row in rows:
        counted[(row[0], row[1], row[2]), step(row.points)] += row.people
    return counted


async def _expected(session: AsyncSession, programme_id: ProgrammeId, zone: str) -> str:
    """A query for the rows that a programme's boards should have.

    A return counts in its original's period, an opening balance or a welcome bonus in none: boards tell what was
    earned here.
    """
    first, last = (
        await session.execute(select(func.min(TransactionRow.posted_at), func.max(TransactionRow.posted_at)))
    ).one()
    sqlite = session.get_bind().dialect.name == "sqlite"
    day = _local_day(_offsets(zone, first, last) if first else [], sqlite=sqlite)
    starts = _STARTS_ON_SQLITE if sqlite else _STARTS_ON_POSTGRESQL
    boards = " UNION ALL ".join(
        f"""SELECT person_id, '{period}' AS period, {starts[period]} AS starts_on, SUM(points) AS points
        FROM credited GROUP BY person_id, {starts[period]}"""
        for period in Period
    )
    return f"""WITH credited AS (
        SELECT t.person_id, {day} AS day, -SUM(e.amount) AS points
        FROM ledger_transactions t
        JOIN ledger_transactions o ON o.id = COALESCE(t.reverses_id, t.id) AND o.kind = 'accrual'
            AND substr(o.key, 1, {len(OPENING)}) <> '{OPENING}'
            AND substr(o.key, 1, {len(WELCOME)}) <> '{WELCOME}'
        JOIN ledger_entries e ON e.transaction_id = t.id
        JOIN ledger_accounts a ON a.id = e.account_id AND a.kind = 'earned'
        WHERE t.programme_id = {programme_id} GROUP BY t.person_id, {day}
    ) {boards}"""


_STARTS_ON_SQLITE = {
    Period.WEEK: "date(day, '-6 days', 'weekday 1')",
    Period.MONTH: "date(day, 'start of month')",
    Period.QUARTER: (
        "date(day, 'start of month', '-' || ((CAST(strftime('%m', day) AS INTEGER) - 1) % 3) || ' months')"
    ),
    Period.ALL: f"date('{BEGINNING}')",
}
_STARTS_ON_POSTGRESQL = {
    **{period: f"CAST(date_trunc('{period}', day) AS date)" for period in Period},
    Period.ALL: f"CAST('{BEGINNING}' AS date)",
}


def _local_day(offsets: list[Offset], *, sqlite: bool) -> str:
    """The local calendar day of `o.posted_at` in SQL."""
    cases = "".join(
        f" WHEN o.posted_at < '{until:%Y-%m-%d %H:%M:%S}{'' if sqlite else '+00'}' THEN {int(offset.total_seconds())}"
        for (_, offset), (until, _) in pairwise(offsets)
    )
    last = int(offsets[-1][1].total_seconds()) if offsets else 0
    seconds = f"CASE{cases} ELSE {last} END" if cases else str(last)
    if sqlite:
        return f"date(o.posted_at, ({seconds}) || ' seconds')"
    return f"CAST((o.posted_at AT TIME ZONE 'UTC') + ({seconds}) * INTERVAL '1 second' AS date)"


def _offsets(zone: str, first: datetime, last: datetime) -> list[Offset]:
    """A zone's offsets from UTC between two instants, each with the instant from which it holds."""
    local = ZoneInfo(zone)

    def offset(at: datetime) -> timedelta:
        return at.astimezone(local).utcoffset() or timedelta()

    found = [(first, offset(first))]
    at = first.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    while at < last:
        following = at + timedelta(days=1)
        if offset(following) != found[-1][1]:
            change = _changed(at, following, offset(following), local)
            found.append((change, offset(following)))
        at = following
    return found


def _changed(before: datetime, after: datetime, offset: timedelta, local: ZoneInfo) -> datetime:
    """The minute between two instants from which an offset holds."""
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) // 2
        if (middle.astimezone(local).utcoffset() or timedelta()) == offset:
            after = middle
        else:
            before = middle
    return after.replace(second=0, microsecond=0)
