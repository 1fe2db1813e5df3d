"""Groups are bound to a programme, and cards may be a group's."""

import sqlalchemy as sa
from alembic import op

revision = "0027_groups"
down_revision = "0026_queue"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "groups",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("external_id", INTEGER, nullable=False),
        sa.Column("regions", sa.JSON(), nullable=False),
        sa.Column("companies", sa.JSON(), nullable=False),
        sa.Column("also_each", sa.Boolean(), nullable=False),
        sa.Column("bound_by", INTEGER, nullable=False),
        sa.Column("bound_at", INSTANT, nullable=False),
        sa.Column("lost_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_groups_programme_id")),
        sa.ForeignKeyConstraint(["bound_by"], ["persons.id"], name=op.f("fk_groups_bound_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
        sa.UniqueConstraint("external_id", name=op.f("uq_groups_external_id")),
    )
    op.create_index(op.f("ix_groups_programme_id"), "groups", ["programme_id"])
    with op.batch_alter_table("cards") as cards:
        cards.alter_column("person_id", existing_type=INTEGER, nullable=True)
        cards.add_column(sa.Column("group_id", INTEGER, sa.ForeignKey("groups.id", name="fk_cards_group_id")))
        cards.create_unique_constraint("uq_cards_group_id_kind_subject_id", ["group_id", "kind", "subject_id"])


def downgrade() -> None:
    op.execute("DELETE FROM cards WHERE person_id IS NULL")
    with op.batch_alter_table("cards") as cards:
        cards.drop_constraint("uq_cards_group_id_kind_subject_id", type_="unique")
        cards.drop_constraint("fk_cards_group_id", type_="foreignkey")
        cards.drop_column("group_id")
        cards.alter_column("person_id", existing_type=INTEGER, nullable=False)
    op.drop_table("groups")
