"""A decision says what it grants, line by line; a claim remembers what its document was claimed to be."""

import sqlalchemy as sa
from alembic import op

revision = "0013_decision_lines"
down_revision = "0012_keeping"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "decision_lines",
        sa.Column("decision_id", INTEGER, nullable=False),
        sa.Column("position", INTEGER, nullable=False),
        sa.Column("claim_line_id", INTEGER, nullable=True),
        sa.Column("product_id", INTEGER, nullable=False),
        sa.Column("quantity", INTEGER, nullable=False),
        sa.Column("rate_id", INTEGER, nullable=False),
        sa.Column("points", INTEGER, nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_decision_lines_quantity_positive")),
        sa.CheckConstraint("points >= 0", name=op.f("ck_decision_lines_points_not_negative")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_decision_lines_decision_id")),
        sa.ForeignKeyConstraint(["claim_line_id"], ["claim_lines.id"], name=op.f("fk_decision_lines_claim_line_id")),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_decision_lines_product_id")),
        sa.ForeignKeyConstraint(["rate_id"], ["rates.id"], name=op.f("fk_decision_lines_rate_id")),
        sa.PrimaryKeyConstraint("decision_id", "position", name=op.f("pk_decision_lines")),
    )
    op.create_index(op.f("ix_decision_lines_product_id"), "decision_lines", ["product_id"])
    op.execute(
        "INSERT INTO decision_lines (decision_id, position, claim_line_id, product_id, quantity, rate_id, points)"
        " SELECT d.id, l.position, l.id, l.product_id, l.quantity, l.rate_id, l.points"
        " FROM decisions d JOIN claim_lines l ON l.claim_id = d.claim_id WHERE d.verdict = 'approve'"
    )
    op.create_index(op.f("ix_decisions_at"), "decisions", ["at"])
    op.add_column("claims", sa.Column("claimed_document_no", sa.String(64), nullable=True))
    op.add_column("claims", sa.Column("claimed_sold_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.execute("ALTER TABLE claims DROP COLUMN claimed_sold_on")
    op.execute("ALTER TABLE claims DROP COLUMN claimed_document_no")
    op.drop_index(op.f("ix_decisions_at"), table_name="decisions")
    op.drop_index(op.f("ix_decision_lines_product_id"), table_name="decision_lines")
    op.drop_table("decision_lines")
