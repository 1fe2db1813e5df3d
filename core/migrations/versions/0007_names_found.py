"""Sealed names and phones can be looked for, by keyed digests."""

import sqlalchemy as sa
from alembic import op

from core.db.types import BigId

revision = "0007_names_found"
down_revision = "0006_places"
branch_labels = None
depends_on = None

TO_INDEX = sa.text("NOT findable")


def upgrade() -> None:
    op.add_column("person_pii", sa.Column("phone_index", sa.LargeBinary()))
    op.add_column("person_pii", sa.Column("findable", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_person_pii_phone_index", "person_pii", ["phone_index"])
    op.create_index(
        "ix_person_pii_to_index", "person_pii", ["person_id"], sqlite_where=TO_INDEX, postgresql_where=TO_INDEX
    )
    op.create_table(
        "name_starts",
        sa.Column("start", BigId, autoincrement=False, nullable=False),
        sa.Column("person_id", BigId, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_name_starts_person_id"),
        sa.PrimaryKeyConstraint("start", "person_id", name="pk_name_starts"),
    )
    op.create_index("ix_name_starts_person_id", "name_starts", ["person_id"])


def downgrade() -> None:
    op.drop_table("name_starts")
    op.drop_index("ix_person_pii_to_index", table_name="person_pii")
    op.drop_index("ix_person_pii_phone_index", table_name="person_pii")
    op.drop_column("person_pii", "findable")
    op.drop_column("person_pii", "phone_index")
