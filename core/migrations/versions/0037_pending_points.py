"""Approved points can rest for some days before they can be spent: a lot knows when, and what of it is pending."""

import sqlalchemy as sa
from alembic import op

from core.migrations.frozen import put_up, take_down

revision = "0037_pending_points"
down_revision = "0036_prize_pictures"
branch_labels = None
depends_on = None

RESTING = sa.text("pending > 0")
INDEXES = {"ix_lots_resting": ["spendable_at"], "ix_lots_own_resting": ["account_id", "spendable_at"]}
WITHIN = "CONSTRAINT ck_lots_pending_within_amount CHECK (pending >= 0 AND pending <= amount)"
EVER_PENDING = (
    "SELECT count(*) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id AND a.kind = 'pending'"
)


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    for statement in take_down(dialect):
        op.execute(statement)
    number = "INTEGER" if dialect == "sqlite" else "BIGINT"
    op.execute(f"ALTER TABLE lots ADD COLUMN pending {number} DEFAULT 0 NOT NULL {WITHIN}")
    op.add_column("lots", sa.Column("spendable_at", sa.DateTime(timezone=True), nullable=True))
    for name, columns in INDEXES.items():
        op.create_index(name, "lots", columns, sqlite_where=RESTING, postgresql_where=RESTING)
    for statement in put_up("pending", dialect):
        op.execute(statement)


def downgrade() -> None:
    """Refused once points have been pending: nothing that was posted is rewritten, and older rules cannot read it."""
    dialect = op.get_bind().dialect.name
    if op.get_bind().scalar(sa.text(EVER_PENDING)):
        raise RuntimeError("points have been pending in this ledger: restore a backup from before instead")
    for statement in take_down(dialect):
        op.execute(statement)
    op.execute("DELETE FROM ledger_accounts WHERE kind = 'pending'")
    for name in INDEXES:
        op.drop_index(name, table_name="lots")
    op.execute("ALTER TABLE lots DROP COLUMN spendable_at")
    op.execute("ALTER TABLE lots DROP COLUMN pending")
    for statement in put_up("first", dialect):
        op.execute(statement)
