"""Words that were learned for a product can be forgotten, and that be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0043_words_forgotten"
down_revision = "0042_photos_promised"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("learned_words", sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.execute("DELETE FROM learned_words WHERE forgotten_at IS NOT NULL")
    op.drop_column("learned_words", "forgotten_at")
