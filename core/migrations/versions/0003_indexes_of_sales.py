"""What every sale asks is found by what names the sale, however much has gathered."""

from alembic import op

revision = "0003_indexes_of_sales"
down_revision = "0002_ledger_guards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index(op.f("ix_claim_lines_product_id"), table_name="claim_lines")
    op.create_index(op.f("ix_claim_lines_product_id_claim_id"), "claim_lines", ["product_id", "claim_id"])
    op.create_index(op.f("ix_evidence_message_key"), "evidence", ["message_key"])
    op.create_index(op.f("ix_issuers_programme_id_company_id"), "issuers", ["programme_id", "company_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_issuers_programme_id_company_id"), table_name="issuers")
    op.drop_index(op.f("ix_evidence_message_key"), table_name="evidence")
    op.drop_index(op.f("ix_claim_lines_product_id_claim_id"), table_name="claim_lines")
    op.create_index(op.f("ix_claim_lines_product_id"), "claim_lines", ["product_id"])
