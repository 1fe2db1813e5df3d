"""A week's sales are found person by person; an index over all of them misled what looks for a few."""

from alembic import op

revision = "0039_weeks_by_person"
down_revision = "0038_handed_sales"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_claims_programme_id_submitted_at", "claims")


def downgrade() -> None:
    op.create_index("ix_claims_programme_id_submitted_at", "claims", ["programme_id", "submitted_at"])
