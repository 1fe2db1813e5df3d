"""A photo sent alone has a day by which it is promised to be a decided sale."""

import sqlalchemy as sa
from alembic import op

revision = "0042_photos_promised"
down_revision = "0041_added_pages"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
IN_THREE_DAYS = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', 'now', '+3 days')",
    "postgresql": "now() + interval '3 days'",
}
"""What those are given that wait already: no day was promised for them."""


def upgrade() -> None:
    op.add_column("drafts", sa.Column("due_at", INSTANT, nullable=True))
    op.add_column("drafts", sa.Column("missed_due_at", INSTANT, nullable=True))
    soon = IN_THREE_DAYS[op.get_bind().dialect.name]
    op.execute(f"UPDATE drafts SET due_at = {soon} WHERE state = 'handed'")  # noqa: S608 (a constant)


def downgrade() -> None:
    op.drop_column("drafts", "missed_due_at")
    op.drop_column("drafts", "due_at")
