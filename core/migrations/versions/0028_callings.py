"""Each of those who decide chooses how to be called."""

import sqlalchemy as sa
from alembic import op

revision = "0028_callings"
down_revision = "0027_groups"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "callings",
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("how", sa.String(length=32), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_callings_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_callings")),
    )


def downgrade() -> None:
    op.drop_table("callings")
