"""The audit log: its entries, its signed end, the ends of its days; guarded by the database itself."""

import sqlalchemy as sa
from alembic import op

from core.audit import guards

revision = "0008_audit_log"
down_revision = "0007_names_found"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "audit_heads",
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("serial", INTEGER, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("signature", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name="fk_audit_heads_programme_id"),
        sa.PrimaryKeyConstraint("programme_id", name="pk_audit_heads"),
    )
    op.create_table(
        "audit_entries",
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("serial", INTEGER, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", INTEGER, nullable=True),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["audit_heads.programme_id"], name="fk_audit_entries_programme_id"),
        sa.PrimaryKeyConstraint("programme_id", "serial", name="pk_audit_entries"),
    )
    op.create_table(
        "audit_seals",
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("serial", INTEGER, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("signature", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["audit_heads.programme_id"], name="fk_audit_seals_programme_id"),
        sa.PrimaryKeyConstraint("programme_id", "day", name="pk_audit_seals"),
    )
    for statement in guards.install(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for statement in guards.remove(op.get_bind().dialect.name):
        op.execute(statement)
    op.drop_table("audit_seals")
    op.drop_table("audit_entries")
    op.drop_table("audit_heads")
