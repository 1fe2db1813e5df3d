"""Seals: each morning after something was added one is kept, and once a week owners are told where the log ends."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit import seals
from core.audit.kinds import Kind, Tampering
from core.audit.proof import AuditProof, prove
from core.audit.seals import LogSealed
from core.audit.tables import AuditSealRow
from core.channel.outbox import Form
from core.channel.tables import OutboxRow
from core.db.database import Database, keyring
from core.ids import ProgrammeId
from core.outreach.notices import read
from core.people.appointments import set_role
from core.people.persons import Person
from core.people.roles import Role
from tests.core.people.world import NOW, join, open_programme

DAY = timedelta(days=1)


async def _given_roles(db: Database, owner: Person) -> None:
    """Something for the log to tell, at NOW."""
    someone = await join(db, owner.id, Role.PARTNER)
    await db.run(lambda session: set_role(session, someone.id, Role.MODERATOR, by=owner.id, now=NOW))


async def _seal(db: Database, now: datetime) -> int:
    return await db.run(lambda session: seals.seal(session, now=now))


async def _told(db: Database) -> list[LogSealed]:
    async def step(session: AsyncSession) -> list[LogSealed]:
        rows = await session.execute(
            select(OutboxRow.kind, OutboxRow.payload).where(
                OutboxRow.form == Form.NOTICE, OutboxRow.kind == LogSealed.kind
            )
        )
        return [read(row.kind, keyring(session).channel.open(row.payload)) for row in rows]  # type: ignore[misc]

    async with db.read() as session:
        return await step(session)


async def _proof(db: Database, programme_id: ProgrammeId, told: tuple[int, str] | None = None) -> AuditProof:
    async with db.read() as session:
        return await prove(session, programme_id, told=told)


async def test_owners_hear_once_where_the_log_ends(db: Database) -> None:
    owner = await open_programme(db)
    await _given_roles(db, owner)
    async with db.read() as session:
        due = await seals.next_due(session)
    assert due is not None
    assert NOW < due <= NOW + DAY
    assert await _seal(db, due - timedelta(minutes=1)) == 0
    assert await _seal(db, due) == 1
    assert await _seal(db, due + timedelta(hours=1)) == 0
    assert await _seal(db, due + 3 * DAY) == 0, "nothing was added"
    proof = await _proof(db, owner.programme_id)
    assert proof.holds
    assert await _told(db) == [LogSealed(entries=proof.entries, ends_with=proof.hash[:16])]


async def test_what_owners_were_told_finds_a_log_written_anew(db: Database) -> None:
    """Also where whoever did it holds the key, and signed everything again."""
    owner = await open_programme(db)
    await _given_roles(db, owner)
    proof = await _proof(db, owner.programme_id)
    told = (proof.entries, proof.hash[:16])
    assert (await _proof(db, owner.programme_id, told)).holds
    another = await _proof(db, owner.programme_id, (proof.entries, "0" * 16))
    assert another.tamperings == (Tampering(Kind.FORKED, 1, proof.entries),)
    longer = await _proof(db, owner.programme_id, (proof.entries + 2, proof.hash[:16]))
    assert longer.tamperings == (Tampering(Kind.CUT, proof.entries + 1, proof.entries + 2),)


async def test_each_day_has_its_seal(db: Database) -> None:
    owner = await open_programme(db)
    await _given_roles(db, owner)
    assert await _seal(db, NOW + DAY) == 1
    someone = await join(db, owner.id, Role.PARTNER)
    later = NOW + 2 * DAY
    await db.run(lambda session: set_role(session, someone.id, Role.EDITOR, by=owner.id, now=later))
    assert await _seal(db, later + DAY) == 1
    async with db.read() as session:
        rows = (await session.execute(select(AuditSealRow.day, AuditSealRow.serial).order_by(AuditSealRow.day))).all()
    assert [row.day for row in rows] == sorted({row.day for row in rows})
    assert rows[0].serial < rows[1].serial


async def test_owners_hear_once_a_week(db: Database) -> None:
    """What was added after the first seal of a week is told on the next Monday, also where nothing came since."""
    owner = await open_programme(db)
    await _given_roles(db, owner)
    first = NOW + (7 - NOW.weekday()) * DAY  # a Monday
    assert await _seal(db, first) == 1
    for number in (1, 2):
        someone = await join(db, owner.id, Role.PARTNER)
        day = first + number * DAY
        await db.run(partial(set_role, person_id=someone.id, role=Role.EDITOR, by=owner.id, now=day))
        assert await _seal(db, day + DAY) == 1
    assert len(await _told(db)) == 1
    assert await _seal(db, first + 6 * DAY) == 0
    assert await _seal(db, first + 7 * DAY) == 1
    told = await _told(db)
    proof = await _proof(db, owner.programme_id)
    assert [one.entries for one in told] == sorted({one.entries for one in told})
    assert told[1:] == [LogSealed(entries=proof.entries, ends_with=proof.hash[:16])]
    assert proof.holds
    assert await _seal(db, first + 14 * DAY) == 0
    async with db.read() as session:
        assert await seals.next_due(session) is None
