"""What the database refuses of the ledger's tables, as SQL conditions that SQLite and PostgreSQL both understand."""

# ruff: noqa: S608 (composed of this module's own constants)

from collections.abc import Iterable
from dataclasses import dataclass

from core.points.kinds import MOVES, NEGATIVE_SIDE, UNDONE_ON, AccountKind, TransactionKind

Rules = tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A statement is refused with this message where the condition holds for the row it touches."""

    message: str
    condition: str
    only_on_sqlite: bool = False


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


ALWAYS = "1 = 1"

SIDE = f"CASE WHEN kind IN ({_listed(NEGATIVE_SIDE)}) THEN -1 ELSE 1 END"
"""Entries times this make the balance."""

_MOVES = ", ".join(f"('{kind}', '{account}', {sign})" for kind, moves in MOVES.items() for account, sign in moves)

_UNDONE_ON = " ".join(f"WHEN '{kind}' THEN '{account}'" for kind, account in UNDONE_ON.items())

_ENTERED = """SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    WHERE e.transaction_id = NEW.id"""

_UNDONE = f"""
    SELECT 1 FROM ledger_transactions t
    JOIN ledger_accounts a ON a.programme_id = t.programme_id AND a.person_id = t.person_id
        AND a.kind = CASE t.kind {_UNDONE_ON} END
    JOIN ledger_entries e ON e.account_id = a.id AND e.transaction_id = NEW.id
    WHERE t.id = NEW.reverses_id AND NOT (t.kind = 'accrual' AND e.amount < 0) AND NOT COALESCE((
        SELECT (b.original < 0 AND b.returned >= 0 AND b.original + b.returned <= 0)
            OR (b.original > 0 AND b.returned <= 0 AND b.original + b.returned >= 0)
        FROM (
            SELECT SUM(CASE WHEN x.transaction_id = t.id THEN x.amount ELSE 0 END) AS original,
                SUM(CASE WHEN x.transaction_id <> t.id THEN x.amount ELSE 0 END) AS returned
            FROM ledger_entries x
            WHERE x.account_id = e.account_id AND x.lot_id = e.lot_id AND (
                x.transaction_id IN (t.id, NEW.id) OR x.transaction_id IN (
                    SELECT r.id FROM ledger_transactions r WHERE r.reverses_id = t.id AND r.kind = 'reversal'
                )
            )
        ) b
    ), FALSE)
