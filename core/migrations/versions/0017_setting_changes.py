"""What was changed about a programme, with both values, so that it can be put back."""

import sqlalchemy as sa
from alembic import op

revision = "0017_setting_changes"
down_revision = "0016_talks"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "setting_changes",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("by", INTEGER, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name="fk_setting_changes_programme_id"),
        sa.ForeignKeyConstraint(["by"], ["persons.id"], name="fk_setting_changes_by"),
        sa.PrimaryKeyConstraint("id", name="pk_setting_changes"),
    )
    op.create_index("ix_setting_changes_programme_id_id", "setting_changes", ["programme_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_setting_changes_programme_id_id", "setting_changes")
    op.drop_table("setting_changes")
