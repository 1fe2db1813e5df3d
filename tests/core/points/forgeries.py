"""Statements that somebody with a database prompt might write, none of which may pass."""

from core.claims import guards as decisions
from core.points import guards
from tests.core.points.forgeries_decisions import DECISIONS, DECISIONS_ON_SQLITE
from tests.core.points.forgeries_pending import PENDING
from tests.core.points.forging import (
    ANNAS,
    BONUS,
    BORISS,
    HUNDRED,
    NEXT,
    PAID,
    SIXTY,
    SPENT,
    Forged,
    account,
    new_lot,
    posted,
    swap,
)

EVERYWHERE: dict[str, tuple[str, ...]] = {
    "rename a transaction": ("UPDATE ledger_transactions SET key = 'other' WHERE id = 1",),
    "give a transaction to somebody else": ("UPDATE ledger_transactions SET person_id = 2 WHERE id = 1",),
    "reword a reason": ("UPDATE ledger_transactions SET reason = '{}'",),
    "delete a transaction": ("DELETE FROM ledger_transactions WHERE id = 1",),
    "double an entry": ("UPDATE ledger_entries SET amount = amount * 2 WHERE transaction_id = 1",),
    "move an entry": (f"UPDATE ledger_entries SET account_id = {account('spendable', BORISS)}",),
    "delete entries": ("DELETE FROM ledger_entries WHERE transaction_id = 1",),
    "add entries to a closed transaction": (
        "INSERT INTO ledger_entries (transaction_id, position, account_id, amount, lot_id)"
        f" VALUES ({BONUS}, 90, {account('earned', BORISS)}, -5, {SIXTY}),"
        f" ({BONUS}, 91, {account('spendable', BORISS)}, 5, {SIXTY})",
    ),
    "a transaction without entries": Forged("hold", ()).statements(),
    "a single entry": Forged("hold", ((account("spendable", BORISS), -5, SIXTY),), person=2).statements(),
    "sides that differ": Forged(
        "hold", ((account("spendable", BORISS), -5, SIXTY), (account("held", BORISS), 6, SIXTY)), person=2
    ).statements(),
    "a sum that is zero over two lots": Forged(
        "hold", ((account("spendable", BORISS), -5, SIXTY), (account("held", BORISS), 5, HUNDRED)), person=2
    ).statements(),
    "an entry without a lot": Forged("hold", swap("spendable", "held", 5, "NULL", BORISS), person=2).statements(),
    "raise a balance": (f"UPDATE ledger_accounts SET balance = balance + 100 WHERE {BORISS} AND kind = 'spendable'",),
    "raise a balance in the name of the last transaction": (
        f"UPDATE ledger_accounts SET balance = balance + 60, last_transaction_id = {BONUS}"
        f" WHERE {BORISS} AND kind = 'spendable'",
    ),
    "raise a balance in the name of a transaction to come": (
        f"UPDATE ledger_accounts SET balance = balance + 60, last_transaction_id = {NEXT}"
        f" WHERE {BORISS} AND kind = 'spendable'",
    ),
    "raise what remains of a lot": (f"UPDATE lots SET remaining = remaining + 10 WHERE id = {HUNDRED}",),
    "raise what remains of a lot in the name of its accrual": (
        f"UPDATE lots SET remaining = remaining + 10, last_transaction_id = {PAID} WHERE id = {HUNDRED}",
    ),
    "enlarge a lot": ("UPDATE lots SET amount = amount + 1",),
    "prolong a lot": ("UPDATE lots SET expires_on = '2099-12-31'",),
    "give a lot to somebody else": (f"UPDATE lots SET account_id = {account('spendable', BORISS)}",),
    "delete a lot": (f"DELETE FROM lots WHERE id = {HUNDRED}",),
    "delete an account": ("DELETE FROM ledger_accounts WHERE kind = 'debt'",),
    "turn a debt into something else": (f"UPDATE ledger_accounts SET kind = 'other' WHERE {ANNAS} AND kind = 'debt'",),
    "give an account to somebody else": ("UPDATE ledger_accounts SET person_id = 3 WHERE kind = 'debt'",),
    "open an account with points": (
        "INSERT INTO ledger_accounts (programme_id, person_id, kind, balance, last_transaction_id)"
        " VALUES (1, 3, 'spendable', 100, 0)",
    ),
    "open an account of no kind": (
        "INSERT INTO ledger_accounts (programme_id, person_id, kind, balance, last_transaction_id)"
        " VALUES (1, 3, 'gift', 0, 0)",
    ),
    "open a second account of a kind": (
        "INSERT INTO ledger_accounts (programme_id, person_id, kind, balance, last_transaction_id)"
        " VALUES (1, 1, 'spendable', 0, 0)",
    ),
    "open a filled lot": (new_lot(90, 10, remaining=10),),
    "add a lot to a closed transaction": (new_lot(90, 10, transaction=PAID),),
    "a lot on an account of another kind": (new_lot(90, 10, where=account("held")),),
    "a lot that is not filled": (
        new_lot(90, 10),
        new_lot(91, 10),
        *Forged("accrual", swap("earned", "spendable", 10, "90")).statements(),
    ),
    "a lot filled by less than its amount": (
        new_lot(90, 10),
        *Forged("accrual", swap("earned", "spendable", 9, "90")).statements(),
    ),
    "credit an old lot": Forged("accrual", swap("earned", "spendable", 9, HUNDRED)).statements(),
    "an accrual for somebody else": (
        new_lot(90, 10),
        *Forged("accrual", swap("earned", "spendable", 10, "90"), person=2).statements(),
    ),
    "points from one person to another": Forged(
        "hold", ((account("spendable", BORISS), -5, SIXTY), (account("held"), 5, SIXTY)), person=2
    ).statements(),
    "spending somebody else's lot": Forged(
        "hold", swap("spendable", "held", 5, HUNDRED, BORISS), person=2
    ).statements(),
    "more than there is": Forged("hold", swap("spendable", "held", 61, SIXTY, BORISS), person=2).statements(),
    "an accrual from what was spent": Forged("accrual", swap("spent", "spendable", 5, HUNDRED)).statements(),
    "a debt from nothing": Forged("accrual", swap("debt", "spendable", 5, HUNDRED)).statements(),
    "a kind of its own": Forged("gift", swap("spendable", "held", 5, SIXTY, BORISS), person=2).statements(),
    "a transaction older than the account's last": Forged(
        "hold", swap("spendable", "held", 5, SIXTY, BORISS), person=2, number=-1
    ).statements(),
    "a second posting under one key": Forged(
        "hold", swap("spendable", "held", 5, SIXTY, BORISS), person=2, columns={"key": "'bonus'"}
    ).statements(),
    "a second accrual of one decision": (
        new_lot(90, 10),
        *Forged(
            "accrual", swap("earned", "spendable", 10, "90"), columns={"claim_id": "1", "decision_id": "1"}
        ).statements(),
    ),
    "an accrual by another claim's decision": (
        new_lot(90, 10),
        *Forged(
            "accrual", swap("earned", "spendable", 10, "90"), columns={"claim_id": "1", "decision_id": "2"}
        ).statements(),
    ),
    "a return beyond what was given": Forged(
        "reversal", swap("spendable", "earned", 61, SIXTY, BORISS), person=2, columns={"reverses_id": BONUS}
    ).statements(),
    "a return of what was returned": Forged(
        "reversal", swap("debt", "earned", 1, HUNDRED), columns={"reverses_id": PAID}
    ).statements(),
    "a return of somebody else's": Forged(
        "reversal", swap("spendable", "earned", 5, SIXTY, BORISS), person=2, columns={"reverses_id": PAID}
    ).statements(),
    "a return of nothing": Forged("reversal", swap("spendable", "earned", 5, SIXTY, BORISS), person=2).statements(),
    "a return of a hold": Forged(
        "reversal", swap("spent", "spendable", 5, HUNDRED), columns={"reverses_id": SPENT}
    ).statements(),
    "a cancellation beyond what was spent": Forged(
        "reversal",
        swap("spent", "spendable", 81, HUNDRED),
        columns={"reverses_id": posted("hold:2:capture")},
    ).statements(),
    "a cancellation that creates points": (
        new_lot(90, 10),
        *Forged(
            "reversal",
            (*swap("spent", "spendable", 5, HUNDRED), *swap("earned", "spendable", 10, "90")),
            columns={"reverses_id": posted("hold:2:capture")},
        ).statements(),
    ),
    "a hold settled twice": Forged(
        "release", swap("held", "spendable", 20, HUNDRED), columns={"reverses_id": posted("order:2")}
    ).statements(),
    "a hold settled in part": Forged(
        "capture", swap("held", "spent", 5, SIXTY, BORISS), person=2, columns={"reverses_id": posted("order:3")}
    ).statements(),
    "a release that creates points": (
        new_lot(90, 10, where=account("spendable", BORISS)),
        *Forged(
            "release",
            (*swap("held", "spendable", 15, SIXTY, BORISS), *swap("earned", "spendable", 10, "90", BORISS)),
            person=2,
            columns={"reverses_id": posted("order:3")},
        ).statements(),
    ),
    "a hold that settles something": Forged(
        "hold", swap("spendable", "held", 5, SIXTY, BORISS), person=2, columns={"reverses_id": BONUS}
    ).statements(),
    "a return that credits something": (
        new_lot(90, 10, where=account("spendable", BORISS)),
        *Forged(
            "reversal",
            (*swap("spendable", "earned", 5, SIXTY, BORISS), *swap("earned", "spendable", 10, "90", BORISS)),
            person=2,
            columns={"reverses_id": BONUS},
        ).statements(),
    ),
    **PENDING,
    **DECISIONS,
    "entries that nothing closes": Forged("hold", swap("spendable", "held", 5, SIXTY, BORISS), person=2).statements()[
        :-1
    ],
    "a lot that nothing closes": (new_lot(90, 10),),
    "an upsert over a transaction": (
        "INSERT INTO ledger_transactions (id, programme_id, key, kind, person_id, reason, posted_at)"
        " SELECT id, programme_id, key, kind, person_id, reason, posted_at FROM ledger_transactions WHERE id = 1"
        " ON CONFLICT (id) DO UPDATE SET person_id = 2",
    ),
    "an upsert over a balance": (
        "INSERT INTO ledger_accounts (id, programme_id, person_id, kind, balance, last_transaction_id)"
        " SELECT id, programme_id, person_id, kind, 0, 0 FROM ledger_accounts WHERE person_id = 2"
        " ON CONFLICT (id) DO UPDATE SET balance = 1000",
    ),
}

