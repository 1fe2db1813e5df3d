"""A photo can be sent alone, for those who decide to fill in the rest."""

import sqlalchemy as sa
from alembic import op

revision = "0038_handed_sales"
down_revision = "0037_pending_points"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
HANDED = sa.text("state = 'handed'")


def upgrade() -> None:
    op.add_column("drafts", sa.Column("handed_at", INSTANT, nullable=True))
    op.add_column("drafts", sa.Column("filled_by", BIG, nullable=True))
    op.add_column("drafts", sa.Column("filled_until", INSTANT, nullable=True))
    op.create_index(
        "ix_drafts_handed", "drafts", ["programme_id", "handed_at"], sqlite_where=HANDED, postgresql_where=HANDED
    )


def downgrade() -> None:
    op.drop_index("ix_drafts_handed", "drafts")
    op.drop_column("drafts", "filled_until")
    op.drop_column("drafts", "filled_by")
    op.drop_column("drafts", "handed_at")
