"""What is given out is counted with each posting, from however many sides, and told to owners once."""

import asyncio

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.tables import OutboxRow
from core.ids import Points
from core.people.tables import PersonRow
from core.points.checks import Broken
from core.points.given import cap_changed, given
from core.points.proof import prove
from core.points.values import Credit
from core.programme import programmes
from core.programme.tables import ProgrammeRow
from tests.core.points.world import ANNA, BORIS, NOW, PROGRAMME, World, claim, person

OWNER = 9


async def capped(ledger: World, cap: int | None) -> None:
    async def step(session: AsyncSession) -> None:
        await session.execute(update(ProgrammeRow).values(options={"points_cap": cap} if cap else {}))
        await cap_changed(session, PROGRAMME, now=NOW)

    await ledger.db.run(step)


async def owned(ledger: World) -> None:
    await ledger.db.run(lambda session: session.execute(insert(PersonRow), person(OWNER, "owner")))


async def out(ledger: World) -> int:
    async with ledger.db.read() as session:
        programme = await programmes.load(session, PROGRAMME)
        assert Broken.GIVEN not in {found.kind for found in (await prove(session)).findings}
        return (await given(session, PROGRAMME, programme.options)).points


async def told(ledger: World) -> list[str]:
    async with ledger.db.read() as session:
        rows = await session.scalars(select(OutboxRow.kind).where(OutboxRow.person_id == OWNER).order_by(OutboxRow.id))
        return list(rows)


async def test_each_posting_counts_and_a_return_gives_room_back(ledger: World) -> None:
    sale = await ledger.credit(await claim(ledger.db, 1, 100, verdict="approve"), 100)
    await ledger.accrue("opening:1", 50, person=BORIS)
    assert await out(ledger) == 150
    held = await ledger.hold(60)
    await ledger.capture(held)
    assert await out(ledger) == 150
    await ledger.reverse(sale, "return:1", Credit(points=Points(70), claim_line_id=100))
    assert await out(ledger) == 80


async def test_owners_hear_of_each_level_once(ledger: World) -> None:
    await owned(ledger)
    await capped(ledger, 1000)
    await ledger.accrue("a", 799)
    assert await told(ledger) == []
    first = await ledger.accrue("b", 1)
    assert await told(ledger) == ["cap_near"]
    await ledger.accrue("c", 100)
    last = await ledger.accrue("d", 200)
    assert await told(ledger) == ["cap_near", "cap_reached"]
    await ledger.reverse(last, "e")
    await ledger.accrue("f", 200)
    assert await told(ledger) == ["cap_near", "cap_reached"]
    await capped(ledger, 1200)
    await ledger.accrue("g", 100)
    assert await told(ledger) == ["cap_near", "cap_reached", "cap_reached"]
    await ledger.reverse(first, "h")
    await capped(ledger, 10_000)
    await capped(ledger, 1_100)
    assert await told(ledger) == ["cap_near", "cap_reached", "cap_reached", "cap_reached"]


async def test_postings_side_by_side_are_all_counted_and_told_once(ledger: World) -> None:
    await owned(ledger)
    await capped(ledger, 100)
    people = (ANNA, BORIS)
    await asyncio.gather(*(ledger.accrue(f"side:{n}", 10, person=people[n % 2]) for n in range(12)))
    assert await out(ledger) == 120
    assert await told(ledger) == ["cap_near", "cap_reached"]