ON_SQLITE: dict[str, tuple[str, ...]] = {
    **DECISIONS_ON_SQLITE,
    "replace a transaction by id": Forged(
        "hold",
        swap("spendable", "held", 5, SIXTY, BORISS),
        person=2,
        columns={"id": "1"},
        verb="INSERT OR REPLACE",
    ).statements(),
    "replace a transaction by key": Forged(
        "hold",
        swap("spendable", "held", 5, SIXTY, BORISS),
        person=2,
        columns={"key": "'bonus'"},
        verb="REPLACE",
    ).statements(),
    "replace the accrual of a decision": (
        new_lot(90, 10),
        *Forged(
            "accrual",
            swap("earned", "spendable", 10, "90"),
            columns={"claim_id": "1", "decision_id": "1"},
            verb="REPLACE",
        ).statements(),
    ),
    "replace an entry": (
        f"REPLACE INTO ledger_entries (transaction_id, position, account_id, amount, lot_id)"
        f" VALUES ({BONUS}, 2, {account('spendable', BORISS)}, 600, {SIXTY})",
    ),
    "replace a lot": (new_lot(3, 600).replace("INSERT", "REPLACE"),),
    "replace an account": (
        "REPLACE INTO ledger_accounts (programme_id, person_id, kind, balance, last_transaction_id)"
        " VALUES (1, 2, 'spendable', 0, 0)",
    ),
    "update or replace a key": ("UPDATE OR REPLACE ledger_transactions SET key = 'bonus' WHERE id = 1",),
    "ignore that there is not so much": Forged(
        "hold", swap("spendable", "held", 61, SIXTY, BORISS), person=2, verb="INSERT OR IGNORE"
    ).statements(),
}

ON_POSTGRESQL: dict[str, tuple[str, ...]] = {
    **{f"truncate {table}": (f"TRUNCATE {table} CASCADE",) for table in (*guards.TABLES, *decisions.TABLES)},
    "truncate everything": (f"TRUNCATE {', '.join(guards.TABLES)} RESTART IDENTITY CASCADE",),
    "truncate persons and what hangs on them": ("TRUNCATE persons CASCADE",),
}

NEEDS_FOREIGN_KEYS = {"entries that nothing closes", "a lot that nothing closes"}
"""SQLite refuses these on the service's own connections; anywhere else the proof finds them."""
