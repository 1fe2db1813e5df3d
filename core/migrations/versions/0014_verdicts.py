"""A verdict waits before it counts; some take a second person."""

import sqlalchemy as sa
from alembic import op

revision = "0014_verdicts"
down_revision = "0013_decision_lines"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "verdicts",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("claim_id", INTEGER, nullable=False),
        sa.Column("claim_version", INTEGER, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("points", INTEGER, nullable=False),
        sa.Column("decided_by", INTEGER, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("seconded_by", INTEGER, nullable=True),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_verdicts_claim_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["persons.id"], name=op.f("fk_verdicts_decided_by")),
        sa.ForeignKeyConstraint(["seconded_by"], ["persons.id"], name=op.f("fk_verdicts_seconded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdicts")),
    )
    is_open, waits = sa.text("state IN ('waiting', 'seconding')"), sa.text("state = 'waiting'")
    op.create_index(
        "uq_verdicts_open", "verdicts", ["claim_id"], unique=True, sqlite_where=is_open, postgresql_where=is_open
    )
    op.create_index("ix_verdicts_due", "verdicts", ["due_at"], sqlite_where=waits, postgresql_where=waits)
    op.add_column("decisions", sa.Column("seconded_by", INTEGER, nullable=True))


def downgrade() -> None:
    op.execute("ALTER TABLE decisions DROP COLUMN seconded_by")
    op.drop_index("ix_verdicts_due", table_name="verdicts")
    op.drop_index("uq_verdicts_open", table_name="verdicts")
    op.drop_table("verdicts")
