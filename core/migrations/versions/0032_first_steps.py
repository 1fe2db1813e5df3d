"""First steps of partners, and who may take part at all."""

import sqlalchemy as sa
from alembic import op

revision = "0032_first_steps"
down_revision = "0031_points_given"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "first_steps",
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("practised_at", INSTANT, nullable=True),
        sa.Column("sale_at", INSTANT, nullable=True),
        sa.Column("points_at", INSTANT, nullable=True),
        sa.Column("prize_at", INSTANT, nullable=True),
        sa.Column("remind_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_first_steps_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_first_steps")),
    )
    op.create_index("ix_first_steps_remind_at", "first_steps", ["remind_at"])
    op.create_table(
        "eligibilities",
        sa.Column("person_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=False),
        sa.Column("decided_by", INTEGER, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_eligibilities_person_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["persons.id"], name=op.f("fk_eligibilities_decided_by")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_eligibilities")),
    )


def downgrade() -> None:
    op.drop_table("eligibilities")
    op.drop_index("ix_first_steps_remind_at", "first_steps")
    op.drop_table("first_steps")
