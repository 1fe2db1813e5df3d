"""People and claims have a place: regions, outlets, and who looks after whom, within which limits."""

import sqlalchemy as sa
from alembic import op

from core.db.types import BigId, UtcDateTime

revision = "0006_places"
down_revision = "0005_many_lines"
branch_labels = None
depends_on = None

REFERRING = (
    ("companies", "region_id", "regions"),
    ("employments", "outlet_id", "outlets"),
    ("persons", "company_id", "companies"),
    ("persons", "outlet_id", "outlets"),
    ("persons", "region_id", "regions"),
    ("persons", "manager_id", "persons"),
    ("claims", "company_id", "companies"),
    ("claims", "outlet_id", "outlets"),
    ("claims", "region_id", "regions"),
)
"""Written out: SQLite adds such a column in place, where a batch would copy a table that others refer to."""

PLAIN = (
    ("companies", "timezone", sa.String(64)),
    ("employments", "confirmed_at", UtcDateTime()),
    ("employments", "ask_at", UtcDateTime()),
    ("persons", "place_zone", sa.String(64)),
    ("persons", "removed_from", sa.String(32)),
    ("persons", "removed_at", UtcDateTime()),
)
FLAGS = ("scoped", "frozen")
INDEXES = (
    ("persons", ["programme_id", "role", "status", "id"]),
    ("persons", ["company_id", "id"]),
    ("persons", ["region_id", "id"]),
    ("persons", ["manager_id", "id"]),
    ("employments", ["until", "ask_at"]),
)


def upgrade() -> None:
    _tables()
    number = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    for table, column, to in REFERRING:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} {number} CONSTRAINT fk_{table}_{column} REFERENCES {to} (id)"
        )
    for table, name, kind in PLAIN:
        op.add_column(table, sa.Column(name, kind))
    for flag in FLAGS:
        op.add_column("persons", sa.Column(flag, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.drop_index("ix_persons_programme_id_role", table_name="persons")
    for table, columns in INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    _follow()


def _tables() -> None:
    op.create_table(
        "regions",
        sa.Column("id", BigId, nullable=False),
        sa.Column("programme_id", BigId, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("name_key", sa.String(64), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name="fk_regions_programme_id"),
        sa.PrimaryKeyConstraint("id", name="pk_regions"),
        sa.UniqueConstraint("programme_id", "name_key", name="uq_regions_programme_id_name_key"),
    )
    op.create_table(
        "outlets",
        sa.Column("id", BigId, nullable=False),
        sa.Column("company_id", BigId, nullable=False),
        sa.Column("name", sa.String(128), nullable=False),
        sa.Column("name_key", sa.String(128), nullable=False),
        sa.Column("region_id", BigId),
        sa.Column("timezone", sa.String(64)),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name="fk_outlets_company_id"),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name="fk_outlets_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outlets"),
        sa.UniqueConstraint("company_id", "name_key", name="uq_outlets_company_id_name_key"),
    )
    op.create_table(
        "scopes",
        sa.Column("id", BigId, nullable=False),
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("region_id", BigId),
        sa.Column("company_id", BigId),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_scopes_person_id"),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name="fk_scopes_region_id"),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name="fk_scopes_company_id"),
        sa.PrimaryKeyConstraint("id", name="pk_scopes"),
        sa.UniqueConstraint("person_id", "region_id", name="uq_scopes_person_id_region_id"),
        sa.UniqueConstraint("person_id", "company_id", name="uq_scopes_person_id_company_id"),
    )


def _follow() -> None:
    """Whoever works somewhere has that place; claims that were sent take their person's of today."""
    op.execute(
        "UPDATE persons SET company_id = (SELECT company_id FROM employments"
        " WHERE person_id = persons.id AND until IS NULL ORDER BY id DESC LIMIT 1)"
    )
    op.execute("UPDATE claims SET company_id = (SELECT company_id FROM persons WHERE id = claims.person_id)")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("UPDATE employments SET ask_at = datetime(since, '+90 days') || '.000000'")
    else:
        op.execute("UPDATE employments SET ask_at = since + interval '90 days'")


def downgrade() -> None:
    for table, columns in reversed(INDEXES):
        op.drop_index(f"ix_{table}_{'_'.join(columns)}", table_name=table)
    op.create_index("ix_persons_programme_id_role", "persons", ["programme_id", "role"])
    for flag in FLAGS:
        op.drop_column("persons", flag)
    for table, name, _ in PLAIN:
        op.drop_column(table, name)
    for table, column, _ in reversed(REFERRING):
        op.drop_column(table, column)
    for table in ("scopes", "outlets", "regions"):
        op.drop_table(table)
