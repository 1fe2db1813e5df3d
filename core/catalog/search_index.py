"""The search's indexes, which know every three letters of a product's words: FTS5 on SQLite, pg_trgm on PostgreSQL.

SQLite drops a table's triggers with the table: a migration that rebuilds one of TABLES must `install` again. Where
pg_trgm cannot be had, PostgreSQL finds the same by reading all rows.
"""

from collections.abc import Sequence

TABLES = {"products": "sought", "catalogue_words": "word"}
"""What is indexed: table and column."""

PG_TRGM = "CREATE EXTENSION IF NOT EXISTS pg_trgm"
"""A trusted extension: whoever may create in the database may have it, if the server's files are there."""


def install(dialect: str) -> Sequence[str]:
    """The statements that make the indexes and keep them current. On PostgreSQL they need pg_trgm."""
    if dialect == "sqlite":
        return [statement for table, column in TABLES.items() for statement in _fts(table, column)]
    return [
        f"CREATE INDEX {_gin(table, column)} ON {table} USING gin ({column} gin_trgm_ops)"
        for table, column in TABLES.items()
    ]


def remove(dialect: str) -> Sequence[str]:
    """The statements that undo it."""
    if dialect == "sqlite":
        return [
            statement
            for table in TABLES
            for statement in (
                *(f"DROP TRIGGER {table}_{event}_index" for event in ("insert", "update", "delete")),
                f"DROP TABLE {table}_index",
            )
        ]
    return [f"DROP INDEX IF EXISTS {_gin(table, column)}" for table, column in TABLES.items()]


def is_part(name: str | None) -> bool:
    """Whether a table or an index of the database is one of these: no model declares them."""
    ours = [f"{table}_index" for table in TABLES] + [_gin(table, column) for table, column in TABLES.items()]
    return name is not None and any(name == one or name.startswith(f"{one}_") for one in ours)


def _gin(table: str, column: str) -> str:
    return f"ix_{table}_{column}_trgm"


def _fts(table: str, column: str) -> list[str]:
    index = f"{table}_index"
    add = f"INSERT INTO {index}(rowid, {column}) VALUES (new.id, new.{column});"  # noqa: S608 (names of ours)
    drop = f"INSERT INTO {index}({index}, rowid, {column}) VALUES ('delete', old.id, old.{column});"  # noqa: S608
    return [
        f"CREATE VIRTUAL TABLE {index} USING fts5("
        f"{column}, content='{table}', content_rowid='id', tokenize='trigram case_sensitive 1')",
        f"CREATE TRIGGER {table}_insert_index AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {table}_update_index AFTER UPDATE OF {column} ON {table}"
        f" WHEN old.{column} <> new.{column} BEGIN {drop} {add} END",
        f"CREATE TRIGGER {table}_delete_index AFTER DELETE ON {table} BEGIN {drop} END",
        f"INSERT INTO {index}({index}) VALUES ('rebuild')",  # noqa: S608
    ]
