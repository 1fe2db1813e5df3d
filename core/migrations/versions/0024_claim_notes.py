"""Partner and moderators write to each other about a claim, which keeps its place in the queue meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0024_claim_notes"
down_revision = "0023_appeals"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "claim_notes",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("claim_id", INTEGER, nullable=False),
        sa.Column("author_id", INTEGER, nullable=False),
        sa.Column("wanted", sa.String(length=32), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["persons.id"], name="fk_claim_notes_author_id"),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_claim_notes_claim_id"),
        sa.PrimaryKeyConstraint("id", name="pk_claim_notes"),
    )
    op.create_index("ix_claim_notes_claim_id", "claim_notes", ["claim_id"])
    op.add_column("claims", sa.Column("first_due_at", INSTANT, nullable=True))
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("in_doubt", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("drafts") as drafts:
        drafts.alter_column("in_doubt", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("drafts") as drafts:
        drafts.drop_column("in_doubt")
    op.drop_column("claims", "first_due_at")
    op.drop_index("ix_claim_notes_claim_id", "claim_notes")
    op.drop_table("claim_notes")
