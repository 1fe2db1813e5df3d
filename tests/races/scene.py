"""A programme for races: sales to decide, people who decide, and what a partner has earned by the plain count."""

import random
from collections import Counter
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims import decisions, returns, undoing, verdicts
from core.claims.claim import DeclineReason, Verdict
from core.claims.claim_card import ClaimCard
from core.claims.keeping import Said
from core.claims.verdict_tables import VerdictRow
from core.errors import Refusal
from core.ids import Points
from core.people.persons import Person
from core.people.roles import Role
from core.points import activation, holds
from core.points.kinds import TransactionKind
from core.points.statement import balance
from core.points.tables import TransactionRow
from core.programme.options import Options, stored_of
from core.programme.tables import ProgrammeRow
from core.rewards.values import Prize
from tests.core.claims.world import NOW, World
from tests.core.people.world import join
from tests.races.conftest import proven, race
from tests.races.test_orders import offered

SALE = 240
"""What each of these sales earns."""
APPROVE = Said(verdict=Verdict.APPROVE)
DECLINE = Said(verdict=Verdict.DECLINE, reason=DeclineReason.UNREADABLE)
LATER = NOW + timedelta(days=2)
"""When points that have rested for a day can be spent."""


@dataclass
class Scene:
    """A programme in full work, and what its partner has earned by the plain count."""

    world: World
    dice: random.Random
    deciders: list[Person]
    prize: Prize
    number: int = 0
    earned: int = 0
    spent: int = 0
    told: Counter[str] = field(default_factory=Counter)
    """Losers, by what they heard."""

    async def options(self, **values: Any) -> None:
        stored = stored_of(Options(**values))

        async def step(session: AsyncSession) -> None:
            await session.execute(update(ProgrammeRow).values(options=stored))

        await self.world.db.run(step)

    async def sale(self) -> ClaimCard:
        """A new sale that moderators see."""
        self.number += 1
        return await self.world.in_review(self.world.installer, number=f"P-{self.number}")

    async def approved(self, *, hold_days: int = 0) -> ClaimCard:
        """A new sale that has earned its points."""
        await self.options(undo_seconds=0, hold_days=hold_days)
        claim = await self.sale()
        await self.world.do(decisions.approve, claim.id, version=claim.version, by=self.world.moderator, now=NOW)
        self.earned += SALE
        return claim

    def presses(self) -> int:
        """How often somebody presses: two to twenty times."""
        return self.dice.randint(2, 20)

    def some(self, people: Sequence[Person]) -> list[Person]:
        """Who presses each time."""
        return [self.dice.choice(people) for _ in range(self.presses())]

    async def at_once(self, runners: list[Awaitable[Any]]) -> tuple[list[Any], list[Refusal]]:
        self.dice.shuffle(runners)
        won, told = await race(*runners)
        self.told.update(type(refusal).__name__ for refusal in told)
        return won, told

    async def count(self, what: Any, *where: Any) -> int:
        async with self.world.db.read() as session:
            return await session.scalar(select(func.count()).select_from(what).where(*where)) or 0

    async def posted(self, claim: ClaimCard, kind: TransactionKind) -> int:
        return await self.count(TransactionRow, TransactionRow.claim_id == claim.id, TransactionRow.kind == kind.value)

    async def spend_all(self, now: datetime = LATER) -> None:
        """Spend what there is, so that the next race begins at zero."""
        person = self.world.installer
        await self.world.do(activation.activate_due, now=now)
        async with self.world.db.read() as session:
            there = (await balance(session, person.id, programme_id=person.programme_id)).spendable
        if there:
            self.number += 1
            hold = await self.world.do(
                holds.hold,
                programme_id=person.programme_id,
                person_id=person.id,
                points=Points(there),
                key=f"spent:{self.number}",
                reason={"kind": "order"},
                now=now,
            )
            await self.world.do(holds.capture, hold, now=now)

    async def check(self) -> None:
        """The books hold, and say what the plain count says."""
        person = self.world.installer
        async with self.world.db.read() as session:
            found = await balance(session, person.id, programme_id=person.programme_id)
        assert found.earned == self.earned
        await proven(self.world)


async def open_scene(world: World, seed: int) -> Scene:
    """Four who decide, one prize."""
    others = [await join(world.db, world.owner.id, Role.MODERATOR, name=name) for name in ("Зоя", "Лев")]
    prize = await offered(world, points=100)
    return Scene(world, random.Random(seed), [world.owner, world.moderator, *others], prize)


def gives(scene: Scene, claim: ClaimCard, by: Person, said: Said = APPROVE) -> Awaitable[Any]:
    return scene.world.do(verdicts.give, claim.id, said, version=claim.version, by=by, now=NOW)


async def undoes(scene: Scene, verdict: int, by: Person, now: datetime) -> str:
    await scene.world.do(undoing.undo, verdict, by=by, now=now)
    return "undone"


async def settles(scene: Scene, now: datetime) -> str:
    await scene.world.do(verdicts.settle, now=now)
    return "looked"


async def verdict_of(scene: Scene, claim: ClaimCard) -> int:
    async with scene.world.db.read() as session:
        return await session.scalar(select(func.max(VerdictRow.id)).where(VerdictRow.claim_id == claim.id)) or 0


async def is_returned(scene: Scene, claim: ClaimCard, now: datetime) -> tuple[list[Any], list[Refusal]]:
    people = [scene.world.installer, *scene.deciders]
    return await scene.at_once(
        [scene.world.do(returns.report, claim.id, {}, number=1, by=by, now=now) for by in scene.some(people)]
    )