"""

OPEN_ACCOUNT: Rules = (
    Rule("an account opens empty", "NEW.balance <> 0 OR NEW.last_transaction_id <> 0"),
    Rule("no such kind of account", f"NEW.kind NOT IN ({_listed(AccountKind)})"),
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
    Rule("a lot opens empty", "NEW.remaining <> 0 OR NEW.last_transaction_id <> 0"),
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
        " OR NEW.earned_at <> OLD.earned_at",
    ),
    Rule(
        "a lot is filled and drawn by transactions only",
        """NOT COALESCE(NEW.last_transaction_id > OLD.last_transaction_id
            AND EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.last_transaction_id)
            AND NEW.remaining - OLD.remaining = (
                SELECT SUM(e.amount) FROM ledger_entries e WHERE e.lot_id = OLD.id
                AND e.account_id = OLD.account_id AND e.transaction_id = NEW.last_transaction_id
            ), FALSE)""",
    ),
)

CLOSE: Rules = (
    Rule(
        "the transaction exists",
        "EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.id"
        " OR (programme_id = NEW.programme_id AND key = NEW.key))"
        " OR (NEW.kind = 'accrual' AND EXISTS (SELECT 1 FROM ledger_transactions"
        " WHERE kind = 'accrual' AND decision_id = NEW.decision_id))"
        " OR (NEW.kind IN ('capture', 'release') AND EXISTS (SELECT 1 FROM ledger_transactions"
        " WHERE kind IN ('capture', 'release') AND reverses_id = NEW.reverses_id))",
        only_on_sqlite=True,
    ),
    Rule("no such kind of transaction", f"NEW.kind NOT IN ({_listed(TransactionKind)})"),
    Rule(
        "a transaction has two entries or more",
        "(SELECT COUNT(*) FROM ledger_entries WHERE transaction_id = NEW.id) < 2",
    ),
    Rule(
        "a transaction sums to zero, lot by lot",
        "EXISTS (SELECT 1 FROM ledger_entries WHERE transaction_id = NEW.id GROUP BY lot_id HAVING SUM(amount) <> 0)",
    ),
    Rule(
        "a transaction moves the points of its own person",
        f"EXISTS ({_ENTERED} AND (a.programme_id <> NEW.programme_id OR a.person_id <> NEW.person_id))",
    ),
    Rule(
        "this kind of transaction makes no such move",
        f"""EXISTS ({_ENTERED} AND a.person_id IS NOT NULL
            AND (NEW.kind, a.kind, CASE WHEN e.amount > 0 THEN 1 ELSE -1 END) NOT IN (VALUES {_MOVES}))""",
    ),
    Rule(
        "an entry names a lot of its own person",
        f"""EXISTS ({_ENTERED} AND a.person_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM lots l JOIN ledger_accounts s ON s.id = l.account_id
            WHERE l.id = e.lot_id AND s.programme_id = a.programme_id AND s.person_id = a.person_id
        ))""",
    ),
    Rule(
        "only a new lot is credited, and exactly with its amount",
        f"""EXISTS ({_ENTERED} AND a.kind = 'earned' AND e.amount < 0
            AND NOT EXISTS (SELECT 1 FROM lots WHERE id = e.lot_id AND transaction_id = NEW.id))
        OR EXISTS (SELECT 1 FROM lots l WHERE l.transaction_id = NEW.id AND l.amount <> COALESCE((
            SELECT -SUM(e.amount) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
            WHERE e.transaction_id = NEW.id AND e.lot_id = l.id AND a.kind = 'earned'
        ), 0))""",
    ),
    Rule(
        "the decision belongs to another claim",
        "NEW.decision_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decisions"
        " WHERE id = NEW.decision_id AND claim_id = NEW.claim_id)",
    ),
    Rule(
        "only a reversal, a capture or a release refers to an earlier transaction",
        "(NEW.kind IN ('reversal', 'capture', 'release')) <> (NEW.reverses_id IS NOT NULL)",
    ),
    Rule(
        "what this refers to cannot be undone or settled by it",
        f"""NEW.reverses_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM ledger_transactions t WHERE t.id = NEW.reverses_id AND t.id < NEW.id
            AND t.programme_id = NEW.programme_id AND t.person_id = NEW.person_id
            AND ((NEW.kind = 'reversal' AND t.kind IN ({_listed(UNDONE_ON)}))
                OR (NEW.kind IN ('capture', 'release') AND t.kind = 'hold'))
        )""",
    ),
    Rule(
        "a hold is settled whole",
        """NEW.kind IN ('capture', 'release') AND EXISTS (
            SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
            WHERE e.transaction_id IN (NEW.id, NEW.reverses_id) AND a.kind = 'held'
            GROUP BY e.lot_id HAVING SUM(e.amount) <> 0
        )""",
    ),
    Rule(
        "a reversal never exceeds what it reverses",
        f"NEW.kind = 'reversal' AND EXISTS ({_UNDONE})",
    ),
    Rule(
        "giving back neither creates nor destroys what was earned",
        f"""NEW.kind IN ('release', 'reversal') AND COALESCE((
            SELECT SUM(e.amount) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
            WHERE e.transaction_id = NEW.id AND a.kind = 'earned'
        ), 0) <> 0 AND NOT EXISTS (
            SELECT 1 FROM ledger_transactions WHERE id = NEW.reverses_id AND kind = '{TransactionKind.ACCRUAL}'
        )""",
    ),
)

CLOSED: Rules = (
    Rule(
        "a transaction is applied whole",
        f"""EXISTS ({_ENTERED} AND a.person_id IS NOT NULL AND a.last_transaction_id <> NEW.id)
        OR EXISTS (
            SELECT 1 FROM ledger_entries e JOIN lots l ON l.id = e.lot_id AND l.account_id = e.account_id
            WHERE e.transaction_id = NEW.id AND l.last_transaction_id <> NEW.id
        )""",
    ),
)

APPLY = (
    f"""UPDATE ledger_accounts SET last_transaction_id = NEW.id, balance = balance + {SIDE} * (
        SELECT SUM(e.amount) FROM ledger_entries e
        WHERE e.transaction_id = NEW.id AND e.account_id = ledger_accounts.id
    ) WHERE person_id IS NOT NULL
    AND id IN (SELECT account_id FROM ledger_entries WHERE transaction_id = NEW.id)""",
    """UPDATE lots SET last_transaction_id = NEW.id, remaining = remaining + (
        SELECT SUM(e.amount) FROM ledger_entries e
        WHERE e.transaction_id = NEW.id AND e.lot_id = lots.id AND e.account_id = lots.account_id
    ) WHERE id IN (
        SELECT e.lot_id FROM ledger_entries e JOIN lots l ON l.id = e.lot_id AND l.account_id = e.account_id
        WHERE e.transaction_id = NEW.id
    )""",
)
"""What closing a transaction does to balances and lots."""

LOCK = """PERFORM 1 FROM ledger_accounts
    WHERE id IN (SELECT account_id FROM ledger_entries WHERE transaction_id = NEW.id)
    ORDER BY id FOR NO KEY UPDATE"""
"""On PostgreSQL, before anything is checked: what is checked must not move."""
