"""Lines are looked up by product and claim together: by the product alone they are all that were ever sold of it."""

from alembic import op

revision = "0003_line_index"
down_revision = "0002_ledger_guards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index(op.f("ix_claim_lines_product_id"), table_name="claim_lines")
    op.create_index(op.f("ix_claim_lines_product_id_claim_id"), "claim_lines", ["product_id", "claim_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_claim_lines_product_id_claim_id"), table_name="claim_lines")
    op.create_index(op.f("ix_claim_lines_product_id"), "claim_lines", ["product_id"])
