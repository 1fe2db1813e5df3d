"""A sale can be sent for practice: it walks the whole way and pays nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0030_practices"
down_revision = "0029_likeness"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("drafts", sa.Column("practice", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "practices",
        sa.Column("draft_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("points", INTEGER, nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False),
        sa.Column("decided_by", INTEGER, nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_practices_draft_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_practices_programme_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_practices_person_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["persons.id"], name=op.f("fk_practices_decided_by")),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_practices")),
    )
    op.create_index("ix_practices_person_id", "practices", ["person_id"])


def downgrade() -> None:
    op.drop_index("ix_practices_person_id", "practices")
    op.drop_table("practices")
    with op.batch_alter_table("drafts") as drafts:
        drafts.drop_column("practice")
