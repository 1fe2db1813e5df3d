"""The ledger's invariants, each as a query for what breaks it: subject, what it should be, what it is."""

# ruff: noqa: S608 (composed of this module's own constants)

from dataclasses import dataclass
from enum import StrEnum

from core.claims.claim import Verdict
from core.points.kinds import UNDONE_ON
from core.points.rules import SIDE


class Broken(StrEnum):
    """Which invariant does not hold."""

    SUM = "sum"
    """A transaction sums to zero, lot by lot."""
    WHOLE = "whole"
    """A transaction has two entries or more; an entry and a lot have their transaction."""
    OWNER = "owner"
    """A transaction moves the points of its own person only."""
    BALANCE = "balance"
    """A balance is the sum of its entries, and never negative."""
    LOT = "lot"
    """What remains of a lot is the sum of its entries, within its amount."""
    CREDIT = "credit"
    """A lot was credited exactly with its amount."""
    SPENDABLE = "spendable"
    """What a person can spend is what remains of their lots."""
    PENDING = "pending"
    """What is pending is what rests of the lots, each knows until when, and none was activated before."""
    REVERSAL = "reversal"
    """Reversals never exceed what they reverse, lot by lot."""
    SETTLEMENT = "settlement"
    """A hold is settled at most once, and whole."""
    GIVEN = "given"
    """What a programme has given out is what its people have earned."""
    ORDER = "order"
    """The lots that lapse soonest are spent first."""
    DECISION = "decision"
    """A decision posts one accrual, and grants lines where it approves, and only there."""
    CLAIM = "claim"
    """A claim's postings are what its latest decision grants, less returns."""
    STANDING = "standing"
    """Boards show what was posted."""
    COUNT = "count"
    """Counts behind ranks are those of the boards."""


@dataclass(frozen=True, slots=True)
class Check:
    """An invariant and the query for its breaches."""

    broken: Broken
    sql: str


_ORIGINALS = " ".join(f"WHEN '{kind}' THEN '{account}'" for kind, account in UNDONE_ON.items())

