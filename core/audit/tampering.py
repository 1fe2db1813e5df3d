"""What can be done to an audit log past the service, and how it is told from what was read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.audit.entry import marked
from core.audit.kinds import Kind, Tampering
from core.audit.walk import Head, Odd, Run, Walk

MOST_PAIRED = 256
"""Rows of unknown place that are tried in each other's: every one in every other's."""


def tamperings(walk: Walk, key: bytes, head: Head | None, seals: Sequence[Head]) -> list[Tampering]:
    """Everything that was done to a log, by what a walk through it has met; empty for one that is whole."""
    found = list(walk.found)
    runs = list(_placed(walk.runs, key))
    if runs and _only_moved(runs):
        found.append(Tampering(Kind.REORDERED, runs[0].first, runs[-1].last))
        runs = []
    moved, runs = _shifted(runs, walk.last)
    found += [*moved, *_rewritten(runs, walk, head)]
    found += _ends(walk, head, seals, rest=found, lacks=_lacking(moved))
    return sorted(found, key=lambda one: one.first)


def _placed(runs: Sequence[Run], key: bytes) -> Iterator[Run]:
    """The runs, where rows of unknown place are found to be in each other's."""
    odd = [row for run in runs if run.delta is None for row in run.rows][:MOST_PAIRED]
    places = {row.serial: place for row in odd if (place := _place_of(row, odd, key)) is not None}
    for run in runs:
        if not any(row.serial in places for row in run.rows) or len(run.rows) <= run.last - run.first:
            yield run
            continue
        for row in run.rows:
            place = places.get(row.serial)
            delta = None if place is None else place - row.serial
            yield replace(run, first=row.serial, last=row.serial, delta=delta, rows=[row])


def _place_of(row: Odd, others: Sequence[Odd], key: bytes) -> int | None:
    """Where an entry belongs, by its own mark, or by the one left behind in its place."""
    for other in others:
        if other is not row and marked(key, other.serial, row.body) in (row.mark, other.mark):
            return other.serial
    return None


def _only_moved(runs: Sequence[Run]) -> bool:
    """Whether the rows that are out of place fill one another's places."""
    if any(not run.delta for run in runs):
        return False
    places = _joined((run.first, run.last) for run in runs)
    belong = _joined((run.first + run.delta, run.last + run.delta) for run in runs if run.delta is not None)
    return places == belong


def _joined(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch made one; overlapping ones stay apart, and so differ from any that do not."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and joined[-1][1] + 1 == first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _shifted(runs: list[Run], end: int) -> tuple[list[Tampering], list[Run]]:
    """Removals and insertions after which all the rest was numbered anew, and the runs that they do not explain."""
    if not runs or runs[-1].last != end or not runs[-1].delta:
        return [], runs
    at = len(runs) - 1
    while at and runs[at - 1].last + 1 == runs[at].first:
        at -= 1
    found, rest, shift = [], runs[:at], 0
    for run, after in zip(runs[at:], [*(run.delta for run in runs[at + 1 :]), None], strict=True):
        many = run.last - run.first + 1
        if after == shift - many:
            found.append(Tampering(Kind.INSERTED, run.first, run.last))
            shift -= many
        elif run.delta is None:
            rest.append(run)
        else:
            found += _turn(run.first, shift, run.delta)
            shift = run.delta
    return found, rest


def _turn(first: int, before: int, after: int) -> Iterator[Tampering]:
    """What happened where from an entry on all belong further, or less far, than those before it."""
    if after > before:
        yield Tampering(Kind.REMOVED, first + before, first + after - 1)
    elif after < before:
        yield Tampering(Kind.INSERTED, first, first + before - after - 1)


def _lacking(moved: Sequence[Tampering]) -> int:
    """How many entries fewer, or more where negative, a log has that was numbered anew."""
    sizes = [(one.last - one.first + 1) * (1 if one.kind is Kind.REMOVED else -1) for one in moved]
    return sum(sizes)


def _rewritten(runs: Sequence[Run], walk: Walk, head: Head | None) -> Iterator[Tampering]:
    """What became of entries that nobody has marked, up to where all the rest is another log."""
    for run in runs:
        if run.last == walk.last and head is not None and head.genuine and run.first > head.serial:
            yield Tampering(Kind.INSERTED, run.first, run.last)
        elif run.delta is None and run.chained and _goes_on(run, walk, head):
            yield Tampering(Kind.FORKED, run.first, walk.last)
            return
        else:
            yield Tampering(Kind.EDITED, run.first, run.last)


def _goes_on(run: Run, walk: Walk, head: Head | None) -> bool:
    """Whether what follows was chained to what was rewritten, and is not what was signed."""
    if head is not None and head.genuine and head.hash == walk.last_hash:
        return False
    if run.last < walk.last:
        return run.followed
    return run.first < run.last or (head is not None and head.hash == walk.last_hash)


def _ends(
    walk: Walk, head: Head | None, seals: Sequence[Head], *, rest: list[Tampering], lacks: int
) -> list[Tampering]:
    """What the signed end, and the ends that were told day by day, say of the log."""
    found = [Tampering(Kind.SEAL, seal.serial, seal.serial) for seal in seals if not seal.genuine]
    if any(one.kind is Kind.FORKED for one in rest):
        return found
    end = walk.last + lacks
    known = [each for each in (head, *seals) if each is not None and each.genuine]
    furthest = max((each.serial for each in known), default=end)
    if furthest > end:
        return [*found, Tampering(Kind.CUT, end + 1, furthest)]
    if head is None or not head.genuine:
        if any(one.kind is not Kind.EDITED for one in rest):
            return found
        return [*found, Tampering(Kind.CUT, end + 1, end + 1)]
    if not rest:
        found += _beyond(walk, head, known)
    return found


def _beyond(walk: Walk, head: Head, known: Sequence[Head]) -> list[Tampering]:
    """A log that is whole in itself, and yet not the one that was signed."""
    if head.serial < walk.last:
        return [Tampering(Kind.FORKED, head.serial + 1, walk.last)]
    strange = [each.serial for each in known if not walk.hash_at(each.serial).startswith(each.hash)]
    if not strange:
        return []
    true = [each.serial for each in known if each.serial < min(strange)]
    return [Tampering(Kind.FORKED, max(true, default=0) + 1, walk.last)]
