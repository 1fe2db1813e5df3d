"""An invitation can be bound to an outlet and to whoever looks after those who come by it."""

import sqlalchemy as sa
from alembic import op

revision = "0034_posters"
down_revision = "0033_proofs"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("invites") as invites:
        invites.add_column(sa.Column("outlet_id", INTEGER, nullable=True))
        invites.add_column(sa.Column("manager_id", INTEGER, nullable=True))
        invites.create_foreign_key(op.f("fk_invites_outlet_id"), "outlets", ["outlet_id"], ["id"])
        invites.create_foreign_key(op.f("fk_invites_manager_id"), "persons", ["manager_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("invites") as invites:
        invites.drop_constraint(op.f("fk_invites_manager_id"), type_="foreignkey")
        invites.drop_constraint(op.f("fk_invites_outlet_id"), type_="foreignkey")
        invites.drop_column("manager_id")
        invites.drop_column("outlet_id")
