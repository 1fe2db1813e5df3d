"""One message to everybody: who wrote it, and how far it has gone."""

import sqlalchemy as sa
from alembic import op

revision = "0021_announcements"
down_revision = "0020_standing"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
GOING_OUT = sa.text("state = 'going_out'")


def upgrade() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("by_id", INTEGER, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("message_key", sa.String(length=64), nullable=True),
        sa.Column("reached_to", INTEGER, nullable=False),
        sa.Column("recipients", INTEGER, nullable=False),
        sa.Column("composed_at", INSTANT, nullable=False),
        sa.Column("launched_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_announcements_by_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_announcements_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
    )
    op.create_index(op.f("ix_announcements_by_id_id"), "announcements", ["by_id", "id"])
    op.create_index(
        "ix_announcements_going_out", "announcements", ["id"], sqlite_where=GOING_OUT, postgresql_where=GOING_OUT
    )


def downgrade() -> None:
    op.drop_table("announcements")
