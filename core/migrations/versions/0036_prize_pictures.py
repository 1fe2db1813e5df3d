"""Pictures of prizes are kept as bytes; those of prizes that are there already are fetched."""

import sqlalchemy as sa
from alembic import op

from core.db.types import UtcDateTime

revision = "0036_prize_pictures"
down_revision = "0035_weeks"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AWAITED = sa.text("next_try_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "prize_pictures",
        sa.Column("prize_id", INTEGER, nullable=False),
        sa.Column("file_id", sa.String(length=200), nullable=False),
        sa.Column("bot_id", INTEGER, nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("tries", INTEGER, nullable=False),
        sa.Column("next_try_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["prize_id"], ["prizes.id"], name=op.f("fk_prize_pictures_prize_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("prize_id", name=op.f("pk_prize_pictures")),
    )
    op.create_index(
        "ix_prize_pictures_awaited",
        "prize_pictures",
        ["next_try_at", "prize_id"],
        sqlite_where=AWAITED,
        postgresql_where=AWAITED,
    )
    op.execute(
        "INSERT INTO prize_pictures (prize_id, file_id, bot_id, tries, next_try_at) "
        "SELECT id, picture, NULL, 0, created_at FROM prizes WHERE picture IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_table("prize_pictures")