CHECKS = (
    Check(
        Broken.SUM,
        """SELECT 'transaction ' || transaction_id || ', lot ' || COALESCE(CAST(lot_id AS TEXT), 'none') AS subject,
            0 AS expected, SUM(amount) AS found
        FROM ledger_entries GROUP BY transaction_id, lot_id HAVING SUM(amount) <> 0""",
    ),
    Check(
        Broken.WHOLE,
        """SELECT 'entries of transaction ' || t.id AS subject, 2 AS expected, COUNT(e.position) AS found
        FROM ledger_transactions t LEFT JOIN ledger_entries e ON e.transaction_id = t.id
        GROUP BY t.id HAVING COUNT(e.position) < 2
        UNION ALL
        SELECT 'entry without transaction ' || e.transaction_id, 1, 0 FROM ledger_entries e
        WHERE NOT EXISTS (SELECT 1 FROM ledger_transactions t WHERE t.id = e.transaction_id)
        UNION ALL
        SELECT 'lot ' || l.id || ' without transaction ' || l.transaction_id, 1, 0 FROM lots l
        WHERE NOT EXISTS (SELECT 1 FROM ledger_transactions t WHERE t.id = l.transaction_id)""",
    ),
    Check(
        Broken.OWNER,
        """SELECT 'transaction ' || t.id || ', account ' || a.id AS subject,
            t.person_id AS expected, COALESCE(a.person_id, 0) AS found
        FROM ledger_transactions t
        JOIN ledger_entries e ON e.transaction_id = t.id JOIN ledger_accounts a ON a.id = e.account_id
        WHERE a.programme_id <> t.programme_id OR a.person_id <> t.person_id
        UNION ALL
        SELECT 'transaction ' || e.transaction_id || ', lot ' || l.id, a.person_id, COALESCE(s.person_id, 0)
        FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
        JOIN lots l ON l.id = e.lot_id JOIN ledger_accounts s ON s.id = l.account_id
        WHERE s.person_id <> a.person_id OR s.kind <> 'spendable'""",
    ),
    Check(
        Broken.BALANCE,
        f"""SELECT 'account ' || id || ' (' || kind || ')' AS subject, expected, balance AS found FROM (
            SELECT a.id, a.kind, a.person_id, a.balance, CASE WHEN a.person_id IS NULL THEN 0
                ELSE {SIDE.replace("kind", "a.kind")} * COALESCE(s.total, 0) END AS expected
            FROM ledger_accounts a LEFT JOIN (
                SELECT account_id, SUM(amount) AS total FROM ledger_entries GROUP BY account_id
            ) s ON s.account_id = a.id
        ) b WHERE balance <> expected OR (balance < 0 AND person_id IS NOT NULL)""",
    ),
    Check(
        Broken.LOT,
        """SELECT 'lot ' || l.id AS subject, COALESCE(s.total, 0) AS expected, l.remaining AS found
        FROM lots l LEFT JOIN (
            SELECT lot_id, account_id, SUM(amount) AS total FROM ledger_entries GROUP BY lot_id, account_id
        ) s ON s.lot_id = l.id AND s.account_id = l.account_id
        WHERE l.remaining <> COALESCE(s.total, 0) OR l.remaining < 0 OR l.remaining > l.amount""",
    ),
    Check(
        Broken.CREDIT,
        """SELECT 'lot ' || l.id AS subject, l.amount AS expected, COALESCE(s.total, 0) AS found
        FROM lots l LEFT JOIN (
            SELECT e.transaction_id, e.lot_id, -SUM(e.amount) AS total
            FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id AND a.kind = 'earned'
            GROUP BY e.transaction_id, e.lot_id
        ) s ON s.lot_id = l.id AND s.transaction_id = l.transaction_id
        WHERE l.amount <> COALESCE(s.total, 0)""",
    ),
    Check(
        Broken.SPENDABLE,
        """SELECT 'person ' || a.person_id AS subject, COALESCE(s.total, 0) AS expected, a.balance AS found
        FROM ledger_accounts a LEFT JOIN (
            SELECT account_id, SUM(remaining) AS total FROM lots GROUP BY account_id
        ) s ON s.account_id = a.id
        WHERE a.kind = 'spendable' AND a.person_id IS NOT NULL AND a.balance <> COALESCE(s.total, 0)""",
    ),
    Check(
        Broken.PENDING,
        """SELECT 'pending of person ' || a.person_id AS subject, COALESCE(s.total, 0) AS expected, a.balance AS found
        FROM ledger_accounts a LEFT JOIN (
            SELECT o.programme_id, o.person_id, SUM(l.pending) AS total
            FROM lots l JOIN ledger_accounts o ON o.id = l.account_id GROUP BY o.programme_id, o.person_id
        ) s ON s.programme_id = a.programme_id AND s.person_id = a.person_id
        WHERE a.kind = 'pending' AND a.balance <> COALESCE(s.total, 0)
        UNION ALL
        SELECT 'pending of lot ' || l.id, COALESCE(s.total, 0), l.pending FROM lots l LEFT JOIN (
            SELECT e.lot_id, SUM(e.amount) AS total FROM ledger_entries e
            JOIN ledger_accounts a ON a.id = e.account_id AND a.kind = 'pending' GROUP BY e.lot_id
        ) s ON s.lot_id = l.id WHERE l.pending <> COALESCE(s.total, 0) OR l.pending < 0
        UNION ALL
        SELECT 'end of lot ' || id, 1, 0 FROM lots WHERE pending > 0 AND spendable_at IS NULL
        UNION ALL
        SELECT 'early activation ' || t.id || ', lot ' || l.id, 0, e.amount FROM ledger_transactions t
        JOIN ledger_entries e ON e.transaction_id = t.id AND e.amount > 0
        JOIN ledger_accounts a ON a.id = e.account_id AND a.kind = 'spendable'
        JOIN lots l ON l.id = e.lot_id AND (l.spendable_at IS NULL OR l.spendable_at > t.posted_at)
        WHERE t.kind = 'activation'""",
    ),
    Check(
        Broken.REVERSAL,
        f"""SELECT 'transaction ' || original_id || ', lot ' || lot_id AS subject,
            MAX(original) AS expected, SUM(returned) AS found
        FROM (
            SELECT t.id AS original_id, x.lot_id, 0 AS returned, ABS(SUM(x.amount)) AS original
            FROM ledger_transactions t JOIN ledger_entries x ON x.transaction_id = t.id
            JOIN ledger_accounts a ON a.id = x.account_id AND a.kind = CASE t.kind {_ORIGINALS} END
            WHERE EXISTS (SELECT 1 FROM ledger_transactions r WHERE r.reverses_id = t.id AND r.kind = 'reversal')
            GROUP BY t.id, x.lot_id
            UNION ALL
            SELECT t.id, x.lot_id, SUM(x.amount) * CASE t.kind WHEN 'accrual' THEN 1 ELSE -1 END, 0
            FROM ledger_transactions r JOIN ledger_transactions t ON t.id = r.reverses_id
            JOIN ledger_entries x ON x.transaction_id = r.id
            JOIN ledger_accounts a ON a.id = x.account_id AND a.kind = CASE t.kind {_ORIGINALS} END
            WHERE r.kind = 'reversal' GROUP BY t.id, t.kind, x.lot_id
        ) b GROUP BY original_id, lot_id HAVING SUM(returned) > MAX(original) OR SUM(returned) < 0""",
    ),
    Check(
        Broken.SETTLEMENT,
        """SELECT 'hold ' || reverses_id AS subject, 1 AS expected, COUNT(*) AS found
        FROM ledger_transactions WHERE kind IN ('capture', 'release')
        GROUP BY reverses_id HAVING COUNT(*) > 1
        UNION ALL
        SELECT 'hold ' || s.reverses_id || ', lot ' || e.lot_id, 0, SUM(e.amount)
        FROM ledger_transactions s
        JOIN ledger_entries e ON e.transaction_id IN (s.id, s.reverses_id)
        JOIN ledger_accounts a ON a.id = e.account_id AND a.kind = 'held'
        WHERE s.kind IN ('capture', 'release')
        GROUP BY s.id, s.reverses_id, e.lot_id HAVING SUM(e.amount) <> 0""",
    ),
    Check(
        Broken.GIVEN,
        """SELECT 'programme ' || id AS subject, expected, found FROM (
            SELECT p.id, COALESCE(g.points, 0) AS found, COALESCE((
                SELECT SUM(a.balance) FROM ledger_accounts a WHERE a.programme_id = p.id AND a.kind = 'earned'
            ), 0) AS expected FROM programmes p LEFT JOIN points_given g ON g.programme_id = p.id
        ) b WHERE found <> expected""",
    ),
    Check(
        Broken.ORDER,
        """SELECT 'hold ' || h.id || ', lot ' || k.id AS subject, 0 AS expected, (
            SELECT SUM(x.amount) FROM ledger_entries x
            WHERE x.lot_id = k.id AND x.account_id = k.account_id AND x.transaction_id <= h.id
        ) AS found
        FROM ledger_transactions h
        JOIN ledger_entries e ON e.transaction_id = h.id AND e.amount < 0
        JOIN lots l ON l.id = e.lot_id
        JOIN lots k ON k.account_id = l.account_id AND k.transaction_id < h.id AND (
            COALESCE(CAST(k.expires_on AS TEXT), '9999'), k.id) < (COALESCE(CAST(l.expires_on AS TEXT), '9999'), l.id)
        WHERE h.kind = 'hold' AND (
            SELECT SUM(x.amount) FROM ledger_entries x
            WHERE x.lot_id = k.id AND x.account_id = k.account_id AND x.transaction_id <= h.id
        ) > 0""",
    ),
    Check(
        Broken.DECISION,
        f"""SELECT 'decision ' || decision_id AS subject, 1 AS expected, COUNT(*) AS found
        FROM ledger_transactions WHERE kind = 'accrual' AND decision_id IS NOT NULL
        GROUP BY decision_id HAVING COUNT(*) > 1
        UNION ALL
        SELECT 'lines of decision ' || d.id, CASE WHEN d.verdict = '{Verdict.APPROVE}' THEN 1 ELSE 0 END,
            COUNT(l.position)
        FROM decisions d LEFT JOIN decision_lines l ON l.decision_id = d.id GROUP BY d.id, d.verdict
        HAVING (d.verdict = '{Verdict.APPROVE}') <> (COUNT(l.position) > 0)
        UNION ALL
        SELECT 'points of decision ' || d.id, d.granted, COALESCE(SUM(l.points), 0)
        FROM decisions d LEFT JOIN decision_lines l ON l.decision_id = d.id GROUP BY d.id, d.granted
        HAVING d.granted <> COALESCE(SUM(l.points), 0)""",
    ),
    Check(
        Broken.CLAIM,
        """SELECT 'claim ' || id AS subject, expected, found FROM (
            SELECT c.id, COALESCE(p.net, 0) AS found,
                CASE WHEN COALESCE(g.granted, 0) > COALESCE(p.returned, 0)
                    THEN COALESCE(g.granted, 0) - COALESCE(p.returned, 0) ELSE 0 END AS expected
            FROM claims c
            LEFT JOIN (
                SELECT d.claim_id, (SELECT SUM(l.points) FROM decision_lines l WHERE l.decision_id = d.id) AS granted
                FROM decisions d WHERE d.number = (
                    SELECT MAX(n.number) FROM decisions n WHERE n.claim_id = d.claim_id)
            ) g ON g.claim_id = c.id
            LEFT JOIN (
                SELECT t.claim_id, -SUM(e.amount) AS net,
                    SUM(CASE WHEN t.kind = 'reversal' AND t.decision_id IS NULL THEN e.amount ELSE 0 END) AS returned
                FROM ledger_transactions t
                JOIN ledger_entries e ON e.transaction_id = t.id
                JOIN ledger_accounts a ON a.id = e.account_id AND a.kind = 'earned'
                WHERE t.claim_id IS NOT NULL GROUP BY t.claim_id
            ) p ON p.claim_id = c.id
        ) b WHERE found <> expected""",
    ),
)
