"""An invite can ask for approval: whoever comes by it waits to be let in."""

import sqlalchemy as sa
from alembic import op

revision = "0022_approval"
down_revision = "0021_announcements"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("invites") as invites:
        invites.add_column(sa.Column("needs_approval", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("invites") as invites:
        invites.drop_column("needs_approval")
