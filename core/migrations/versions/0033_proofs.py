"""What proves a sale is the programme's choice: serial numbers and the kind of customer."""

import sqlalchemy as sa
from alembic import op

revision = "0033_proofs"
down_revision = "0032_first_steps"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CODE = sa.String(length=32)


def upgrade() -> None:
    op.add_column("drafts", sa.Column("customer_type", CODE, nullable=True))
    op.add_column("claims", sa.Column("customer_type", CODE, nullable=True))
    op.add_column("claim_lines", sa.Column("serials", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("decision_lines", sa.Column("serials", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "claim_serials",
        sa.Column("claim_id", BIG, nullable=False),
        sa.Column("serial_key", sa.String(length=64), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_serials_claim_id")),
        sa.PrimaryKeyConstraint("claim_id", "serial_key", name=op.f("pk_claim_serials")),
    )
    op.create_index(op.f("ix_claim_serials_serial_key"), "claim_serials", ["serial_key"])
    op.create_index(
        "uq_claim_serials_held",
        "claim_serials",
        ["serial_key"],
        unique=True,
        sqlite_where=sa.text("held"),
        postgresql_where=sa.text("held"),
    )


def downgrade() -> None:
    op.drop_table("claim_serials")
    op.drop_column("decision_lines", "serials")
    op.drop_column("claim_lines", "serials")
    op.drop_column("claims", "customer_type")
    op.drop_column("drafts", "customer_type")
