"""Erasing a hundred people of a thousand: nothing of who they were is left in any file, and the books stay true."""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit import proof as audit_proof
from core.db import migrate
from core.db.database import Database
from core.db.engine import database_url
from core.ids import PersonId, Points
from core.insight import standings
from core.keeping.backup import back_up
from core.people import erasing, joining, scrubbing, ways_back
from core.people.consents import NEEDED
from core.people.newcomers import JoinStep
from core.people.persons import Person
from core.people.roles import Role
from core.people.tables import ChannelAccountRow, PersonPiiRow
from core.points import ledger, proof
from core.points.tables import AccountRow
from core.points.values import Credit
from core.sealing import Keyring
from tests.core.people.world import NOW, act, invite, open_programme, profile

PEOPLE, ERASED = 1_000, 100
FIRST_ACCOUNT = 7_123_400_000
FIRST_PHONE = 79_160_000_000
LATER = NOW + timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody, and what tells who it is."""

    person: Person
    traces: tuple[bytes, ...]


async def erase_some(db: Database, folder: Path, *, people: int, erased: int) -> dict[str, Any]:
    """Have so many people join, earn and be known; erase some, and look for them in every file."""
    owner = await open_programme(db)
    known = [await _joined(db, owner, number) for number in range(people)]
    gone, kept = known[:erased], known[erased:]
    staying = [each.person.id for each in kept]
    before = await _balances(db, staying)
    keys = await _keys(db)
    for each in gone:
        await act(db, erasing.erase, each.person.id, by=each.person.id, now=NOW)
    ended = await scrubbing.scrub(db, LATER)
    await back_up(db, folder / "next.backup")
    left = await asyncio.to_thread(_all_of, folder)
    hits = [each.person.id for each in gone for trace in (*each.traces, keys[each.person.id]) if trace in left]
    async with db.read() as session:
        findings = (await proof.prove(session)).findings
        chain = await audit_proof.prove(session, owner.programme_id)
    after = await _balances(db, staying)
    return {
        "people": people,
        "erased": ended,
        "hits": len(hits),
        "still_known": sum(keys[each.person.id] in left for each in kept) if db.is_sqlite else len(kept),
        "differences": len(findings) + (before != after) + (not chain.holds),
    }


def as_it_must(found: dict[str, Any], *, erased: int) -> bool:
    """Whether those erased are gone and nobody else is, and the books are as they were."""
    kept = found["still_known"] == found["people"] - erased
    return bool(kept and found["erased"] == erased and found["hits"] == 0 and found["differences"] == 0)


async def full() -> dict[str, Any]:
    """A hundred of a thousand."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        url = f"sqlite:///{Path(place) / 'tandem.db'}"
        await migrate.upgrade(database_url(url))
        async with Database(url, Keyring("a secret for faults, long enough")) as db:
            found = await erase_some(db, Path(place), people=PEOPLE, erased=ERASED)
    took = round(time.perf_counter() - began)
    return {**found, "seconds": took, "reached": as_it_must(found, erased=ERASED)}


async def _joined(db: Database, owner: Person, number: int) -> Known:
    """Somebody with a name, an account, a phone and points."""
    account, phone, name = FIRST_ACCOUNT + number, str(FIRST_PHONE + number), f"Unmistakable {number:04}"
    who = profile(account, name=name)
    code = await invite(db, owner.id, Role.PARTNER)
    person = (await act(db, joining.begin, code, profile=who, now=NOW)).person
    await act(db, joining.agree, person.id, NEEDED, now=NOW)
    state = await act(db, joining.take_name, person.id, name, now=NOW)
    if JoinStep.COMPANY in state.todo:
        await act(db, joining.take_company, person.id, None, now=NOW)
    await db.run(partial(ways_back.remember_phone, phone=phone, of_account=account, by=person.id, profile=who))
    await db.run(partial(_credit, person=person))
    traces = (name.encode(), phone.encode(), str(account).encode(), account.to_bytes(6, "big"))
    return Known(person, traces)


async def _credit(session: AsyncSession, person: Person) -> None:
    await ledger.accrue(
        session,
        programme_id=person.programme_id,
        person_id=person.id,
        key=f"test:{person.id}",
        credits=[Credit(points=Points(10), expires_on=None)],
        reason={"kind": "test"},
        now=NOW,
    )
    await standings.record(
        session, programme_id=person.programme_id, person_id=person.id, points=10, at=NOW, zone="Europe/Moscow"
    )


def _all_of(folder: Path) -> bytes:
    """The bytes of every file in a folder: the database, its log, its backup."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


async def _balances(db: Database, people: Sequence[PersonId]) -> list[tuple[Any, ...]]:
    """What those who stay have; that the sums hold is the proof's to say."""
    async with db.read() as session:
        accounts = await session.execute(
            select(AccountRow.id, AccountRow.balance).where(AccountRow.person_id.in_(people)).order_by(AccountRow.id)
        )
        return [tuple(row) for row in accounts]


async def _keys(db: Database) -> dict[PersonId, bytes]:
    """Each person's own key, as it is kept: dropping it is erasure."""
    async with db.read() as session:
        rows = await session.execute(
            select(PersonPiiRow.person_id, PersonPiiRow.wrapped_key).join(
                ChannelAccountRow, ChannelAccountRow.person_id == PersonPiiRow.person_id
            )
        )
        return {PersonId(row.person_id): row.wrapped_key for row in rows}
