"""What happened within a week is found by index."""

from alembic import op

revision = "0035_weeks"
down_revision = "0034_posters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_claims_programme_id_submitted_at", "claims", ["programme_id", "submitted_at"])
    op.create_index("ix_orders_programme_id_ordered_at", "orders", ["programme_id", "ordered_at"])


def downgrade() -> None:
    op.drop_index("ix_orders_programme_id_ordered_at", "orders")
    op.drop_index("ix_claims_programme_id_submitted_at", "claims")
