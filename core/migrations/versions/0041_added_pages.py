"""A picture sent for a claim can stand beside those it has: a further page, not another photo."""

import sqlalchemy as sa
from alembic import op

revision = "0041_added_pages"
down_revision = "0040_decisions_guarded"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("adds_pages", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("drafts") as drafts:
        drafts.alter_column("adds_pages", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("drafts") as drafts:
        drafts.drop_column("adds_pages")
