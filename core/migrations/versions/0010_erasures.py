"""Who was erased is remembered by an opaque id; what arrived or was handled no longer says whose it was."""

import sqlalchemy as sa
from alembic import op

revision = "0010_erasures"
down_revision = "0009_imports"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
UNSCRUBBED = sa.text("scrubbed_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("asked_by", INTEGER, nullable=True),
        sa.Column("erased_at", INSTANT, nullable=False),
        sa.Column("scrubbed_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["persons.id"], name=op.f("fk_erasures_asked_by")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_erasures_person_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_erasures_programme_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_erasures")),
    )
    op.create_index(
        "ix_erasures_to_scrub", "erasures", ["erased_at"], sqlite_where=UNSCRUBBED, postgresql_where=UNSCRUBBED
    )
    op.execute("UPDATE inbox SET lane = '' WHERE payload IS NULL")
    op.execute("UPDATE outbox SET chat_id = NULL WHERE state IN ('sent', 'dropped')")


def downgrade() -> None:
    op.drop_index("ix_erasures_to_scrub", table_name="erasures")
    op.drop_table("erasures")
