"""Backups under load: each is restored on an empty place and proven there, while the books are written on."""

import asyncio
import itertools
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import inbox
from core.clock import local_date, system_clock
from core.db import migrate
from core.db.database import Database
from core.db.engine import database_url
from core.ids import PersonId, Points, ProgrammeId
from core.insight import expected, standings
from core.keeping.backup import back_up
from core.keeping.file import Watermark
from core.keeping.restore import made_ready, put_in_place, require_free
from core.points import ledger
from core.points.kinds import AccountKind
from core.points.values import Credit
from core.sealing import Keyring

SECRET = "a secret for faults, long enough for a key"
PROGRAMME, ZONE = ProgrammeId(1), "UTC"
BACK_WITHIN = 60.0
"""Seconds until a million rows are restored and proven."""


@dataclass(slots=True)
class Books:
    """A programme whose books somebody writes without a pause."""

    db: Database
    people: int
    inbox_id: int = 0
    """The last update that was acknowledged."""
    transaction_id: int = 0
    """The last transaction that was acknowledged."""

    async def write_on(self, writers: int) -> None:
        """Take updates and credit people, until cancelled."""
        numbers = itertools.count(1)
        await asyncio.gather(*(self._write(numbers) for _ in range(writers)))

    async def _write(self, numbers: "itertools.count[int]") -> None:
        for number in numbers:
            await self._credit(number)

    async def _credit(self, number: int) -> None:
        now = system_clock()
        person_id = PersonId(number % self.people + 1)

        async def step(session: AsyncSession) -> tuple[int, int]:
            stored = await inbox.store(session, [_update(number)])
            posted = await ledger.accrue(
                session,
                programme_id=PROGRAMME,
                person_id=person_id,
                key=f"load:{number}",
                credits=[Credit(points=Points(7), expires_on=None)],
                reason={"kind": "test"},
                now=now,
            )
            await standings.record(session, programme_id=PROGRAMME, person_id=person_id, points=7, at=now, zone=ZONE)
            return stored[number], posted or 0

        inbox_id, transaction_id = await self.db.run(step)
        self.inbox_id = max(self.inbox_id, inbox_id)
        self.transaction_id = max(self.transaction_id, transaction_id)

    def acknowledged(self) -> Watermark:
        """What a backup that begins now has to hold."""
        return Watermark(inbox_id=self.inbox_id, transaction_id=self.transaction_id)


async def under_load(url: str, folder: Path, *, times: int, people: int = 50, writers: int = 4) -> dict[str, Any]:
    """Back up so often while the books are written on; how many came back whole, and what was written meanwhile."""
    whole = 0
    async with Database(url, Keyring(SECRET)) as db:
        books = Books(db, people)
        await db.run(lambda session: _begin(session, people))
        writing = asyncio.create_task(books.write_on(writers))
        try:
            await _written(books, more=20)
            for number in range(times):
                file, acknowledged = folder / f"{number}.backup", books.acknowledged()
                made = await back_up(db, file)
                found = await restore(file, folder / f"{number}" / "tandem.db")
                whole += made.watermark.reaches(acknowledged) and found == made.watermark
                await _written(books, more=1)  # the service goes on
        finally:
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)
    return {"backups": times, "whole": whole, "written": books.transaction_id, "reached": whole == times}


async def restore(file: Path, target: Path) -> Watermark | None:
    """Restore on an empty place as `tandem restore` does; how far it reaches, None if its proof does not hold."""
    url, now = database_url(f"sqlite:///{target}"), system_clock()
    await require_free(url, replace=False, now=now)
    async with made_ready(file, SECRET, beside=url, now=now) as ready:
        await put_in_place(ready, url, now=now)
    return ready.watermark if ready.proof.holds else None


