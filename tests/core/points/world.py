"""The rows that ledger tests stand on, and short names for what they do."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import IssuerRow, ProductRow, RateRow
from core.claims.tables import ClaimLineRow, ClaimRow, DecisionRow
from core.claims.verdict_tables import DecisionLineRow
from core.db.database import Database
from core.ids import ClaimId, PersonId, Points, ProgrammeId, TransactionId
from core.insight import standings
from core.people.tables import PersonRow
from core.points import activation, expiry, guards, holds, ledger, reversals, statement
from core.points.tables import LotRow
from core.points.values import Balance, Credit
from core.programme.tables import ProgrammeRow

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 10)
FAR = date(2027, 3, 31)
PROGRAMME = ProgrammeId(1)
ZONE = "Europe/Moscow"
ANNA, BORIS, MODERATOR = PersonId(1), PersonId(2), PersonId(3)


@dataclass(frozen=True, slots=True)
class World:
    """A database with one programme in Moscow's time, two partners and a moderator."""

    db: Database

    async def accrue(
        self,
        key: str,
        *points: int,
        person: PersonId = ANNA,
        expires_on: date | None = FAR,
        rests: timedelta | None = None,
        now: datetime = NOW,
    ) -> TransactionId | None:
        spendable_at = now + rests if rests else None
        lines = [Credit(points=Points(amount), expires_on=expires_on, spendable_at=spendable_at) for amount in points]
        return await self.db.run(
            partial(
                ledger.accrue,
                programme_id=PROGRAMME,
                person_id=person,
                key=key,
                credits=lines,
                reason={"kind": "test"},
                now=now,
            )
        )

    async def credit(self, claim: ClaimId, *points: int) -> TransactionId:
        """Accrue to Anna what an approved claim's lines earn."""
        lines = [
            Credit(points=Points(amount), claim_line_id=claim * 100 + position, expires_on=FAR)
            for position, amount in enumerate(points)
        ]
        posted = await self.db.run(
            partial(
                ledger.accrue,
                programme_id=PROGRAMME,
                person_id=ANNA,
                key=f"claim:{claim}:decision:1",
                credits=lines,
                reason={"kind": "claim"},
                claim_id=claim,
                decision_id=claim,
                author_id=MODERATOR,
                now=NOW,
            )
        )
        assert posted is not None
        return posted

    async def reverse(
        self, transaction: TransactionId | None, key: str = "return:1", *lines: Credit, now: datetime = NOW
    ) -> TransactionId | None:
        assert transaction is not None
        return await self.db.run(
            partial(
                reversals.reverse,
                transaction_id=transaction,
                key=key,
                reason={"kind": "return"},
                author_id=MODERATOR,
                now=now,
                credits=lines or None,
            )
        )

    async def hold(
        self, points: int, key: str = "order:1", now: datetime = NOW, person: PersonId = ANNA
    ) -> TransactionId:
        return await self.db.run(
            partial(
                holds.hold,
                programme_id=PROGRAMME,
                person_id=person,
                points=Points(points),
                key=key,
                reason={"kind": "order"},
                now=now,
            )
        )

    async def capture(self, hold_id: TransactionId) -> TransactionId:
        return await self.db.run(partial(holds.capture, hold_id=hold_id, now=NOW))

    async def release(self, hold_id: TransactionId, now: datetime = NOW) -> TransactionId:
        return await self.db.run(partial(holds.release, hold_id=hold_id, now=now))

    async def activate(self, now: datetime = NOW, limit: int = 200) -> int:
        return await self.db.run(partial(activation.activate_due, now=now, limit=limit))

    async def expire(self, today: date, limit: int = 200) -> int:
        return await self.db.run(partial(expiry.expire_due, programme_id=PROGRAMME, today=today, now=NOW, limit=limit))

    async def stand(self, points: int, person: PersonId = ANNA) -> None:
        await self.db.run(
            partial(standings.record, programme_id=PROGRAMME, person_id=person, points=points, at=NOW, zone=ZONE)
        )

    async def lots(self) -> dict[int, int]:
        """What is spendable of each lot."""
        async with self.db.read() as session:
            return {row.id: row.remaining for row in await session.execute(select(LotRow.id, LotRow.remaining))}

    async def balance(self, person: PersonId = ANNA) -> Balance:
        async with self.db.read() as session:
            return await statement.balance(session, person, programme_id=PROGRAMME)

    async def execute(self, *statements: str) -> None:
        """Statements in one transaction, as somebody at the database's prompt would write them."""

        async def step(session: AsyncSession) -> None:
            connection = await session.connection()
            for sql in statements:
                await connection.exec_driver_sql(sql)

        await self.db.run(step)

    async def scalar(self, sql: str) -> int:
        async with self.db.read() as session:
            return int(await session.scalar(text(sql)) or 0)


