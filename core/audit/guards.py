"""The audit log's triggers: entries are only ever added, one after the other.

SQLite drops a table's triggers with the table: a migration that rebuilds one of TABLES must `install` again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from core.points.guards import no_truncation

TABLES = ("audit_heads", "audit_entries", "audit_seals")
ALWAYS = "1 = 1"


@dataclass(frozen=True, slots=True)
class Guard:
    """One trigger: when it refuses what, on either database."""

    table: str
    event: str
    message: str
    refuses: str

    @property
    def name(self) -> str:
        return f"guard_{self.table}_{self.event.lower()}"


GUARDS = (
    Guard(
        "audit_entries",
        "INSERT",
        "an entry continues the log",
        "NEW.serial <> 1 + COALESCE((SELECT MAX(serial) FROM audit_entries WHERE programme_id = NEW.programme_id), 0)"
        " OR (NEW.serial > 1 AND NEW.previous <> (SELECT hash FROM audit_entries"
        " WHERE programme_id = NEW.programme_id AND serial = NEW.serial - 1))",
    ),
    Guard("audit_entries", "UPDATE", "an entry is never changed", ALWAYS),
    Guard("audit_entries", "DELETE", "an entry is never deleted", ALWAYS),
    Guard(
        "audit_heads",
        "INSERT",
        "a log begins empty, once",
        "NEW.serial <> 0 OR EXISTS (SELECT 1 FROM audit_heads WHERE programme_id = NEW.programme_id)",
    ),
    Guard(
        "audit_heads",
        "UPDATE",
        "a log ends with its last entry",
        "NEW.programme_id <> OLD.programme_id OR NEW.serial <= OLD.serial OR NOT EXISTS ("
        "SELECT 1 FROM audit_entries WHERE programme_id = NEW.programme_id AND serial = NEW.serial AND hash = NEW.hash)"
        " OR EXISTS (SELECT 1 FROM audit_entries WHERE programme_id = NEW.programme_id AND serial > NEW.serial)",
    ),
    Guard("audit_heads", "DELETE", "a log has its end", ALWAYS),
    Guard(
        "audit_seals",
        "INSERT",
        "a day is sealed once",
        "EXISTS (SELECT 1 FROM audit_seals WHERE programme_id = NEW.programme_id AND day = NEW.day)",
    ),
    Guard("audit_seals", "UPDATE", "a seal is never changed", ALWAYS),
    Guard("audit_seals", "DELETE", "a seal is never broken", ALWAYS),
)


def install(dialect: str) -> Iterator[str]:
    """The statements that put every guard in place, in order."""
    for guard in GUARDS:
        yield from _sqlite(guard) if dialect == "sqlite" else _postgresql(guard)
    if dialect == "postgresql":
        yield from no_truncation("audit", TABLES, "the audit log is never emptied")


def remove(dialect: str) -> Iterator[str]:
    """The statements that take them away."""
    for guard in GUARDS:
        yield f"DROP TRIGGER {guard.name}" if dialect == "sqlite" else f"DROP FUNCTION {guard.name}() CASCADE"
    if dialect == "postgresql":
        yield "DROP FUNCTION guard_audit_truncate() CASCADE"


def _sqlite(guard: Guard) -> Iterator[str]:
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} FOR EACH ROW BEGIN\n"
        f"SELECT RAISE(ABORT, '{guard.message}') WHERE {guard.refuses};\nEND"
    )


def _postgresql(guard: Guard) -> Iterator[str]:
    yield (
        f"CREATE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n"
        f"IF {guard.refuses} THEN RAISE EXCEPTION '{guard.message}' USING ERRCODE = 'check_violation'; END IF;\n"
        "RETURN NEW;\nEND $$"
    )
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table}"
        f" FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
    )