async def time_back(folder: Path, *, rows: int) -> dict[str, Any]:
    """Seconds until so many rows are back, from the file to the proof."""
    url = f"sqlite:///{folder / 'full.db'}"
    await migrate.upgrade(database_url(url))
    async with Database(url, Keyring(SECRET)) as db:
        await db.run(lambda session: _fill(session, transactions=rows // 4, people=1_000))
        begun = time.perf_counter()
        made = await back_up(db, folder / "full.backup")
        backed_up = time.perf_counter() - begun
    begun = time.perf_counter()
    found = await restore(folder / "full.backup", folder / "back" / "tandem.db")
    took = time.perf_counter() - begun
    return {
        "rows": rows,
        "mib": made.size // 2**20,
        "backup_s": round(backed_up, 1),
        "restore_s": round(took, 1),
        "reached": found == made.watermark and took < BACK_WITHIN,
    }


async def full() -> dict[str, Any]:
    """Fifty backups under load, and the way back for a million rows."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        url = f"sqlite:///{folder / 'load.db'}"
        await migrate.upgrade(database_url(url))
        loaded = await under_load(url, folder, times=50)
        timed = await time_back(folder, rows=1_000_000)
    return loaded | timed | {"reached": loaded["reached"] and timed["reached"]}


async def _written(books: Books, *, more: int) -> None:
    """Wait until so many transactions more have been acknowledged."""
    goal = books.transaction_id + more
    async with asyncio.timeout(30):
        while books.transaction_id < goal:
            await asyncio.sleep(0.005)


def _update(number: int) -> dict[str, Any]:
    return {
        "bot_id": 1,
        "update_id": number,
        "lane": "user:1",
        "kind": "message",
        "state": "done",
        "payload": None,
        "tries": 0,
        "received_at": system_clock(),
        "owner": "",
    }


async def _begin(session: AsyncSession, people: int) -> None:
    """A programme and its people, none of them with a name."""
    now = system_clock()
    programme = (
        "INSERT INTO programmes (id, name, locale, locales, timezone, points_names, operator, contact, options,"
        " created_at) VALUES (1, 'Heat', 'en', '[\"en\"]', 'UTC', '{}', '', '', '{}', :now)"
    )
    person = (
        "INSERT INTO persons (id, programme_id, role, status, locale, shown_as, agreed, joined_at)"
        " VALUES (:id, 1, 'partner', 'active', 'en', 'name', TRUE, :now)"
    )
    await session.execute(text(programme), {"now": now})
    await session.execute(text(person), [{"id": number, "now": now} for number in range(1, people + 1)])


async def _fill(session: AsyncSession, *, transactions: int, people: int) -> None:
    """Credits in bulk, four rows each, past the triggers; the proof sees them all. SQLite only."""
    await _begin(session, people)
    guards = (await session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))).all()
    for guard in guards:
        await session.execute(text(f"DROP TRIGGER {guard.name}"))
    kinds = " UNION ALL ".join(f"SELECT {place} AS place, '{kind}' AS kind" for place, kind in enumerate(AccountKind))
    count = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {transactions})"
    whose = f"(i % {people} + 1)"
    account = f"(({whose} - 1) * {len(AccountKind)} + 1 + {{place}})"
    spendable, earned = (
        account.format(place=list(AccountKind).index(kind)) for kind in (AccountKind.SPENDABLE, AccountKind.EARNED)
    )
    posted = f"'{local_date(system_clock(), ZONE)} 00:00:00.000000'"
    for statement in (
        "INSERT INTO ledger_accounts (id, programme_id, person_id, kind, balance, last_transaction_id)"
        f" SELECT (p.id - 1) * {len(AccountKind)} + 1 + k.place, 1, p.id, k.kind, 0, 0 FROM persons p, ({kinds}) k",
        "INSERT INTO ledger_entries (transaction_id, position, account_id, amount, lot_id)"
        f" {count} SELECT i, 1, {earned}, -10, i FROM n UNION ALL SELECT i, 2, {spendable}, 10, i FROM n",
        "INSERT INTO lots (id, account_id, transaction_id, amount, remaining, last_transaction_id, earned_at)"
        f" {count} SELECT i, {spendable}, i, 10, 10, i, {posted} FROM n",
        "INSERT INTO ledger_transactions (id, programme_id, key, kind, person_id, reason, posted_at)"
        f" {count} SELECT i, 1, 'bulk:' || i, 'accrual', {whose}, '{{}}', {posted} FROM n",
        "UPDATE ledger_accounts SET balance = (SELECT COALESCE(SUM(ABS(amount)), 0) FROM ledger_entries"
        " WHERE account_id = ledger_accounts.id), last_transaction_id = (SELECT COALESCE(MAX(transaction_id), 0)"
        " FROM ledger_entries WHERE account_id = ledger_accounts.id)",
        f"INSERT INTO points_given (programme_id, points, told) VALUES (1, {transactions * 10}, 0)",
    ):
        await session.execute(text(statement))
    for guard in guards:
        await session.connection()
        await session.execute(text(guard.sql.replace(":", "\\:")))
    await expected.rebuild(session, programme_id=PROGRAMME, zone=ZONE)
