"""All points that a programme has given out are counted, so that a cap on them costs nothing to look at."""

import sqlalchemy as sa
from alembic import op

revision = "0031_points_given"
down_revision = "0030_practices"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "points_given",
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("points", INTEGER, nullable=False),
        sa.Column("told", INTEGER, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_points_given_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", name=op.f("pk_points_given")),
    )
    op.execute(
        "INSERT INTO points_given (programme_id, points, told) SELECT programme_id, SUM(balance), 0"
        " FROM ledger_accounts WHERE kind = 'earned' GROUP BY programme_id"
    )


def downgrade() -> None:
    op.drop_table("points_given")
