"""The ledger's triggers, written from its rules for either database.

SQLite drops a table's triggers with the table: a migration that rebuilds one of TABLES must `install` again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from core.points import rules
from core.points.rules import ALWAYS, Rule, Rules

TABLES = ("ledger_accounts", "ledger_transactions", "ledger_entries", "lots")
SEQUENCE = "ledger_transaction_ids"


@dataclass(frozen=True, slots=True)
class Guard:
    """One trigger: what it refuses, and what it does besides."""

    name: str
    table: str
    event: str
    refuses: Rules
    when: str = "BEFORE"
    first: tuple[str, ...] = ()
    """Statements for PostgreSQL before the rules are looked at."""
    does: tuple[str, ...] = ()


def _never(message: str) -> Rules:
    return (Rule(message, ALWAYS),)


GUARDS = (
    Guard("guard_ledger_accounts_insert", "ledger_accounts", "INSERT", rules.OPEN_ACCOUNT),
    Guard("guard_ledger_accounts_update", "ledger_accounts", "UPDATE", rules.CHANGE_ACCOUNT),
    Guard("guard_ledger_accounts_delete", "ledger_accounts", "DELETE", _never("an account is never deleted")),
    Guard("guard_ledger_entries_insert", "ledger_entries", "INSERT", rules.ENTER),
    Guard("guard_ledger_entries_update", "ledger_entries", "UPDATE", _never("an entry is never changed")),
    Guard("guard_ledger_entries_delete", "ledger_entries", "DELETE", _never("an entry is never deleted")),
    Guard("guard_lots_insert", "lots", "INSERT", rules.OPEN_LOT),
    Guard("guard_lots_update", "lots", "UPDATE", rules.CHANGE_LOT),
    Guard("guard_lots_delete", "lots", "DELETE", _never("a lot is never deleted")),
    Guard("guard_ledger_transactions_insert", "ledger_transactions", "INSERT", rules.CLOSE, first=(rules.LOCK,)),
    Guard(
        "guard_ledger_transactions_close",
        "ledger_transactions",
        "INSERT",
        rules.CLOSED,
        when="AFTER",
        does=rules.APPLY,
    ),
    Guard("guard_ledger_transactions_update", "ledger_transactions", "UPDATE", _never("a transaction never changes")),
    Guard(
        "guard_ledger_transactions_delete", "ledger_transactions", "DELETE", _never("a transaction is never deleted")
    ),
)


def install(dialect: str) -> Iterator[str]:
    """The statements that put every guard in place, in order."""
    if dialect == "postgresql":
        yield f"CREATE SEQUENCE {SEQUENCE}"
        yield from _no_truncation()
    for guard in GUARDS:
        yield from _sqlite(guard) if dialect == "sqlite" else _postgresql(guard)


def remove(dialect: str) -> Iterator[str]:
    """The statements that take them away."""
    for guard in GUARDS:
        if dialect == "sqlite":
            yield f"DROP TRIGGER {guard.name}"
        else:
            yield f"DROP FUNCTION {guard.name}() CASCADE"
    if dialect == "postgresql":
        yield "DROP FUNCTION guard_ledger_truncate() CASCADE"
        yield f"DROP SEQUENCE {SEQUENCE}"


def _sqlite(guard: Guard) -> Iterator[str]:
    refusals = [f"SELECT RAISE(ABORT, '{rule.message}') WHERE {rule.condition}" for rule in guard.refuses]
    body = ";\n".join([*guard.does, *refusals])
    yield (f"CREATE TRIGGER {guard.name} {guard.when} {guard.event} ON {guard.table} FOR EACH ROW BEGIN\n{body};\nEND")


def _postgresql(guard: Guard) -> Iterator[str]:
    refusals = [
        f"IF {rule.condition} THEN RAISE EXCEPTION '{rule.message}' USING ERRCODE = 'check_violation'; END IF"
        for rule in guard.refuses
        if not rule.only_on_sqlite
    ]
    body = ";\n".join([*guard.first, *guard.does, *refusals])
    yield (f"CREATE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n{body};\nRETURN NEW;\nEND $$")
    yield (
        f"CREATE TRIGGER {guard.name} {guard.when} {guard.event} ON {guard.table}"
        f" FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
    )


def _no_truncation() -> Iterator[str]:
    yield (
        "CREATE FUNCTION guard_ledger_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n"
        "RAISE EXCEPTION 'the ledger is never emptied' USING ERRCODE = 'check_violation';\nEND $$"
    )
    for table in TABLES:
        yield (
            f"CREATE TRIGGER guard_{table}_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION guard_ledger_truncate()"
        )
