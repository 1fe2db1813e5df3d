"""A programme keeps what its owner has set otherwise than by default."""

import sqlalchemy as sa
from alembic import op

revision = "0004_options"
down_revision = "0003_indexes_of_sales"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("programmes") as programmes:
        programmes.add_column(sa.Column("options", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    with op.batch_alter_table("programmes") as programmes:
        programmes.drop_column("options")
