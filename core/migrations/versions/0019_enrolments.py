"""People whom a list named are enrolled: invited by name, each with an invitation of his own."""

import sqlalchemy as sa
from alembic import op

revision = "0019_enrolments"
down_revision = "0018_returns"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("invites") as invites:
        invites.add_column(
            sa.Column("person_id", INTEGER, sa.ForeignKey("persons.id", name="fk_invites_person_id"), nullable=True)
        )
    op.create_table(
        "enrolments",
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("enrolled_by", INTEGER, nullable=True),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("invite_id", INTEGER, nullable=False),
        sa.Column("sealed_code", sa.LargeBinary(), nullable=True),
        sa.Column("opening_points", INTEGER, nullable=False),
        sa.Column("opening_expires_on", sa.Date(), nullable=True),
        sa.Column("enrolled_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_enrolments_person_id"),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name="fk_enrolments_programme_id"),
        sa.ForeignKeyConstraint(["enrolled_by"], ["persons.id"], name="fk_enrolments_enrolled_by"),
        sa.ForeignKeyConstraint(["invite_id"], ["invites.id"], name="fk_enrolments_invite_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_enrolments"),
    )
    op.create_index("ix_enrolments_programme_id_stage_person_id", "enrolments", ["programme_id", "stage", "person_id"])
    op.create_index("ix_enrolments_enrolled_by_stage_person_id", "enrolments", ["enrolled_by", "stage", "person_id"])


def downgrade() -> None:
    op.drop_table("enrolments")
    with op.batch_alter_table("invites") as invites:
        invites.drop_constraint("fk_invites_person_id", type_="foreignkey")
        invites.drop_column("person_id")
