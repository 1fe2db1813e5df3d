"""A partner who was asked something about a claim is reminded of it once."""

import sqlalchemy as sa
from alembic import op

revision = "0044_questions_reminded"
down_revision = "0043_words_forgotten"
branch_labels = None
depends_on = None

INDEX = "ix_claim_notes_remind_at"
TO_REMIND = sa.text("remind_at IS NOT NULL")
IN_THREE_DAYS = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', at, '+3 days')",
    "postgresql": "at + interval '3 days'",
}
"""When those are reminded who were asked before."""


def upgrade() -> None:
    op.add_column("claim_notes", sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True))
    then = IN_THREE_DAYS[op.get_bind().dialect.name]
    asked = "wanted IS NOT NULL AND answered_at IS NULL"
    op.execute(f"UPDATE claim_notes SET remind_at = {then} WHERE {asked}")  # noqa: S608 (constants)
    op.create_index(INDEX, "claim_notes", ["remind_at"], sqlite_where=TO_REMIND, postgresql_where=TO_REMIND)


def downgrade() -> None:
    op.drop_index(INDEX, "claim_notes")
    op.drop_column("claim_notes", "remind_at")
