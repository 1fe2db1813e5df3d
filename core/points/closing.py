"""What the database refuses of a transaction at the moment at which it is closed."""

# ruff: noqa: S608 (composed of this package's own constants)

from core.points.kinds import MOVES, UNDONE_ON, TransactionKind
from core.points.rules import ENTERED, Rule, Rules, listed, moved

_MOVES = ", ".join(f"('{kind}', '{account}', {sign})" for kind, moves in MOVES.items() for account, sign in moves)

_UNDONE_ON = " ".join(f"WHEN '{kind}' THEN '{account}'" for kind, account in UNDONE_ON.items())

_REVERSED = "(SELECT kind FROM ledger_transactions WHERE id = NEW.reverses_id)"

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
    Rule("no such kind of transaction", f"NEW.kind NOT IN ({listed(TransactionKind)})"),
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
        f"EXISTS ({ENTERED} AND (a.programme_id <> NEW.programme_id OR a.person_id <> NEW.person_id))",
    ),
    Rule(
        "this kind of transaction makes no such move",
        f"""EXISTS ({ENTERED} AND a.person_id IS NOT NULL
            AND (NEW.kind, a.kind, CASE WHEN e.amount > 0 THEN 1 ELSE -1 END) NOT IN (VALUES {_MOVES}))""",
    ),
    Rule(
        "an entry names a lot of its own person",
        f"""EXISTS ({ENTERED} AND a.person_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM lots l JOIN ledger_accounts s ON s.id = l.account_id
            WHERE l.id = e.lot_id AND s.programme_id = a.programme_id AND s.person_id = a.person_id
        ))""",
    ),
    Rule(
        "only a new lot is credited, and exactly with its amount",
        f"""EXISTS ({ENTERED} AND a.kind = 'earned' AND e.amount < 0
            AND NOT EXISTS (SELECT 1 FROM lots WHERE id = e.lot_id AND transaction_id = NEW.id))
        OR EXISTS (SELECT 1 FROM lots l WHERE l.transaction_id = NEW.id AND l.amount <> COALESCE((
            SELECT -SUM(e.amount) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
            WHERE e.transaction_id = NEW.id AND e.lot_id = l.id AND a.kind = 'earned'
        ), 0))""",
    ),
    Rule(
        "a new lot rests exactly as long as it knows when it can be spent",
        f"""EXISTS (
            {ENTERED} AND a.kind IN ('spendable', 'pending') AND e.amount > 0 AND EXISTS (
                SELECT 1 FROM lots l WHERE l.id = e.lot_id AND l.transaction_id = NEW.id
                AND (a.kind = 'pending') <> (l.spendable_at IS NOT NULL)
            )
        )""",
    ),
    Rule(
        "pending points are earned, taken back, activated or lost, and nothing else",
        f"""NEW.kind <> '{TransactionKind.ACTIVATION}' AND EXISTS ({ENTERED} AND a.kind = 'pending' AND EXISTS (
            SELECT 1 FROM ledger_entries x JOIN ledger_accounts b ON b.id = x.account_id
            WHERE x.transaction_id = NEW.id AND x.lot_id = e.lot_id AND b.kind NOT IN ('pending', 'earned', 'expired')
        ))""",
    ),
    Rule(
        "only a new lot is pending",
        f"""EXISTS ({ENTERED} AND a.kind = 'pending' AND e.amount > 0
            AND NOT EXISTS (SELECT 1 FROM lots WHERE id = e.lot_id AND transaction_id = NEW.id))""",
    ),
    Rule(
        "points are activated whole, once, and when their time has come",
        f"""NEW.kind = '{TransactionKind.ACTIVATION}' AND EXISTS ({ENTERED} AND NOT EXISTS (
            SELECT 1 FROM lots l WHERE l.id = e.lot_id AND l.pending > 0 AND l.spendable_at <= NEW.posted_at
            AND l.pending + {moved("pending", "l.id", "NEW.id")} = 0
        ))""",
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
            AND ((NEW.kind = 'reversal' AND t.kind IN ({listed(UNDONE_ON)}))
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
    Rule(
        "a return credits nothing, and an undoing touches only what it undoes",
        f"""NEW.kind = 'reversal' AND EXISTS ({ENTERED} AND (
            (a.kind = 'earned' AND e.amount < 0 AND {_REVERSED} = '{TransactionKind.ACCRUAL}')
            OR (a.kind = 'pending' AND {_REVERSED} <> '{TransactionKind.ACCRUAL}')
            OR (a.kind IN ('spent', 'expired') AND a.kind <> CASE {_REVERSED} {_UNDONE_ON} END)
        ))""",
    ),
)
