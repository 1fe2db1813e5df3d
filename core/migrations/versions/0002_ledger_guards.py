"""The database itself guards the ledger."""

from alembic import op

from core.points import guards

revision = "0002_ledger_guards"
down_revision = "0001_first_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in guards.install(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for statement in guards.remove(op.get_bind().dialect.name):
        op.execute(statement)
