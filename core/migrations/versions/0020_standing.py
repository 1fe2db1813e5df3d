"""Where people stand: sanctions with their appeals, ways back into a profile, absences."""

import sqlalchemy as sa
from alembic import op

from core.db.types import BigId, UtcDateTime

revision = "0020_standing"
down_revision = "0019_enrolments"
branch_labels = None
depends_on = None


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["persons.id"], name=f"fk_{table}_{column}")


def upgrade() -> None:
    op.create_table(
        "sanctions",
        sa.Column("id", BigId, nullable=False),
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_by", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("lifted_by", BigId),
        sa.Column("lifted_at", UtcDateTime()),
        sa.Column("appeal", sa.Text(), nullable=False),
        sa.Column("appealed_at", UtcDateTime()),
        sa.Column("judge_id", BigId),
        sa.Column("judged_at", UtcDateTime()),
        *(_person("sanctions", column) for column in ("person_id", "decided_by", "lifted_by", "judge_id")),
        sa.PrimaryKeyConstraint("id", name="pk_sanctions"),
    )
    op.create_index("ix_sanctions_person_id_lifted_at", "sanctions", ["person_id", "lifted_at"])
    op.create_index("ix_sanctions_judge_id_judged_at", "sanctions", ["judge_id", "judged_at"])
    op.create_table(
        "ways_back",
        sa.Column("person_id", BigId, autoincrement=False, nullable=False),
        sa.Column("code_index", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", BigId, nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        *(_person("ways_back", column) for column in ("person_id", "made_by")),
        sa.PrimaryKeyConstraint("person_id", name="pk_ways_back"),
        sa.UniqueConstraint("code_index", name="uq_ways_back_code_index"),
    )
    op.create_table(
        "absences",
        sa.Column("id", BigId, nullable=False),
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("stand_in_id", BigId, nullable=False),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime()),
        *(_person("absences", column) for column in ("person_id", "stand_in_id")),
        sa.PrimaryKeyConstraint("id", name="pk_absences"),
    )
    op.create_index("ix_absences_person_id_ended_at", "absences", ["person_id", "ended_at"])
    op.create_index("ix_absences_ended_at_until", "absences", ["ended_at", "until"])


def downgrade() -> None:
    for table in ("absences", "ways_back", "sanctions"):
        op.drop_table(table)
