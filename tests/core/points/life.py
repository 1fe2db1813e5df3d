"""A life of the ledger: commands in any order, compared with the model after each."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import strategies
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import Database
from core.ids import PersonId, Points, TransactionId
from core.insight import standings
from core.points import activation, expiry, holds, ledger, reversals, statement
from core.points.proof import prove
from core.points.refusals import HoldAlreadySettled, InsufficientPoints, ReversalExceedsOriginal
from core.points.tables import LotRow, TransactionRow
from core.points.values import Credit
from core.sealing import Keyring
from tests.conftest import SECRET
from tests.core.points import world
from tests.core.points.model import Fact, Model
from tests.core.points.world import PROGRAMME, TODAY, ZONE

T = TypeVar("T")
Command = Callable[[AsyncSession], Awaitable[TransactionId | None]]
PEOPLE = strategies.sampled_from((1, 2))
CREDITS = strategies.lists(
    strategies.tuples(strategies.integers(0, 60), strategies.sampled_from((0, 10, 20, 20, 40, 40, 80, None, None))),
    min_size=1,
    max_size=4,
)
"""Points, and for how many days they live."""
RESTS = strategies.sampled_from((0, 0, 0, 1, 12, 30))
"""Days before they can be spent."""
SHARES = strategies.sampled_from((0.1, 0.3, 0.5, 0.8, 1.0, 1.2))
"""Of what there is: now and then more than that."""
ENDS = strategies.sampled_from(("capture", "release", ""))


class Life(RuleBasedStateMachine):
    """Commands in any order; the database may be closed and opened between any two."""

    fresh: ClassVar[Callable[[], Coroutine[Any, Any, str]]]
    runner: ClassVar[asyncio.Runner]

    @initialize()
    def begin(self) -> None:
        self.url = self.run(type(self).fresh())
        self.db = Database(self.url, Keyring(SECRET))
        self.model = Model(TODAY)
        self.facts: dict[TransactionId, Fact] = {}
        self.done: list[tuple[Command, TransactionId]] = []
        self.posted_at: dict[TransactionId, datetime] = {}
        self.number = 0
        self.run(world.fill(self.db))

    def teardown(self) -> None:
        self.run(self.db.close())

    @rule(person=PEOPLE, paid=CREDITS, rest=RESTS)
    def accrue(self, person: int, paid: list[tuple[int, int | None]], rest: int) -> None:
        lines = [(points, None if days is None else self.model.today + timedelta(days)) for points, days in paid]
        command = partial(
            ledger.accrue,
            programme_id=PROGRAMME,
            person_id=PersonId(person),
            key=self.key("claim"),
            credits=[
                Credit(points=Points(points), expires_on=day, spendable_at=self.now + timedelta(rest) if rest else None)
                for points, day in lines
            ],
            reason={},
            now=self.now,
        )
        posted = self.run(self.db.run(command))
        until = self.model.today + timedelta(rest) if rest else None
        credited = [line for line in lines if line[0]]
        assert (posted is None) == (not credited)
        if posted is not None:
            self.remember(posted, self.model.accrue(person, credited, until), command)
            self.stand(person, sum(points for points, _ in credited), self.now)

    @precondition(lambda self: any(lot.left for lot in self.model.lots))
    @rule(share=SHARES, person=PEOPLE, days=strategies.sampled_from((0, 0, 12)), end=ENDS)
    def order(self, share: float, person: int, days: int, end: str) -> None:
        """Hold what an order costs, and perhaps settle it, some days later."""
        person = person if self.model.spendable(person) else 3 - person
        held = self.hold(person, max(1, int(self.model.spendable(person) * share)))
        self.model.today += timedelta(days)
        if held is not None and end:
            self.finish(held, end)

    def hold(self, person: int, points: int) -> TransactionId | None:
        command = partial(
            holds.hold,
            programme_id=PROGRAMME,
            person_id=PersonId(person),
            points=Points(points),
            key=self.key("order"),
            reason={},
            now=self.now,
        )
        expected = self.model.hold(person, points)
        if expected is None:
            with pytest.raises(InsufficientPoints):
                self.run(self.db.run(command))
            return None
        lapsed, fact = expected
        posted = self.run(self.db.run(command))
        self.remember_expiries(lapsed)
        self.remember(posted, fact, command)
        return posted

    @precondition(lambda self: self.of("hold"))
    @rule(data=strategies.data(), end=ENDS.filter(bool))
    def settle(self, data: strategies.DataObject, end: str) -> None:
        """Settle any hold, also one that is settled."""
        hold_id, _ = data.draw(strategies.sampled_from(self.of("hold")))
        self.finish(hold_id, end)

    def finish(self, hold_id: TransactionId, end: str) -> None:
        hold = self.facts[hold_id]
        command = partial(holds.capture if end == "capture" else holds.release, hold_id=hold_id, now=self.now)
        if hold.settled not in ("", end):
            with pytest.raises(HoldAlreadySettled):
                self.run(self.db.run(command))
            return
        first = not hold.settled
        posted = self.run(self.db.run(command))
        if first and end == "capture":
            self.remember(posted, self.model.capture(hold), command)
        elif first:
            self.model.release(hold)
            self.done.append((command, posted))

    @precondition(lambda self: self.of("accrual", "capture", "expiry"))
    @rule(data=strategies.data(), whole=strategies.booleans(), share=SHARES)
    def reverse(self, data: strategies.DataObject, whole: bool, share: float) -> None:
        transaction_id, fact = data.draw(strategies.sampled_from(self.of("accrual", "capture", "expiry")))
        points = max(1, int(fact.left * share))
        command = partial(
            reversals.reverse,
            transaction_id=transaction_id,
            key=self.key("return"),
            reason={},
            author_id=None,
            now=self.now,
            credits=None if whole else [Credit(points=Points(points))],
        )
        if not whole and points > fact.left:
            with pytest.raises(ReversalExceedsOriginal):
                self.run(self.db.run(command))
            return
        undone = fact.left if whole else points
        posted = self.run(self.db.run(command))
        assert (posted is None) == (undone == 0)
        if posted is not None:
            self.model.reverse(fact, undone)
            self.done.append((command, posted))
            if fact.kind == "accrual":
                self.stand(fact.person, -undone, self.posted_at[transaction_id])

    @precondition(lambda self: self.done)
    @rule(data=strategies.data())
    def replay(self, data: strategies.DataObject) -> None:
        """A command that came a second time posts nothing and answers as it did."""
        command, posted = data.draw(strategies.sampled_from(self.done))
        assert self.run(self.db.run(command)) == posted

    @rule()
    def activate(self) -> None:
        """The sweep may come at any time, and twice."""
        self.wake()
        assert self.run(self.db.run(partial(activation.activate_due, now=self.now))) == 0

    def wake(self) -> None:
        step = partial(activation.activate_due, now=self.now, limit=2)
        while self.run(self.db.run(step)):
            pass
        for person in (1, 2):
            self.model.activate(person)

    @rule(days=strategies.sampled_from((1, 12, 25)), swept=strategies.booleans(), reopened=strategies.booleans())
    def days_pass(self, days: int, swept: bool, reopened: bool) -> None:
        """The nightly sweep may be late, or come from a service that has just started."""
        self.model.today += timedelta(days)
        if reopened:
            self.run(self.db.close())
            self.db = Database(self.url, Keyring(SECRET))
        if swept:
            self.wake()
            self.sweep()

    def sweep(self) -> None:
        step = partial(expiry.expire_due, programme_id=PROGRAMME, today=self.model.today, now=self.now, limit=2)
        while self.run(self.db.run(step)):
            pass
        self.remember_expiries([fact for person in (1, 2) for fact in self.model.expire(person)])

    @invariant()
    def the_model_agrees(self) -> None:
        if hasattr(self, "db"):
            self.run(self.compare())

    async def compare(self) -> None:
        async with self.db.read() as session:
            proof = await prove(session)
            assert proof.findings == ()
            left = (await session.scalars(select(LotRow.remaining).order_by(LotRow.id))).all()
            assert list(left) == [lot.left for lot in self.model.lots]
            for person in (1, 2):
                balance = await statement.balance(session, PersonId(person), programme_id=PROGRAMME)
                coming, waking = balance.next_expiry, balance.next_active
                assert {
                    "spendable": balance.spendable,
                    "pending": balance.pending,
                    "held": balance.held,
                    "spent": balance.spent,
                    "expired": balance.expired,
                    "earned": balance.earned,
                    "debt": balance.debt,
                    "next": (coming.expires_on, coming.points) if coming else None,
                    "waking": (waking.spendable_at.date(), waking.points) if waking else None,
                } == {
                    "spendable": self.model.spendable(person),
                    "pending": self.model.pending(person),
                    "held": self.model.held[person],
                    "spent": self.model.spent[person],
                    "expired": self.model.expired[person],
                    "earned": self.model.earned[person],
                    "debt": self.model.debt[person],
                    "next": self.model.next_expiry(person),
                    "waking": self.model.next_active(person),
                }

    @property
    def now(self) -> datetime:
        return datetime.combine(self.model.today, time(9), UTC)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def key(self, what: str) -> str:
        self.number += 1
        return f"{what}:{self.number}"

    def of(self, *kinds: str) -> list[tuple[TransactionId, Fact]]:
        return [(number, fact) for number, fact in getattr(self, "facts", {}).items() if fact.kind in kinds]

    def remember(self, posted: TransactionId, fact: Fact, command: Command) -> None:
        self.facts[posted] = fact
        self.posted_at[posted] = self.now
        self.done.append((command, posted))

    def remember_expiries(self, facts: list[Fact]) -> None:
        """Find the transactions of expiries that the ledger posted by itself."""
        known = {number for number, _ in self.of("expiry")}
        posted = [number for number in self.run(self.expiries()) if number not in known]
        for number, fact in zip(posted, facts, strict=True):
            self.facts[number] = fact

    async def expiries(self) -> list[TransactionId]:
        found = select(TransactionRow.id).where(TransactionRow.kind == "expiry")
        async with self.db.read() as session:
            return [
                TransactionId(number)
                for number in await session.scalars(found.order_by(TransactionRow.person_id, TransactionRow.id))
            ]

    def stand(self, person: int, points: int, at: datetime) -> None:
        self.run(
            self.db.run(
                partial(
                    standings.record,
                    programme_id=PROGRAMME,
                    person_id=PersonId(person),
                    points=points,
                    at=at,
                    zone=ZONE,
                )
            )
        )
