"""How somebody with a database prompt would write to the ledger by hand."""

from dataclasses import dataclass, field

ANNAS, BORISS = "person_id = 1", "person_id = 2"
NEXT = 100
"""The id of a forged transaction."""


def account(kind: str, whose: str = ANNAS) -> str:
    return f"(SELECT id FROM ledger_accounts WHERE {whose} AND kind = '{kind}')"


def lot(amount: int) -> str:
    return f"(SELECT id FROM lots WHERE amount = {amount})"


def posted(key: str) -> str:
    return f"(SELECT id FROM ledger_transactions WHERE key = '{key}')"


@dataclass(frozen=True, slots=True)
class Forged:
    """A transaction written by hand."""

    kind: str
    moves: tuple[tuple[str, int, str], ...]
    """Account, amount and lot."""
    person: int = 1
    columns: dict[str, str] = field(default_factory=dict)
    verb: str = "INSERT"
    number: int = NEXT

    def statements(self) -> tuple[str, ...]:
        rows = [
            f"INSERT INTO ledger_entries (transaction_id, position, account_id, amount, lot_id)"
            f" VALUES ({self.number}, {position}, {where}, {amount}, {of})"
            for position, (where, amount, of) in enumerate(self.moves, start=1)
        ]
        values = {
            "id": str(self.number),
            "programme_id": "1",
            "key": "'forged'",
            "kind": f"'{self.kind}'",
            "person_id": str(self.person),
            "reason": "'{}'",
            "posted_at": "'2026-03-10 09:00:00'",
            **self.columns,
        }
        names = ", ".join(values)
        return (*rows, f"{self.verb} INTO ledger_transactions ({names}) VALUES ({', '.join(values.values())})")


def new_lot(
    number: int,
    amount: int,
    transaction: int | str = NEXT,
    remaining: int = 0,
    where: str = "",
    pending: int = 0,
    spendable_at: str = "NULL",
) -> str:
    return (
        "INSERT INTO lots (id, account_id, transaction_id, amount, remaining, last_transaction_id, earned_at, pending,"
        f" spendable_at) VALUES ({number}, {where or account('spendable')}, {transaction}, {amount}, {remaining}, 0,"
        f" '2026-03-10 09:00:00', {pending}, {spendable_at})"
    )


def swap(out_of: str, into: str, amount: int, of: str, whose: str = ANNAS) -> tuple[tuple[str, int, str], ...]:
    return ((account(out_of, whose), -amount, of), (account(into, whose), amount, of))


HUNDRED, SIXTY = lot(100), lot(60)
"""Anna's lot of the approved claim, taken back by a return; Boris's bonus, untouched."""
RESTED, RESTING = lot(25), lot(40)
"""Boris's lots that have rested, and that rest until the 17th."""
LATER, IN_TIME = "'2026-03-17 09:00:00'", {"posted_at": "'2026-03-18 09:00:00'"}
PAID, BONUS, SPENT = posted("claim:1:decision:1"), posted("bonus"), posted("order:1")
