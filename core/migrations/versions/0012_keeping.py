"""The installation keeps note of its daily work and of alerts, and finds what went wrong with messages by index."""

import sqlalchemy as sa
from alembic import op

from core.db.types import UtcDateTime

revision = "0012_keeping"
down_revision = "0011_series"
branch_labels = None
depends_on = None

DEAD = sa.text("payload IS NOT NULL AND state = 'dead'")
AMISS = sa.text("payload IS NOT NULL AND state IN ('failed', 'unknown')")


def upgrade() -> None:
    op.create_table(
        "runs",
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("good", sa.Boolean(), nullable=True),
        sa.Column("detail", sa.String(200), nullable=True),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.PrimaryKeyConstraint("kind", "day", name=op.f("pk_runs")),
    )
    op.create_table(
        "alerts",
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.Column("over_at", UtcDateTime(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_alerts")),
    )
    op.create_index("ix_inbox_dead", "inbox", ["id"], sqlite_where=DEAD, postgresql_where=DEAD)
    op.create_index("ix_outbox_amiss", "outbox", ["state", "id"], sqlite_where=AMISS, postgresql_where=AMISS)


def downgrade() -> None:
    op.drop_index("ix_outbox_amiss", table_name="outbox")
    op.drop_index("ix_inbox_dead", table_name="inbox")
    op.drop_table("alerts")
    op.drop_table("runs")
