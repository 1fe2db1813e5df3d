"""The ledger in plain Python: what the real one is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

GRACE = timedelta(days=30)


@dataclass(slots=True)
class Lot:
    """Points of one credit."""

    number: int
    person: int
    left: int
    expires_on: date | None
    pending: int = 0
    rests_until: date | None = None

    @property
    def due(self) -> date:
        return self.expires_on or date.max


@dataclass(slots=True)
class Fact:
    """A transaction that may yet be undone or settled: what it moved of each lot and has not been undone."""

    kind: str
    person: int
    parts: list[tuple[Lot, int]]
    day: date
    settled: str = ""

    @property
    def left(self) -> int:
        return sum(points for _, points in self.parts)


@dataclass(slots=True)
class Model:
    """Everything that two people have."""

    today: date
    lots: list[Lot] = field(default_factory=list)
    debt: dict[int, int] = field(default_factory=lambda: {1: 0, 2: 0})
    held: dict[int, int] = field(default_factory=lambda: {1: 0, 2: 0})
    spent: dict[int, int] = field(default_factory=lambda: {1: 0, 2: 0})
    expired: dict[int, int] = field(default_factory=lambda: {1: 0, 2: 0})
    earned: dict[int, int] = field(default_factory=lambda: {1: 0, 2: 0})

    def pending(self, person: int) -> int:
        return sum(lot.pending for lot in self.own(person))

    def next_active(self, person: int) -> tuple[date, int] | None:
        days = [lot.rests_until for lot in self.own(person) if lot.pending and lot.rests_until]
        if not days:
            return None
        return min(days), sum(lot.pending for lot in self.own(person) if lot.rests_until == min(days))

    def spendable(self, person: int) -> int:
        return sum(lot.left for lot in self.own(person))

    def own(self, person: int) -> list[Lot]:
        return [lot for lot in self.lots if lot.person == person]

    def next_expiry(self, person: int) -> tuple[date, int] | None:
        days = [lot.expires_on for lot in self.own(person) if lot.left and lot.expires_on]
        if not days:
            return None
        return min(days), sum(lot.left for lot in self.own(person) if lot.expires_on == min(days))

    def accrue(
        self,
        person: int,
        credits: Sequence[tuple[int, date | None]],  # noqa: A002 (the field's word)
        rests_until: date | None = None,
    ) -> Fact:
        opened = [self._open(person, points, day) for points, day in credits]
        self.earned[person] += sum(points for points, _ in credits)
        parts = [(lot, points) for lot, (points, _) in zip(opened, credits, strict=True)]
        if rests_until is None:
            self._pay(person, parts)
        for lot in opened if rests_until else ():
            lot.pending, lot.left, lot.rests_until = lot.left, 0, rests_until
        return Fact("accrual", person, parts, self.today)

    def activate(self, person: int) -> bool:
        """Whether there was anything to activate."""
        ripe = [lot for lot in self.own(person) if lot.pending and lot.rests_until and lot.rests_until <= self.today]
        parts = [(lot, lot.pending) for lot in ripe]
        for lot in ripe:
            lot.left, lot.pending = lot.pending, 0
        self._pay(person, parts)
        return bool(ripe)

    def hold(self, person: int, wanted: int) -> tuple[list[Fact], Fact] | None:
        """The expiries that came first, and the hold; None where there is not enough."""
        before = [(lot, lot.left, lot.pending) for lot in self.own(person)], self.debt[person]
        self.activate(person)
        alive = [lot for lot in self.own(person) if lot.due >= self.today]
        if sum(lot.left for lot in alive) < wanted:
            for lot, left, pending in before[0]:
                lot.left, lot.pending = left, pending
            self.debt[person] = before[1]
            return None
        lapsed = self.expire(person)
        parts = []
        for lot in sorted(alive, key=lambda lot: (lot.due, lot.number)):
            drawn = min(lot.left, wanted)
            if drawn:
                lot.left -= drawn
                wanted -= drawn
                parts.append((lot, drawn))
        fact = Fact("hold", person, parts, self.today)
        self.held[person] += fact.left
        return lapsed, fact

    def capture(self, hold: Fact) -> Fact:
        hold.settled = "capture"
        self.held[hold.person] -= hold.left
        self.spent[hold.person] += hold.left
        return Fact("capture", hold.person, sorted(hold.parts, key=lambda part: part[0].number), self.today)

    def release(self, hold: Fact) -> None:
        hold.settled = "release"
        self.held[hold.person] -= hold.left
        self._give_back(hold.person, hold.parts)

    def expire(self, person: int) -> list[Fact]:
        due = sorted(
            (lot for lot in self.own(person) if lot.left and lot.due < self.today),
            key=lambda lot: (lot.due, lot.number),
        )
        facts: list[Fact] = []
        for lot in due:
            if not facts or facts[-1].parts[-1][0].due != lot.due:
                facts.append(Fact("expiry", person, [], self.today))
            facts[-1].parts.append((lot, lot.left))
            self.expired[person] += lot.left
            lot.left = 0
        return facts

    def reverse(self, fact: Fact, points: int) -> None:
        """Undo so many points, lot by lot in the order of their numbers."""
        parts, kept = [], []
        for lot, there in sorted(fact.parts, key=lambda part: part[0].number):
            taken = min(there, points)
            points -= taken
            if taken:
                parts.append((lot, taken))
            kept.append((lot, there - taken))
        fact.parts = kept
        undone = sum(taken for _, taken in parts)
        if fact.kind == "accrual":
            self.earned[fact.person] -= undone
            for lot, taken in parts:
                resting = min(lot.pending, taken)
                there = min(lot.left, taken - resting)
                lot.pending -= resting
                lot.left -= there
                self.debt[fact.person] += taken - resting - there
            return
        totals = self.spent if fact.kind == "capture" else self.expired
        totals[fact.person] -= undone
        self._give_back(fact.person, parts)

    def _give_back(self, person: int, parts: Sequence[tuple[Lot, int]]) -> None:
        alive = [(lot, points) for lot, points in parts if lot.due >= self.today]
        late = [points for lot, points in parts if lot.due < self.today]
        for lot, points in alive:
            lot.left += points
        renewed = [(self._open(person, points, self.today + GRACE), points) for points in late]
        self._pay(person, [*alive, *renewed])

    def _pay(self, person: int, parts: Sequence[tuple[Lot, int]]) -> None:
        for lot, points in sorted(parts, key=lambda part: (part[0].due, part[0].number)):
            paid = min(self.debt[person], points)
            lot.left -= paid
            self.debt[person] -= paid

    def _open(self, person: int, points: int, expires_on: date | None) -> Lot:
        lot = Lot(len(self.lots) + 1, person, points, expires_on)
        self.lots.append(lot)
        return lot
