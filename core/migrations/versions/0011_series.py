"""Pictures that come together are asked about once, and may be a sale each."""

import sqlalchemy as sa
from alembic import op

revision = "0011_series"
down_revision = "0010_erasures"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("several", sa.String(32), nullable=True))
        drafts.add_column(sa.Column("series_id", INTEGER, nullable=True))
        drafts.create_foreign_key("fk_drafts_series_id", "drafts", ["series_id"], ["id"])
        drafts.create_index("ix_drafts_series_id", ["series_id"])


def downgrade() -> None:
    with op.batch_alter_table("drafts") as drafts:
        drafts.drop_index("ix_drafts_series_id")
        drafts.drop_constraint("fk_drafts_series_id", type_="foreignkey")
        drafts.drop_column("series_id")
        drafts.drop_column("several")
