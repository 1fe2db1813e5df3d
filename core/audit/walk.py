"""A walk through an audit log, entry by entry: what is not where, or not what, it was when it was written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.audit.entry import BEGINNING, Marker, body_of, chained
from core.audit.kinds import Kind, Tampering

NEAR = 64
"""How far from its place an entry is looked for by itself."""

MOST_SEARCHED = 4_096
MOST_KEPT = 256
"""Rows of unknown place that are kept, to be tried in each other's."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log ended when it was signed."""

    serial: int
    hash: str
    """Whole, or its beginning."""
    genuine: bool
    """Whether the signature is ours."""


@dataclass(frozen=True, slots=True)
class Odd:
    """An entry whose mark is not for its place."""

    serial: int
    body: bytes
    mark: str


@dataclass(slots=True)
class Run:
    """Neighbours of which the same is wrong."""

    first: int
    last: int
    delta: int | None
    """How much further they belong; 0 where only their hashes are wrong; None where they were never marked."""
    chained: bool
    """Whether each continues the one before it, the first one included."""
    followed: bool = False
    """Whether the next entry continues the last of them."""
    rows: list[Odd] = field(default_factory=list)


class Walk:
    """Takes entries in the order of their numbers; memory does not grow with the log."""

    def __init__(self, programme_id: int, key: bytes, *, ends: Collection[int] = ()) -> None:
        """`ends`: numbers of entries whose hash will be asked for."""
        self._programme_id = programme_id
        self._mark = Marker(key).mark
        self._ends = frozenset(ends)
        self._hashes: dict[int, str] = {0: BEGINNING}
        self._searched = 0
        self._kept = 0
        self._astray = False
        """Whether the last entry is known to be wrong: the next one need not continue it."""
        self.found: list[Tampering] = []
        """What is known without looking back."""
        self.runs: list[Run] = []
        self.entries = 0
        self.last = 0
        self.last_hash = BEGINNING

    def hash_at(self, serial: int) -> str:
        """The hash of one of `ends`; empty where the log has no such entry."""
        return self._hashes.get(serial, "")

    def take(self, rows: Sequence[Any]) -> None:
        """The next entries: rows of AuditEntryRow's columns."""
        for serial, at, by, act, subject, before, after, previous, hash_, mark in rows:
            body = body_of(self._programme_id, at, by, act, subject, before, after)
            is_whole = chained(previous, serial, body) == hash_
            is_marked = self._mark(serial, body) == mark
            is_linked = previous == self.last_hash
            if self._astray and self.runs and self.runs[-1].last == self.last:
                self.runs[-1].followed = is_linked
            if serial == self.last + 1 and is_marked and is_whole and is_linked:
                self._astray = False
            else:
                self._look_at(Odd(serial, body, mark), is_marked=is_marked, is_whole=is_whole, is_linked=is_linked)
            if serial in self._ends:
                self._hashes[serial] = hash_
            self.entries += 1
            self.last, self.last_hash = serial, hash_

    def _look_at(self, row: Odd, *, is_marked: bool, is_whole: bool, is_linked: bool) -> None:
        was_astray, self._astray = self._astray, True
        if row.serial <= self.last:
            self.found.append(Tampering(Kind.INSERTED, row.serial, row.serial))
            return
        if row.serial > self.last + 1:
            self.found.append(Tampering(Kind.REMOVED, self.last + 1, row.serial - 1))
            was_astray = True
        if not is_marked:
            self._join(row, self._delta(row), chained=is_whole and (is_linked or was_astray))
        elif not is_whole or not (is_linked or was_astray):
            self._join(row, 0, chained=False)
        else:
            self._astray = False

    def _join(self, row: Odd, delta: int | None, *, chained: bool) -> None:
        last = self.runs[-1] if self.runs else None
        if last is None or last.last + 1 != row.serial or last.delta != delta:
            last = Run(row.serial, row.serial, delta, chained)
            self.runs.append(last)
        last.last, last.chained = row.serial, last.chained and chained
        if delta is None and self._kept < MOST_KEPT:
            self._kept += 1
            last.rows.append(row)

    def _delta(self, row: Odd) -> int | None:
        """How much further an entry belongs; None where it belongs nowhere near."""
        likely = self.runs[-1].delta if self.runs and self.runs[-1].last + 1 == row.serial else None
        if likely and self._mark(row.serial + likely, row.body) == row.mark:
            return likely
        if self._searched >= MOST_SEARCHED:
            return None
        self._searched += 1
        for delta in range(-NEAR, NEAR + 1):
            if delta and self._mark(row.serial + delta, row.body) == row.mark:
                return delta
        return None
