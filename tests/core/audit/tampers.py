"""Ways to tamper with a log past the service: what whoever holds the database, and not the key, can do."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from core.audit.entry import Facts, chained
from core.audit.kinds import Kind, Tampering
from tests.core.audit.world import PROGRAMME

Row = dict[str, Any]
NO_MARK = "f" * 64


@dataclass
class Log:
    """The rows of a log and of its head, to be changed at will."""

    rows: list[Row]
    head: Row

    def number_anew(self) -> None:
        for serial, row in enumerate(self.rows, 1):
            row["serial"] = serial

    def chain_anew(self, first: int, *, head: bool = True) -> None:
        """Recompute every hash from an entry on, as anybody can, and have the head say so without a signature."""
        previous = self.rows[first - 2]["hash"] if first > 1 else "0" * 64
        for row in self.rows[first - 1 :]:
            row["previous"], previous = previous, rehash(row, previous)
        if head:
            self.head.update(serial=len(self.rows), hash=previous, signature=NO_MARK)


def rehash(row: Row, previous: str) -> str:
    """Give a row the hash that its content asks for."""
    facts = Facts(row["at"], row["by"], row["act"], row["subject"], row["before"], row["after"])
    row["hash"] = chained(previous, row["serial"], facts.body(PROGRAMME))
    return str(row["hash"])


def falsify(row: Row, dice: Random) -> None:
    """Have an entry tell something else."""
    what, value = dice.choice(
        [("by", 1_000), ("after", '{"value":999}'), ("act", "role_given"), ("subject", "person:3"), ("before", None)]
    )
    row[what] = value


Tamper = Callable[[Log, Random], Tampering]


def edit(log: Log, dice: Random) -> Tampering:
    at = dice.randint(1, len(log.rows))
    falsify(log.rows[at - 1], dice)
    return Tampering(Kind.EDITED, at, at)


def edit_and_rehash(log: Log, dice: Random) -> Tampering:
    """One entry with a hash that fits it; the next one still continues the old one."""
    at = dice.randint(1, len(log.rows))
    row = log.rows[at - 1]
    falsify(row, dice)
    rehash(row, row["previous"])
    return Tampering(Kind.EDITED, at, at)


def edit_several(log: Log, dice: Random) -> Tampering:
    first = dice.randint(1, len(log.rows) - 3)
    for row in log.rows[first - 1 : first + 2]:
        falsify(row, dice)
    return Tampering(Kind.EDITED, first, first + 2)


def edit_hash(log: Log, dice: Random) -> Tampering:
    at = dice.randint(1, len(log.rows))
    log.rows[at - 1][dice.choice(["hash", "previous", "mark"])] = NO_MARK
    return Tampering(Kind.EDITED, at, at)


def remove(log: Log, dice: Random) -> Tampering:
    first, many = dice.randint(1, len(log.rows) - 5), dice.randint(1, 4)
    del log.rows[first - 1 : first - 1 + many]
    return Tampering(Kind.REMOVED, first, first + many - 1)


def remove_and_number(log: Log, dice: Random) -> Tampering:
    found = remove(log, dice)
    log.number_anew()
    return found


def remove_and_chain(log: Log, dice: Random) -> Tampering:
    found = remove_and_number(log, dice)
    log.chain_anew(found.first)
    return found


def insert(log: Log, dice: Random) -> Tampering:
    first, many = dice.randint(1, len(log.rows)), dice.randint(1, 3)
    copies = [dict(log.rows[first - 1]) for _ in range(many)]
    for copy in copies:
        falsify(copy, dice)
        copy["mark"] = NO_MARK
    log.rows[first - 1 : first - 1] = copies
    log.number_anew()
    return Tampering(Kind.INSERTED, first, first + many - 1)


def insert_and_chain(log: Log, dice: Random) -> Tampering:
    found = insert(log, dice)
    log.chain_anew(found.first)
    return found


def insert_a_copy(log: Log, dice: Random) -> Tampering:
    """Something true, told a second time."""
    at, source = dice.randint(1, len(log.rows)), dice.randint(1, len(log.rows))
    log.rows.insert(at - 1, dict(log.rows[source - 1]))
    log.number_anew()
    return Tampering(Kind.INSERTED, at + (source == at), at + (source == at))


def append(log: Log, dice: Random) -> Tampering:
    row = dict(log.rows[-1], serial=len(log.rows) + 1, mark=NO_MARK)
    falsify(row, dice)
    log.rows.append(row)
    row["previous"] = log.rows[-2]["hash"]
    rehash(row, row["previous"])
    return Tampering(Kind.INSERTED, len(log.rows), len(log.rows))


CONTENT = ("at", "by", "act", "subject", "before", "after")


def _two(log: Log, dice: Random) -> tuple[int, int]:
    first = dice.randint(1, len(log.rows) - 1)
    return first, dice.choice([first + 1, dice.randint(first + 1, len(log.rows))])


def swap(log: Log, dice: Random) -> Tampering:
    """Two entries change their numbers."""
    a, b = _two(log, dice)
    rows = log.rows
    rows[a - 1], rows[b - 1] = rows[b - 1], rows[a - 1]
    log.number_anew()
    return Tampering(Kind.REORDERED, a, b)


def swap_contents(log: Log, dice: Random) -> Tampering:
    """What two entries tell is exchanged; hashes and marks stay."""
    a, b = _two(log, dice)
    one, other = log.rows[a - 1], log.rows[b - 1]
    for name in CONTENT:
        one[name], other[name] = other[name], one[name]
    return Tampering(Kind.REORDERED, a, b)


def swap_and_chain(log: Log, dice: Random) -> Tampering:
    found = swap(log, dice)
    log.chain_anew(found.first)
    return found


def move(log: Log, dice: Random) -> Tampering:
    """One entry goes somewhere else, those between give way."""
    a, b = _two(log, dice)
    log.rows.insert(b - 1, log.rows.pop(a - 1))
    log.number_anew()
    return Tampering(Kind.REORDERED, a, b)


def cut(log: Log, dice: Random) -> Tampering:
    many, whole = dice.randint(1, 20), len(log.rows)
    del log.rows[-many:]
    return Tampering(Kind.CUT, whole - many + 1, whole)


def cut_and_head(log: Log, dice: Random) -> Tampering:
    """The head says that the log ends where it was cut; nobody has signed that."""
    found = cut(log, dice)
    last = log.rows[-1]
    log.head.update(serial=last["serial"], hash=last["hash"], signature=dice.choice([NO_MARK, last["mark"]]))
    return Tampering(Kind.CUT, found.first, found.first)


def fork(log: Log, dice: Random) -> Tampering:
    """From an entry on the log tells something else, and is chained as if it had always done so."""
    first = dice.randint(2, len(log.rows) - 2)
    for row in log.rows[first - 1 :]:
        falsify(row, dice)
        row["mark"] = NO_MARK
    log.chain_anew(first)
    return Tampering(Kind.FORKED, first, len(log.rows))


def fork_at_one(log: Log, dice: Random) -> Tampering:
    """One entry is changed, and everything after it chained anew."""
    first = dice.randint(1, len(log.rows) - 2)
    falsify(log.rows[first - 1], dice)
    log.chain_anew(first, head=dice.random() < 0.5)
    return Tampering(Kind.FORKED, first, len(log.rows))


def fork_shorter(log: Log, dice: Random) -> Tampering:
    """The rewritten part is shorter than what it replaces."""
    found = fork(log, dice)
    if found.first < len(log.rows) - 4:
        del log.rows[-2:]
    log.chain_anew(found.first, head=False)
    return Tampering(Kind.FORKED, found.first, len(log.rows))


TAMPERS: tuple[Tamper, ...] = (
    edit,
    edit_and_rehash,
    edit_several,
    edit_hash,
    remove,
    remove_and_number,
    remove_and_chain,
    insert,
    insert_and_chain,
    insert_a_copy,
    append,
    swap,
    swap_contents,
    swap_and_chain,
    move,
    cut,
    cut_and_head,
    fork,
    fork_at_one,
    fork_shorter,
)
