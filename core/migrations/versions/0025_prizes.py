"""Points buy prizes: a list, and orders that hold points."""

import sqlalchemy as sa
from alembic import op

from core.db.types import UtcDateTime

revision = "0025_prizes"
down_revision = "0024_claim_notes"
branch_labels = None
depends_on = None

LISTED = sa.text("listed_at IS NOT NULL")
OPEN = sa.text("state = 'ordered'")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "prizes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("programme_id", BIG, nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("descriptions", sa.JSON(), nullable=False),
        sa.Column("points", BIG, nullable=False),
        sa.Column("stock", BIG, nullable=True),
        sa.Column("per_person", BIG, nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("picture", sa.String(200), nullable=True),
        sa.Column("listed_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", BIG, nullable=False),
        sa.CheckConstraint("points > 0", name=op.f("ck_prizes_points_positive")),
        sa.CheckConstraint("stock >= 0", name=op.f("ck_prizes_stock_not_negative")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_prizes_programme_id")),
        sa.ForeignKeyConstraint(["created_by"], ["persons.id"], name=op.f("fk_prizes_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prizes")),
    )
    op.create_index(
        "ix_prizes_listed",
        "prizes",
        ["programme_id", "points", "id"],
        sqlite_where=LISTED,
        postgresql_where=LISTED,
    )
    op.create_index(op.f("ix_prizes_programme_id_id"), "prizes", ["programme_id", "id"])
    op.create_table(
        "orders",
        sa.Column("id", BIG, nullable=False),
        sa.Column("programme_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("prize_id", BIG, nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("points", BIG, nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("hold_id", BIG, nullable=True),
        sa.Column("ordered_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("verdict", sa.String(32), nullable=True),
        sa.Column("verdict_at", UtcDateTime(), nullable=True),
        sa.Column("verdict_by", BIG, nullable=True),
        sa.Column("reason", sa.String(32), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_orders_programme_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_orders_person_id")),
        sa.ForeignKeyConstraint(["prize_id"], ["prizes.id"], name=op.f("fk_orders_prize_id")),
        sa.ForeignKeyConstraint(["hold_id"], ["ledger_transactions.id"], name=op.f("fk_orders_hold_id")),
        sa.ForeignKeyConstraint(["verdict_by"], ["persons.id"], name=op.f("fk_orders_verdict_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
    )
    op.create_index(op.f("ix_orders_person_id_id"), "orders", ["person_id", "id"])
    op.create_index(
        "ix_orders_open", "orders", ["programme_id", "due_at", "id"], sqlite_where=OPEN, postgresql_where=OPEN
    )


def downgrade() -> None:
    op.drop_table("orders")
    op.drop_table("prizes")
