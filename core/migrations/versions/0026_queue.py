"""Each moderator has a place in the queue, and takes a claim for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0026_queue"
down_revision = "0025_prizes"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "takings",
        sa.Column("claim_id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_takings_claim_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_takings_person_id")),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_takings")),
    )
    op.create_index(op.f("ix_takings_person_id"), "takings", ["person_id"])
    op.create_table(
        "queues",
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("claim_id", INTEGER, nullable=True),
        sa.Column("last_id", INTEGER, nullable=True),
        sa.Column("put_off", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_queues_person_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_queues_claim_id")),
        sa.ForeignKeyConstraint(["last_id"], ["claims.id"], name=op.f("fk_queues_last_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_queues")),
    )
    op.create_index(op.f("ix_queues_claim_id"), "queues", ["claim_id"])
    op.create_index(op.f("ix_queues_last_id"), "queues", ["last_id"])


def downgrade() -> None:
    op.drop_table("queues")
    op.drop_table("takings")
