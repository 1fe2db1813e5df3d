"""Guards as migrations put them in place, word by word: an old migration stays what it was.

Whoever changes core.points.rules or core.claims.guards freezes the new ones here by
`python -m core.migrations.frozen EDITION`, and adds a migration that replaces the last edition by them.
"""

from collections.abc import Iterator, Mapping
from importlib.resources import files

BETWEEN = "\n-- --\n"
LEDGER = {
    "ledger_accounts": ("insert", "update", "delete"),
    "ledger_entries": ("insert", "update", "delete"),
    "lots": ("insert", "update", "delete"),
    "ledger_transactions": ("insert", "close", "update", "delete"),
}
"""Tables, and what the guards of any edition are called by."""
DECISIONS = {"decisions": ("insert", "update", "delete"), "decision_lines": ("insert", "update", "delete")}


def put_up(edition: str, dialect: str) -> list[str]:
    """The statements that put an edition of guards in place."""
    return (files(__name__) / f"{edition}.{dialect}.sql").read_text().removesuffix("\n").split(BETWEEN)


def take_down(dialect: str, guarded: Mapping[str, tuple[str, ...]] = LEDGER) -> Iterator[str]:
    """The statements that take any edition's guards away."""
    for table, events in guarded.items():
        for event in events:
            name = f"guard_{table}_{event}"
            yield f"DROP TRIGGER {name}" if dialect == "sqlite" else f"DROP FUNCTION {name}() CASCADE"
