"""A sale being described has many lines."""

import sqlalchemy as sa
from alembic import op

revision = "0005_many_lines"
down_revision = "0004_options"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_TO_LINES = {
    "sqlite": "UPDATE drafts SET lines = json_array("
    "json_object('product_id', product_id, 'quantity', quantity, 'serials', json_array())) "
    "WHERE product_id IS NOT NULL OR quantity IS NOT NULL",
    "postgresql": "UPDATE drafts SET lines = json_build_array("
    "json_build_object('product_id', product_id, 'quantity', quantity, 'serials', json_build_array())) "
    "WHERE product_id IS NOT NULL OR quantity IS NOT NULL",
}
_FROM_LINES = {
    "sqlite": "UPDATE drafts SET product_id = json_extract(lines, '$[0].product_id'), "
    "quantity = json_extract(lines, '$[0].quantity')",
    "postgresql": "UPDATE drafts SET product_id = (lines->0->>'product_id')::bigint, "
    "quantity = (lines->0->>'quantity')::bigint",
}


def upgrade() -> None:
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("lines", sa.JSON(), nullable=False, server_default="[]"))
        drafts.add_column(sa.Column("at_line", INTEGER, nullable=False, server_default="0"))
    op.execute(_TO_LINES[op.get_bind().dialect.name])
    with op.batch_alter_table("drafts") as drafts:
        drafts.alter_column("lines", server_default=None)
        drafts.alter_column("at_line", server_default=None)
        drafts.drop_constraint("fk_drafts_product_id", type_="foreignkey")
        drafts.drop_column("product_id")
        drafts.drop_column("quantity")


def downgrade() -> None:
    """Keeps the first line of each draft."""
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("product_id", INTEGER, nullable=True))
        drafts.add_column(sa.Column("quantity", INTEGER, nullable=True))
        drafts.create_foreign_key("fk_drafts_product_id", "products", ["product_id"], ["id"])
    op.execute(_FROM_LINES[op.get_bind().dialect.name])
    with op.batch_alter_table("drafts") as drafts:
        drafts.drop_column("at_line")
        drafts.drop_column("lines")