def person(number: int, role: str = "partner") -> dict[str, object]:
    return {
        "id": number,
        "programme_id": PROGRAMME,
        "role": role,
        "status": "active",
        "locale": "ru",
        "shown_as": "name",
        "joined_at": NOW,
    }


def programme(zone: str = ZONE) -> dict[str, object]:
    return {
        "id": PROGRAMME,
        "name": "Heat",
        "locale": "ru",
        "locales": ["ru"],
        "timezone": zone,
        "points_names": {},
        "created_at": NOW,
    }


async def fill(db: Database) -> World:
    """Programme and people, and ids that start anew."""
    ledger = World(db)
    await db.run(_people)
    if not db.is_sqlite:
        for sequence in (guards.SEQUENCE, "lots_id_seq", "ledger_accounts_id_seq"):
            await ledger.execute(f"SELECT setval('{sequence}', 1, false)")
    return ledger


async def claim(
    db: Database, number: int, *points: int, person: PersonId = ANNA, verdict: str | None = None
) -> ClaimId:
    """A claim with a line for each number of points, its lines' ids 100 × its own and up."""
    await db.run(partial(_claim, number=number, points=points, person=person, verdict=verdict))
    return ClaimId(number)


async def _people(session: AsyncSession) -> None:
    await session.execute(insert(ProgrammeRow), programme())
    await session.execute(insert(PersonRow), [person(ANNA), person(BORIS), person(MODERATOR, "moderator")])


async def _claim(
    session: AsyncSession, *, number: int, points: tuple[int, ...], person: PersonId, verdict: str | None
) -> None:
    await session.execute(
        insert(IssuerRow), {"id": number, "programme_id": PROGRAMME, "key": f"issuer {number}", "name": "Shop"}
    )
    await session.execute(
        insert(ProductRow),
        {
            "id": number,
            "programme_id": PROGRAMME,
            "sku": f"K{number}",
            "sku_key": f"k{number}",
            "name": "Boiler",
            "name_key": "boiler",
            "revision": 1,
        },
    )
    await session.execute(
        insert(RateRow),
        {"id": number, "product_id": number, "points_per_unit": 10, "valid_from": TODAY - timedelta(days=90)},
    )
    await session.execute(
        insert(ClaimRow),
        {
            "id": number,
            "programme_id": PROGRAMME,
            "person_id": person,
            "state": {"approve": "approved", "decline": "declined"}.get(verdict or "", "in_review"),
            "document_no": f"№ {number}",
            "document_key": str(number),
            "sold_on": TODAY,
            "issuer_id": number,
            "started_at": NOW,
            "submitted_at": NOW,
            "due_at": NOW,
            "decided_at": NOW if verdict else None,
        },
    )
    await session.execute(
        insert(ClaimLineRow),
        [
            {
                "id": number * 100 + position,
                "claim_id": number,
                "position": position,
                "product_id": number,
                "quantity": 2,
                "rate_id": number,
                "points": amount,
            }
            for position, amount in enumerate(points)
        ],
    )
    if verdict:
        await session.execute(
            insert(DecisionRow),
            {
                "id": number,
                "claim_id": number,
                "number": 1,
                "verdict": verdict,
                "note": "Photo is sharp",
                "decided_by": MODERATOR,
                "at": NOW,
                "granted": sum(points) if verdict == "approve" else 0,
            },
        )
    if verdict == "approve":
        await session.execute(
            insert(DecisionLineRow),
            [
                {
                    "decision_id": number,
                    "position": position,
                    "claim_line_id": number * 100 + position,
                    "product_id": number,
                    "quantity": 2,
                    "rate_id": number,
                    "points": amount,
                }
                for position, amount in enumerate(points)
            ],
        )
