"""A partner may have a decision looked at by somebody else."""

import sqlalchemy as sa
from alembic import op

revision = "0023_appeals"
down_revision = "0022_approval"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "appeals",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("claim_id", INTEGER, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("missed_due_at", INSTANT, nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("raised", INTEGER, nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_appeals_programme_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_appeals_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_appeals_claim_id")),
    )
    undecided = sa.text("closed_at IS NULL")
    op.create_index("ix_appeals_open", "appeals", ["due_at"], sqlite_where=undecided, postgresql_where=undecided)
    op.create_index(op.f("ix_appeals_at"), "appeals", ["at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_appeals_at"), table_name="appeals")
    op.drop_index("ix_appeals_open", table_name="appeals")
    op.drop_table("appeals")
