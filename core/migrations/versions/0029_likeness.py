"""Pictures are compared with those that were there before."""

import sqlalchemy as sa
from alembic import op

revision = "0029_likeness"
down_revision = "0028_callings"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DIGEST = sa.String(length=64)


def upgrade() -> None:
    op.create_table(
        "likenesses",
        sa.Column("sha256", DIGEST, nullable=False),
        sa.Column("print", DIGEST, nullable=False),
        sa.Column("map", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["evidence_blobs.sha256"], name=op.f("fk_likenesses_sha256"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_likenesses")),
    )
    op.create_table(
        "likeness_bands",
        sa.Column("band", INTEGER, nullable=False),
        sa.Column("sha256", DIGEST, nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["likenesses.sha256"], name=op.f("fk_likeness_bands_sha256"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("band", "sha256", name=op.f("pk_likeness_bands")),
    )
    op.create_index(op.f("ix_likeness_bands_sha256"), "likeness_bands", ["sha256"])
    op.create_table(
        "look_alikes",
        sa.Column("sha256", DIGEST, nullable=False),
        sa.Column("other", DIGEST, nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["likenesses.sha256"], name=op.f("fk_look_alikes_sha256"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other"], ["likenesses.sha256"], name=op.f("fk_look_alikes_other"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sha256", "other", name=op.f("pk_look_alikes")),
    )
    op.create_index(op.f("ix_look_alikes_other"), "look_alikes", ["other"])


def downgrade() -> None:
    op.drop_table("look_alikes")
    op.drop_table("likeness_bands")
    op.drop_table("likenesses")
