"""Lists that people send are imports: fetched, read, shown, saved."""

import sqlalchemy as sa
from alembic import op

revision = "0009_imports"
down_revision = "0008_audit_log"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("file_id", sa.String(256), nullable=True),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("version", INTEGER, nullable=False),
        sa.Column("refused_for", sa.String(32), nullable=True),
        sa.Column("choice", sa.String(32), nullable=False),
        sa.Column("count", INTEGER, nullable=False),
        sa.Column("done", INTEGER, nullable=False),
        sa.Column("sheet", sa.LargeBinary(), nullable=True),
        sa.Column("preview", sa.LargeBinary(), nullable=True),
        sa.Column("saved", sa.String(400), nullable=True),
        sa.Column("tries", INTEGER, nullable=False),
        sa.Column("next_try_at", INSTANT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name="fk_imports_programme_id"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_imports_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
    )
    op.create_index("ix_imports_state_next_try_at", "imports", ["state", "next_try_at"])
    op.create_index("ix_imports_person_id_kind", "imports", ["person_id", "kind"])


def downgrade() -> None:
    op.drop_table("imports")
