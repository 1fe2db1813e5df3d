"""The ledger's triggers, written from its rules for either database.

SQLite drops a table's triggers with the table: a migration that rebuilds one of TABLES must put them up again. What
migrations put up is frozen in core.migrations.frozen, so that rules may change here; a test compares the two.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.points import closing, rules
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


def never(message: str) -> Rules:
    return (Rule(message, ALWAYS),)


GUARDS = (
    Guard("guard_ledger_accounts_insert", "ledger_accounts", "INSERT", rules.OPEN_ACCOUNT),
    Guard("guard_ledger_accounts_update", "ledger_accounts", "UPDATE", rules.CHANGE_ACCOUNT),
    Guard("guard_ledger_accounts_delete", "ledger_accounts", "DELETE", never("an account is never deleted")),
    Guard("guard_ledger_entries_insert", "ledger_entries", "INSERT", rules.ENTER),
    Guard("guard_ledger_entries_update", "ledger_entries", "UPDATE", never("an entry is never changed")),
    Guard("guard_ledger_entries_delete", "ledger_entries", "DELETE", never("an entry is never deleted")),
    Guard("guard_lots_insert", "lots", "INSERT", rules.OPEN_LOT),
    Guard("guard_lots_update", "lots", "UPDATE", rules.CHANGE_LOT),
    Guard("guard_lots_delete", "lots", "DELETE", never("a lot is never deleted")),
    Guard("guard_ledger_transactions_insert", "ledger_transactions", "INSERT", closing.CLOSE, first=(rules.LOCK,)),
    Guard(
        "guard_ledger_transactions_close",
        "ledger_transactions",
        "INSERT",
        rules.CLOSED,
        when="AFTER",
        does=rules.APPLY,
    ),
    Guard("guard_ledger_transactions_update", "ledger_transactions", "UPDATE", never("a transaction never changes")),
    Guard("guard_ledger_transactions_delete", "ledger_transactions", "DELETE", never("a transaction is never deleted")),
)


def install(dialect: str) -> Iterator[str]:
    """The statements that put every guard in place, in order."""
    if dialect == "postgresql":
        yield f"CREATE SEQUENCE {SEQUENCE}"
        yield from no_truncation("ledger", TABLES, "the ledger is never emptied")
    yield from triggers(dialect)


def triggers(dialect: str) -> Iterator[str]:
    """The statements that put the triggers alone in place."""
    for guard in GUARDS:
        yield from written(guard, dialect)


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


def written(guard: Guard, dialect: str) -> Iterator[str]:
    """The statements that put one guard in place."""
    yield from _sqlite(guard) if dialect == "sqlite" else _postgresql(guard)


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


def no_truncation(name: str, tables: Iterable[str], message: str) -> Iterator[str]:
    """PostgreSQL's statements that keep tables from being emptied at once."""
    yield (
        f"CREATE FUNCTION guard_{name}_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n"
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation';\nEND $$"
    )
    for table in tables:
        yield (
            f"CREATE TRIGGER guard_{table}_truncate BEFORE TRUNCATE ON {table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION guard_{name}_truncate()"
        )
