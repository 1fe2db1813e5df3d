"""Partners talk with those who look after them; a reply finds what it replies to."""

import sqlalchemy as sa
from alembic import op

revision = "0016_talks"
down_revision = "0015_catalogue"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
WAITING = sa.text("waiting_since IS NOT NULL")
TOLD = sa.text("person_id IS NOT NULL AND message_id IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "talks",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("keeper_id", INTEGER, nullable=False),
        sa.Column("waiting_since", INSTANT, nullable=True),
        sa.Column("told_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["keeper_id"], ["persons.id"], name=op.f("fk_talks_keeper_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_talks_person_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_talks_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talks")),
        sa.UniqueConstraint("person_id", name=op.f("uq_talks_person_id")),
    )
    op.create_index(
        "ix_talks_waiting", "talks", ["programme_id", "waiting_since"], sqlite_where=WAITING, postgresql_where=WAITING
    )
    op.create_index(op.f("ix_talks_keeper_id_id"), "talks", ["keeper_id", "id"])
    op.create_table(
        "utterances",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("talk_id", INTEGER, nullable=False),
        sa.Column("by_id", INTEGER, nullable=False),
        sa.Column("medium", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("message_key", sa.String(length=64), nullable=True),
        sa.Column("said_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_utterances_by_id")),
        sa.ForeignKeyConstraint(["talk_id"], ["talks.id"], name=op.f("fk_utterances_talk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_utterances")),
    )
    op.create_index(op.f("ix_utterances_talk_id_id"), "utterances", ["talk_id", "id"])
    op.create_index("ix_outbox_told", "outbox", ["person_id", "message_id"], sqlite_where=TOLD, postgresql_where=TOLD)


def downgrade() -> None:
    op.drop_index("ix_outbox_told", table_name="outbox")
    op.drop_table("utterances")
    op.drop_table("talks")
