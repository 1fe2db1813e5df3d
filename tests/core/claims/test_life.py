"""A life of sales: decided, corrected, appealed, returned, spent and rested in any order, against a plain count."""

import os
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims import appeals, decisions, returns
from core.claims.claim import DeclineReason
from core.claims.granting import Correction, Wanted
from core.claims.refusals import AppealTooLate
from core.clock import local_date
from core.ids import ClaimId, Points
from core.people.persons import Person
from core.points import activation, expiry, holds
from core.points.proof import prove
from core.points.statement import balance
from core.programme.options import Options, stored_of
from core.programme.tables import ProgrammeRow
from tests.core.claims.world import NOW, World

RATE = 120
STEPS = int(os.environ.get("SALES_STEPS", "40"))
CLAIMED = 3
"""Units of each sale."""


@dataclass
class Sold:
    """What a sale has come to, by the plain count."""

    claim: ClaimId
    granted: int | None = None
    """Units; None while nobody has decided."""
    returned: int = 0
    decider: Person | None = None
    appealed: bool = False
    answered: bool = False

    @property
    def earned(self) -> int:
        return RATE * max(0, (self.granted or 0) - self.returned)


@dataclass
class Life:
    """One partner, two who decide, and a calendar."""

    world: World
    dice: random.Random
    now: datetime = NOW
    sales: list[Sold] = field(default_factory=list)
    spent: int = 0

    async def sell(self) -> None:
        claim = await self.world.in_review(self.world.installer, number=f"L-{len(self.sales)}", quantity=CLAIMED)
        self.sales.append(Sold(claim.id))

    async def decide(self) -> None:
        """Approved, granted in part, or declined; an appeal is answered by the other one, and never downwards."""
        open_ = [one for one in self.sales if one.granted is None or (one.appealed and not one.answered)]
        if not open_:
            await self.sell()
            return
        sale = self.dice.choice(open_)
        deciders = [one for one in (self.world.owner, self.world.moderator) if one is not sale.decider]
        by, units = self.dice.choice(deciders), self.dice.randint(max(1, sale.granted or 0), CLAIMED)
        if self.dice.random() < 0.25:
            await self._decides(decisions.decline, sale, by, reason=DeclineReason.UNREADABLE)
            sale.granted = sale.granted or 0
        elif units == CLAIMED:
            await self._decides(decisions.approve, sale, by)
            sale.granted = units
        else:
            line = (await self.world.claim(sale.claim)).lines[0]
            found = Wanted(line_id=line.id, product_id=line.product_id, quantity=units)
            correction = Correction(lines=(found,))
            await self._decides(
                decisions.approve, sale, by, correction=correction, reason=DeclineReason.OTHER, note="Counted"
            )
            sale.granted = units
        sale.answered, sale.decider = sale.appealed, sale.decider or by

    async def appeal(self) -> None:
        for sale in self.sales:
            if sale.granted is not None and sale.granted < CLAIMED and not sale.appealed:
                try:
                    await self.world.do(appeals.appeal, sale.claim, by=self.world.installer, now=self.now)
                except AppealTooLate:
                    continue
                sale.appealed = True
                return

    async def send_back(self) -> None:
        """Some units of a sale, by the partner or by who decides."""
        granted = [one for one in self.sales if one.earned and one.appealed == one.answered]
        if granted:
            sale = self.dice.choice(granted)
            by = self.dice.choice((self.world.installer, self.world.moderator))
            number, left = await self.world.do(returns.returnable, sale.claim, by=by)
            units = self.dice.randint(1, left[0].quantity)
            quantities = {left[0].position: units}
            done = await self.world.do(returns.report, sale.claim, quantities, number=number, by=by, now=self.now)
            assert done.points == RATE * units
            sale.returned += units

    async def spend(self) -> None:
        person = self.world.installer
        there = await self.world.balance(person)
        if there:
            self.spent += 1
            order = await self.world.do(
                holds.hold,
                programme_id=person.programme_id,
                person_id=person.id,
                points=Points(self.dice.randint(1, there)),
                key=f"life:{self.spent}",
                reason={"kind": "order"},
                now=self.now,
            )
            await self.world.do(self.dice.choice((holds.capture, holds.release)), order, now=self.now)

    async def wait(self) -> None:
        """Some days; the ticks come, or are late."""
        self.now += timedelta(days=self.dice.choice((1, 3, 9)))
        if self.dice.random() < 0.7:
            await self.world.do(activation.activate_due, now=self.now)
            programme_id = self.world.installer.programme_id
            today = local_date(self.now, "Europe/Moscow")
            await self.world.do(expiry.expire_due, programme_id=programme_id, today=today, now=self.now)

    async def rest_otherwise(self) -> None:
        """Another setting counts from now on, and for nothing that is pending."""
        stored = stored_of(Options(hold_days=self.dice.choice((0, 1, 7, 14))))

        async def step(session: AsyncSession) -> None:
            await session.execute(update(ProgrammeRow).values(options=stored, points_live_months=1))

        await self.world.db.run(step)

    async def check(self) -> None:
        person = self.world.installer
        async with self.world.db.read() as session:
            assert (await prove(session)).findings == ()
            found = await balance(session, person.id, programme_id=person.programme_id)
        assert found.earned == sum(sale.earned for sale in self.sales)
        there = found.spendable + found.pending + found.held
        assert there + found.spent + found.expired - found.debt == found.earned

    async def _decides(self, how: Any, sale: Sold, by: Person, **said: Any) -> None:
        version = (await self.world.claim(sale.claim)).version
        await self.world.do(how, sale.claim, version=version, by=by, now=self.now, **said)


@pytest.mark.parametrize("seed", [1, 2])
async def test_any_life_of_sales_adds_up(world: World, seed: int) -> None:
    life = Life(world, random.Random(seed))
    acts = (life.sell, life.decide, life.decide, life.decide, life.appeal, life.send_back, life.spend, life.wait)
    for number in range(STEPS):
        if number % 10 == 0:
            await life.rest_otherwise()
        await life.dice.choice(acts)()
        await life.check()
