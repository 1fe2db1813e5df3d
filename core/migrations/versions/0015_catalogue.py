"""Products have barcodes, categories, aliases and names by language, and are found by any part of them."""

import sqlalchemy as sa
from alembic import op

from core.catalog import search_index
from core.catalog.sought import sought, vocabulary

revision = "0015_catalogue"
down_revision = "0014_verdicts"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("products") as products:
        products.add_column(sa.Column("names", sa.JSON(), nullable=False, server_default="{}"))
        products.add_column(sa.Column("barcode", sa.String(length=32), nullable=True))
        products.add_column(sa.Column("category", sa.String(length=64), nullable=False, server_default=""))
        products.add_column(sa.Column("aliases", sa.JSON(), nullable=False, server_default="[]"))
        products.add_column(sa.Column("sought", sa.Text(), nullable=False, server_default=""))
        products.create_unique_constraint(op.f("uq_products_programme_id_barcode"), ["programme_id", "barcode"])
    op.create_index(
        op.f("ix_products_programme_id_active_name_key"), "products", ["programme_id", "active", "name_key"]
    )
    op.create_table(
        "catalogue_words",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("word", sa.String(length=72), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_catalogue_words_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_words")),
        sa.UniqueConstraint("programme_id", "word", name=op.f("uq_catalogue_words_programme_id_word")),
    )
    op.create_table(
        "learned_words",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("typed", sa.String(length=32), nullable=False),
        sa.Column("product_id", INTEGER, nullable=False),
        sa.Column("times", INTEGER, nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_learned_words_product_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_learned_words_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learned_words")),
        sa.UniqueConstraint(
            "programme_id", "typed", "product_id", name=op.f("uq_learned_words_programme_id_typed_product_id")
        ),
    )
    op.create_index(op.f("ix_learned_words_product_id"), "learned_words", ["product_id"])
    _fill()
    _index()


def downgrade() -> None:
    for statement in search_index.remove(op.get_bind().dialect.name):
        op.execute(statement)
    for table in ("learned_words", "catalogue_words"):
        op.drop_table(table)
    op.drop_index(op.f("ix_products_programme_id_active_name_key"), table_name="products")
    with op.batch_alter_table("products") as products:
        products.drop_constraint(op.f("uq_products_programme_id_barcode"), type_="unique")
        for column in ("sought", "aliases", "category", "barcode", "names"):
            products.drop_column(column)


def _fill() -> None:
    """Bring what there is into the form that is searched."""
    found = op.get_bind().execute(sa.text("SELECT id, programme_id, sku, name FROM products")).all()
    texts = [(row, sought(row.sku, None, [row.name], [])) for row in found]
    words = {(row.programme_id, word) for row, text in texts for word in vocabulary(text)}
    if texts:
        op.get_bind().execute(
            sa.text("UPDATE products SET sought = :text WHERE id = :id"),
            [{"id": row.id, "text": text} for row, text in texts],
        )
    if words:
        op.get_bind().execute(
            sa.text("INSERT INTO catalogue_words (programme_id, word) VALUES (:programme_id, :word)"),
            [{"programme_id": programme, "word": word} for programme, word in sorted(words)],
        )


def _index() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        try:
            with connection.begin_nested():
                op.execute(search_index.PG_TRGM)
        except sa.exc.DBAPIError:
            return  # not to be had here: what is searched is found without an index
    for statement in search_index.install(connection.dialect.name):
        op.execute(statement)
