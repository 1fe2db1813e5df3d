"""What the database refuses of the ledger's tables, as SQL conditions that SQLite and PostgreSQL both understand."""

# ruff: noqa: S608 (composed of this module's own constants)

from collections.abc import Iterable
from dataclasses import dataclass

from core.points.kinds import NEGATIVE_SIDE, AccountKind

Rules = tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A statement is refused with this message where the condition holds for the row it touches."""

    message: str
    condition: str
    only_on_sqlite: bool = False


def listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


ALWAYS = "1 = 1"

SIDE = f"CASE WHEN kind IN ({listed(NEGATIVE_SIDE)}) THEN -1 ELSE 1 END"
"""Entries times this make the balance."""

SPENDABLE_AND_PENDING = """SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    WHERE a.kind IN ('spendable', 'pending')"""

ENTERED = """SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    WHERE e.transaction_id = NEW.id"""


def moved(kind: str, lot: str, transaction: str) -> str:
    """What a transaction moves of a lot on accounts of a kind."""
    return f"""COALESCE((
        SELECT SUM(e.amount) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
        WHERE e.lot_id = {lot} AND a.kind = '{kind}' AND e.transaction_id = {transaction}
    ), 0)"""


OPEN_ACCOUNT: Rules = (
    Rule("an account opens empty", "NEW.balance <> 0 OR NEW.last_transaction_id <> 0"),
    Rule("no such kind of account", f"NEW.kind NOT IN ({listed(AccountKind)})"),
    Rule(
        "the account exists",
        "EXISTS (SELECT 1 FROM ledger_accounts WHERE id = NEW.id OR (programme_id = NEW.programme_id"
        " AND person_id IS NEW.person_id AND kind = NEW.kind))",
        only_on_sqlite=True,
    ),
)

CHANGE_ACCOUNT: Rules = (
    Rule(
        "an account stays what it is",
        "NEW.id <> OLD.id OR NEW.programme_id <> OLD.programme_id OR NEW.kind <> OLD.kind"
        " OR COALESCE(NEW.person_id, 0) <> COALESCE(OLD.person_id, 0)",
    ),
    Rule(
        "a balance moves by transactions only",
        f"""NOT COALESCE(OLD.person_id IS NOT NULL AND NEW.last_transaction_id > OLD.last_transaction_id
            AND EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.last_transaction_id)
            AND NEW.balance - OLD.balance = {SIDE.replace("kind", "OLD.kind")} * (
                SELECT SUM(e.amount) FROM ledger_entries e
                WHERE e.account_id = OLD.id AND e.transaction_id = NEW.last_transaction_id
            ), FALSE)""",
    ),
)

ENTER: Rules = (
    Rule("the transaction is closed", "EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.transaction_id)"),
    Rule(
        "the entry exists",
        "EXISTS (SELECT 1 FROM ledger_entries WHERE transaction_id = NEW.transaction_id AND position = NEW.position)",
        only_on_sqlite=True,
    ),
)

OPEN_LOT: Rules = (
    Rule("a lot opens empty", "NEW.remaining <> 0 OR NEW.pending <> 0 OR NEW.last_transaction_id <> 0"),
    Rule("the transaction is closed", "EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.transaction_id)"),
    Rule(
        "only a spendable account has lots",
        "NOT EXISTS (SELECT 1 FROM ledger_accounts"
        " WHERE id = NEW.account_id AND kind = 'spendable' AND person_id IS NOT NULL)",
    ),
    Rule("the lot exists", "EXISTS (SELECT 1 FROM lots WHERE id = NEW.id)", only_on_sqlite=True),
)

CHANGE_LOT: Rules = (
    Rule(
        "a lot stays what it is",
        "NEW.id <> OLD.id OR NEW.account_id <> OLD.account_id OR NEW.transaction_id <> OLD.transaction_id"
        " OR COALESCE(NEW.claim_line_id, 0) <> COALESCE(OLD.claim_line_id, 0) OR NEW.amount <> OLD.amount"
        " OR COALESCE(NEW.expires_on, '9999-12-31') <> COALESCE(OLD.expires_on, '9999-12-31')"
        " OR COALESCE(NEW.spendable_at, '9999-12-31') <> COALESCE(OLD.spendable_at, '9999-12-31')"
        " OR NEW.earned_at <> OLD.earned_at",
    ),
    Rule(
        "a lot is filled and drawn by transactions only",
        f"""NOT COALESCE(NEW.last_transaction_id > OLD.last_transaction_id
            AND EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.last_transaction_id)
            AND EXISTS ({SPENDABLE_AND_PENDING} AND e.lot_id = OLD.id AND e.transaction_id = NEW.last_transaction_id)
            AND NEW.remaining - OLD.remaining = {moved("spendable", "OLD.id", "NEW.last_transaction_id")}
            AND NEW.pending - OLD.pending = {moved("pending", "OLD.id", "NEW.last_transaction_id")}, FALSE)""",
    ),
)

CLOSED: Rules = (
    Rule(
        "a transaction is applied whole",
        f"""EXISTS ({ENTERED} AND a.person_id IS NOT NULL AND a.last_transaction_id <> NEW.id)
        OR EXISTS (
            {ENTERED} AND a.kind IN ('spendable', 'pending')
            AND EXISTS (SELECT 1 FROM lots l WHERE l.id = e.lot_id AND l.last_transaction_id <> NEW.id)
        )""",
    ),
)

APPLY = (
    f"""UPDATE ledger_accounts SET last_transaction_id = NEW.id, balance = balance + {SIDE} * (
        SELECT SUM(e.amount) FROM ledger_entries e
        WHERE e.transaction_id = NEW.id AND e.account_id = ledger_accounts.id
    ) WHERE person_id IS NOT NULL
    AND id IN (SELECT account_id FROM ledger_entries WHERE transaction_id = NEW.id)""",
    f"""UPDATE lots SET last_transaction_id = NEW.id,
        remaining = remaining + {moved("spendable", "lots.id", "NEW.id")},
        pending = pending + {moved("pending", "lots.id", "NEW.id")}
    WHERE id IN (
        SELECT e.lot_id FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
        WHERE e.transaction_id = NEW.id AND a.kind IN ('spendable', 'pending')
    )""",
)
"""What closing a transaction does to balances and lots."""

LOCK = """PERFORM 1 FROM ledger_accounts
    WHERE id IN (SELECT account_id FROM ledger_entries WHERE transaction_id = NEW.id)
    ORDER BY id FOR NO KEY UPDATE"""
"""On PostgreSQL, before anything is checked: what is checked must not move."""
