"""Points for tests, as an approved sale posts and counts them, without the sale."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import Points
from core.insight import standings
from core.points import ledger
from core.points.values import Credit
from core.programme import programmes
from tests.stage import Human


async def earn(human: Human, points: int, *, document_no: str, expires_on: date | None = None) -> None:
    """Credit a person, on the ledger and on the boards."""
    person, now = await human.member(), human.stage.now()

    async def step(session: AsyncSession) -> None:
        programme = await programmes.load(session, person.programme_id)
        await ledger.accrue(
            session,
            programme_id=programme.id,
            person_id=person.id,
            key=f"test:{person.id}:{document_no}",
            credits=[Credit(points=Points(points), expires_on=expires_on)],
            reason={"kind": "claim", "document_no": document_no},
            now=now,
        )
        await standings.record(
            session, programme_id=programme.id, person_id=person.id, points=points, at=now, zone=programme.timezone
        )

    await human.stage.run(step)
