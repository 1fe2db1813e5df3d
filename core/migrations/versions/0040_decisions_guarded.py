"""The database itself guards decisions: each says what it grants, and none is turned, deleted or forged."""

import sqlalchemy as sa
from alembic import op

from core.migrations.frozen import DECISIONS, put_up, take_down

revision = "0040_decisions_guarded"
down_revision = "0039_weeks_by_person"
branch_labels = None
depends_on = None


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("decisions", sa.Column("granted", number, server_default="0", nullable=False))
    op.execute(
        "UPDATE decisions SET granted ="
        " COALESCE((SELECT SUM(l.points) FROM decision_lines l WHERE l.decision_id = decisions.id), 0)"
        " WHERE verdict = 'approve'"
    )
    for statement in put_up("decisions", dialect):
        op.execute(statement)


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    for statement in take_down(dialect, DECISIONS):
        op.execute(statement)
    if dialect == "postgresql":
        op.execute("DROP FUNCTION guard_decisions_truncate() CASCADE")
    op.drop_column("decisions", "granted")
