"""An announcement is news of the programme, or an offer, which goes only to those who agreed to advertising."""

import sqlalchemy as sa
from alembic import op

revision = "0045_offers_apart"
down_revision = "0044_questions_reminded"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "announcements", sa.Column("advertising", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )


def downgrade() -> None:
    op.drop_column("announcements", "advertising")
