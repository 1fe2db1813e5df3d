"""The database itself guards the ledger."""

from alembic import op

from core.migrations.frozen import put_up, take_down

revision = "0002_ledger_guards"
down_revision = "0001_first_tables"
branch_labels = None
depends_on = None

TABLES = ("ledger_accounts", "ledger_transactions", "ledger_entries", "lots")


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        op.execute("CREATE SEQUENCE ledger_transaction_ids")
        op.execute(
            "CREATE FUNCTION guard_ledger_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n"
            "RAISE EXCEPTION 'the ledger is never emptied' USING ERRCODE = 'check_violation';\nEND $$"
        )
        for table in TABLES:
            op.execute(
                f"CREATE TRIGGER guard_{table}_truncate BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION guard_ledger_truncate()"
            )
    for statement in put_up("first", dialect):
        op.execute(statement)


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    for statement in take_down(dialect):
        op.execute(statement)
    if dialect == "postgresql":
        op.execute("DROP FUNCTION guard_ledger_truncate() CASCADE")
        op.execute("DROP SEQUENCE ledger_transaction_ids")
