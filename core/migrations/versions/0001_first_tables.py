"""The first tables: programme, people, catalogue, claims, ledger, standings, channel."""

import sqlalchemy as sa
from alembic import op

revision = "0001_first_tables"
down_revision = None
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("bot_id", INTEGER, nullable=False),
        sa.Column("chat_id", INTEGER, nullable=False),
        sa.Column("user_id", INTEGER, nullable=False),
        sa.Column("state", sa.String(length=64), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("version", INTEGER, nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "chat_id", "user_id", name=op.f("pk_conversations")),
    )
    op.create_table(
        "evidence_blobs",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=64), nullable=False),
        sa.Column("width", INTEGER, nullable=False),
        sa.Column("height", INTEGER, nullable=False),
        sa.Column("stored_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_evidence_blobs")),
    )
    op.create_table(
        "inbox",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("bot_id", INTEGER, nullable=False),
        sa.Column("update_id", INTEGER, nullable=False),
        sa.Column("lane", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("tries", INTEGER, nullable=False),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("bot_id", "update_id", name=op.f("uq_inbox_bot_id_update_id")),
    )
    op.create_index(
        "ix_inbox_settled",
        "inbox",
        ["received_at"],
        unique=False,
        sqlite_where=sa.text("payload IS NOT NULL AND state <> 'new'"),
        postgresql_where=sa.text("payload IS NOT NULL AND state <> 'new'"),
    )
    op.create_index(op.f("ix_inbox_state_id"), "inbox", ["state", "id"], unique=False)

    op.create_table(
        "invite_guesses",
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("external_id", INTEGER, nullable=False),
        sa.Column("window_start", INSTANT, nullable=False),
        sa.Column("wrong", INTEGER, nullable=False),
        sa.PrimaryKeyConstraint("channel", "external_id", name=op.f("pk_invite_guesses")),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("holder", sa.String(length=32), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("token", INTEGER, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("key", sa.String(length=96), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("priority", INTEGER, nullable=False),
        sa.Column("chat_id", INTEGER, nullable=True),
        sa.Column("person_id", INTEGER, nullable=True),
        sa.Column("card_id", INTEGER, nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("tries", INTEGER, nullable=False),
        sa.Column("not_before", INSTANT, nullable=True),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.Column("message_id", INTEGER, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    op.create_index(op.f("ix_outbox_state_id"), "outbox", ["state", "id"], unique=False)

    op.create_table(
        "pauses",
        sa.Column("bot_id", INTEGER, nullable=False),
        sa.Column("chat_id", INTEGER, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "chat_id", name=op.f("pk_pauses")),
    )
    op.create_table(
        "programmes",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("locales", sa.JSON(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("points_names", sa.JSON(), nullable=False),
        sa.Column("points_live_months", INTEGER, nullable=True),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("set_up_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
    )
    op.create_table(
        "companies",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("name_key", sa.String(length=128), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_companies_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companies")),
        sa.UniqueConstraint("programme_id", "name_key", name=op.f("uq_companies_programme_id_name_key")),
    )
    op.create_table(
        "persons",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("occupation", sa.String(length=32), nullable=True),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=True),
        sa.Column("shown_as", sa.String(length=32), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("joined_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_persons_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
    )
    op.create_index(op.f("ix_persons_programme_id_role"), "persons", ["programme_id", "role"], unique=False)

    op.create_table(
        "products",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("sku", sa.String(length=64), nullable=False),
        sa.Column("sku_key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("revision", INTEGER, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_products_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
        sa.UniqueConstraint("programme_id", "sku_key", name=op.f("uq_products_programme_id_sku_key")),
    )
    op.create_index(op.f("ix_products_programme_id_revision"), "products", ["programme_id", "revision"], unique=False)

    op.create_table(
        "cards",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", INTEGER, nullable=False),
        sa.Column("message_id", INTEGER, nullable=True),
        sa.Column("has_picture", sa.Boolean(), nullable=False),
        sa.Column("shown", sa.String(length=64), nullable=True),
        sa.Column("version", INTEGER, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_cards_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        sa.UniqueConstraint("person_id", "kind", "subject_id", name=op.f("uq_cards_person_id_kind_subject_id")),
    )
    op.create_index(op.f("ix_cards_kind_subject_id"), "cards", ["kind", "subject_id"], unique=False)

    op.create_table(
        "channel_accounts",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("external_id", INTEGER, nullable=False),
        sa.Column("unreachable_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_channel_accounts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_accounts")),
        sa.UniqueConstraint("channel", "external_id", name=op.f("uq_channel_accounts_channel_external_id")),
    )
    op.create_index(op.f("ix_channel_accounts_person_id"), "channel_accounts", ["person_id"], unique=False)

    op.create_table(
        "consents",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("text_version", sa.String(length=16), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_consents_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_person_id_kind"), "consents", ["person_id", "kind"], unique=False)

    op.create_table(
        "employments",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("company_id", INTEGER, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_employments_company_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_employments_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employments")),
    )
    op.create_index(op.f("ix_employments_company_id"), "employments", ["company_id"], unique=False)
    op.create_index(op.f("ix_employments_person_id"), "employments", ["person_id"], unique=False)

    op.create_table(
        "invites",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("occupation", sa.String(length=32), nullable=True),
        sa.Column("company_id", INTEGER, nullable=True),
        sa.Column("locale", sa.String(length=8), nullable=True),
        sa.Column("uses_left", INTEGER, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("created_by", INTEGER, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_invites_company_id")),
        sa.ForeignKeyConstraint(["created_by"], ["persons.id"], name=op.f("fk_invites_created_by")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_invites_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invites")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invites_code_hash")),
    )
    op.create_table(
        "issuers",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("company_id", INTEGER, nullable=True),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_issuers_company_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_issuers_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuers")),
        sa.UniqueConstraint("programme_id", "key", name=op.f("uq_issuers_programme_id_key")),
    )
    op.create_table(
        "ledger_accounts",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("balance", INTEGER, nullable=False),
        sa.Column("last_transaction_id", INTEGER, nullable=False),
        sa.CheckConstraint("person_id IS NULL OR balance >= 0", name=op.f("ck_ledger_accounts_balance_not_negative")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_ledger_accounts_person_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_ledger_accounts_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_accounts")),
        sa.UniqueConstraint(
            "programme_id", "person_id", "kind", name=op.f("uq_ledger_accounts_programme_id_person_id_kind")
        ),
    )
    op.create_table(
        "person_pii",
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_person_pii_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_person_pii")),
    )
    op.create_table(
        "rates",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("product_id", INTEGER, nullable=False),
        sa.Column("points_per_unit", INTEGER, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("points_per_unit >= 0", name=op.f("ck_rates_points_not_negative")),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_rates_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rates")),
    )
    op.create_index(op.f("ix_rates_product_id_valid_from"), "rates", ["product_id", "valid_from"], unique=False)

    op.create_table(
        "standing_counts",
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("period", sa.String(length=32), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("step", INTEGER, nullable=False),
        sa.Column("people", INTEGER, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_standing_counts_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "period", "starts_on", "step", name=op.f("pk_standing_counts")),
    )
    op.create_table(
        "standings",
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("period", sa.String(length=32), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("points", INTEGER, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_standings_person_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_standings_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "period", "starts_on", "person_id", name=op.f("pk_standings")),
    )
    op.create_index(
        "ix_standings_place",
        "standings",
        ["programme_id", "period", "starts_on", sa.literal_column("points DESC"), "person_id"],
        unique=False,
    )

    op.create_table(
        "claims",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("document_no", sa.String(length=64), nullable=False),
        sa.Column("document_key", sa.String(length=64), nullable=False),
        sa.Column("sold_on", sa.Date(), nullable=False),
        sa.Column("issuer_id", INTEGER, nullable=False),
        sa.Column("same_as", sa.String(length=32), nullable=True),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("submitted_at", INSTANT, nullable=False),
        sa.Column("shown_at", INSTANT, nullable=True),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("missed_due_at", INSTANT, nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("version", INTEGER, nullable=False),
        sa.ForeignKeyConstraint(["issuer_id"], ["issuers.id"], name=op.f("fk_claims_issuer_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_claims_person_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_claims_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    op.create_index(
        op.f("ix_claims_issuer_id_document_key_sold_on"),
        "claims",
        ["issuer_id", "document_key", "sold_on"],
        unique=False,
    )
    op.create_index(op.f("ix_claims_person_id_submitted_at"), "claims", ["person_id", "submitted_at"], unique=False)
    op.create_index(
        op.f("ix_claims_programme_id_state_due_at"), "claims", ["programme_id", "state", "due_at"], unique=False
    )

    op.create_table(
        "joinings",
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("invite_id", INTEGER, nullable=False),
        sa.Column("company_settled", sa.Boolean(), nullable=False),
        sa.Column("began_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["invite_id"], ["invites.id"], name=op.f("fk_joinings_invite_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_joinings_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_joinings")),
    )
    op.create_index(op.f("ix_joinings_invite_id"), "joinings", ["invite_id"], unique=False)

    op.create_table(
        "claim_lines",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("claim_id", INTEGER, nullable=False),
        sa.Column("position", INTEGER, nullable=False),
        sa.Column("product_id", INTEGER, nullable=False),
        sa.Column("quantity", INTEGER, nullable=False),
        sa.Column("rate_id", INTEGER, nullable=False),
        sa.Column("points", INTEGER, nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_claim_lines_quantity_positive")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_lines_claim_id")),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_claim_lines_product_id")),
        sa.ForeignKeyConstraint(["rate_id"], ["rates.id"], name=op.f("fk_claim_lines_rate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_lines")),
        sa.UniqueConstraint("claim_id", "position", name=op.f("uq_claim_lines_claim_id_position")),
    )
    op.create_index(op.f("ix_claim_lines_product_id"), "claim_lines", ["product_id"], unique=False)

    op.create_table(
        "decisions",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("claim_id", INTEGER, nullable=False),
        sa.Column("number", INTEGER, nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("may_resubmit", sa.Boolean(), nullable=False),
        sa.Column("decided_by", INTEGER, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_decisions_claim_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["persons.id"], name=op.f("fk_decisions_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("claim_id", "number", name=op.f("uq_decisions_claim_id_number")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("asking", sa.String(length=32), nullable=False),
        sa.Column("search", sa.String(length=100), nullable=False),
        sa.Column("browsing", INTEGER, nullable=True),
        sa.Column("album_key", sa.String(length=64), nullable=True),
        sa.Column("product_id", INTEGER, nullable=True),
        sa.Column("quantity", INTEGER, nullable=True),
        sa.Column("document_no", sa.String(length=64), nullable=True),
        sa.Column("sold_on", sa.Date(), nullable=True),
        sa.Column("issuer_id", INTEGER, nullable=True),
        sa.Column("same_as", sa.String(length=32), nullable=True),
        sa.Column("claim_id", INTEGER, nullable=True),
        sa.Column("again_of", INTEGER, nullable=True),
        sa.Column("pictures_until", INSTANT, nullable=True),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("told_whole", sa.Boolean(), nullable=False),
        sa.Column("version", INTEGER, nullable=False),
        sa.ForeignKeyConstraint(["again_of"], ["claims.id"], name=op.f("fk_drafts_again_of")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_drafts_claim_id")),
        sa.ForeignKeyConstraint(["issuer_id"], ["issuers.id"], name=op.f("fk_drafts_issuer_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_drafts_person_id")),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_drafts_product_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_drafts_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("person_id", "album_key", name=op.f("uq_drafts_person_id_album_key")),
    )
    op.create_index(op.f("ix_drafts_again_of"), "drafts", ["again_of"], unique=False)
    op.create_index(op.f("ix_drafts_claim_id"), "drafts", ["claim_id"], unique=False)
    op.create_index(op.f("ix_drafts_person_id_state"), "drafts", ["person_id", "state"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("draft_id", INTEGER, nullable=True),
        sa.Column("claim_id", INTEGER, nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("message_key", sa.String(length=64), nullable=False),
        sa.Column("brought_along", sa.Boolean(), nullable=False),
        sa.Column("file_id", sa.String(length=255), nullable=False),
        sa.Column("unique_id", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("refused_for", sa.String(length=32), nullable=True),
        sa.Column("tries", INTEGER, nullable=False),
        sa.Column("next_try_at", INSTANT, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("stored_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_evidence_claim_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_evidence_draft_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_evidence_person_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_evidence_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(
        op.f("ix_evidence_channel_message_key"),
        "evidence",
        ["channel", "message_key"],
        unique=True,
        sqlite_where=sa.text("NOT brought_along"),
        postgresql_where=sa.text("NOT brought_along"),
    )
    op.create_index(op.f("ix_evidence_claim_id"), "evidence", ["claim_id"], unique=False)
    op.create_index(op.f("ix_evidence_draft_id"), "evidence", ["draft_id"], unique=False)
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"], unique=False)
    op.create_index(op.f("ix_evidence_state_next_try_at"), "evidence", ["state", "next_try_at"], unique=False)
    op.create_index(op.f("ix_evidence_unique_id"), "evidence", ["unique_id"], unique=False)

    op.create_table(
        "ledger_transactions",
        sa.Column("id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("programme_id", INTEGER, nullable=False),
        sa.Column("key", sa.String(length=96), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("claim_id", INTEGER, nullable=True),
        sa.Column("decision_id", INTEGER, nullable=True),
        sa.Column("reverses_id", INTEGER, nullable=True),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("author_id", INTEGER, nullable=True),
        sa.Column("posted_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["persons.id"], name=op.f("fk_ledger_transactions_author_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_ledger_transactions_claim_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_ledger_transactions_decision_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_ledger_transactions_person_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_ledger_transactions_programme_id")),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["ledger_transactions.id"], name=op.f("fk_ledger_transactions_reverses_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_transactions")),
        sa.UniqueConstraint("programme_id", "key", name=op.f("uq_ledger_transactions_programme_id_key")),
    )
    op.create_index(op.f("ix_ledger_transactions_claim_id"), "ledger_transactions", ["claim_id"], unique=False)
    op.create_index(
        op.f("ix_ledger_transactions_person_id_id"), "ledger_transactions", ["person_id", "id"], unique=False
    )
    op.create_index(op.f("ix_ledger_transactions_reverses_id"), "ledger_transactions", ["reverses_id"], unique=False)
    op.create_index(
        "uq_ledger_transactions_accrual",
        "ledger_transactions",
        ["decision_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'accrual'"),
        postgresql_where=sa.text("kind = 'accrual'"),
    )
    op.create_index(
        "uq_ledger_transactions_settlement",
        "ledger_transactions",
        ["reverses_id"],
        unique=True,
        sqlite_where=sa.text("kind IN ('capture', 'release')"),
        postgresql_where=sa.text("kind IN ('capture', 'release')"),
    )

    op.create_table(
        "lots",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("account_id", INTEGER, nullable=False),
        sa.Column("transaction_id", INTEGER, nullable=False),
        sa.Column("claim_line_id", INTEGER, nullable=True),
        sa.Column("amount", INTEGER, nullable=False),
        sa.Column("remaining", INTEGER, nullable=False),
        sa.Column("last_transaction_id", INTEGER, nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("earned_at", INSTANT, nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_lots_amount_positive")),
        sa.CheckConstraint("remaining >= 0 AND remaining <= amount", name=op.f("ck_lots_remaining_within_amount")),
        sa.ForeignKeyConstraint(["account_id"], ["ledger_accounts.id"], name=op.f("fk_lots_account_id")),
        sa.ForeignKeyConstraint(["claim_line_id"], ["claim_lines.id"], name=op.f("fk_lots_claim_line_id")),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["ledger_transactions.id"],
            name=op.f("fk_lots_transaction_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lots")),
    )
    op.create_index(op.f("ix_lots_account_id_remaining"), "lots", ["account_id", "remaining"], unique=False)
    op.create_index(
        "ix_lots_due",
        "lots",
        ["expires_on"],
        unique=False,
        sqlite_where=sa.text("remaining > 0"),
        postgresql_where=sa.text("remaining > 0"),
    )
    op.create_index(op.f("ix_lots_transaction_id"), "lots", ["transaction_id"], unique=False)

    op.create_table(
        "ledger_entries",
        sa.Column("transaction_id", INTEGER, nullable=False),
        sa.Column("position", INTEGER, nullable=False),
        sa.Column("account_id", INTEGER, nullable=False),
        sa.Column("amount", INTEGER, nullable=False),
        sa.Column("lot_id", INTEGER, nullable=True),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_ledger_entries_amount_not_zero")),
        sa.ForeignKeyConstraint(["account_id"], ["ledger_accounts.id"], name=op.f("fk_ledger_entries_account_id")),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["lots.id"], name=op.f("fk_ledger_entries_lot_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["ledger_transactions.id"],
            name=op.f("fk_ledger_entries_transaction_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("transaction_id", "position", name=op.f("pk_ledger_entries")),
    )
    op.create_index(
        op.f("ix_ledger_entries_account_id_transaction_id"),
        "ledger_entries",
        ["account_id", "transaction_id"],
        unique=False,
    )
    op.create_index(op.f("ix_ledger_entries_lot_id"), "ledger_entries", ["lot_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_ledger_entries_lot_id"), table_name="ledger_entries")
    op.drop_index(op.f("ix_ledger_entries_account_id_transaction_id"), table_name="ledger_entries")

    op.drop_table("ledger_entries")
    op.drop_index(op.f("ix_lots_transaction_id"), table_name="lots")
    op.drop_index("ix_lots_due", sqlite_where=sa.text("remaining > 0"), postgresql_where=sa.text("remaining > 0"))
    op.drop_index(op.f("ix_lots_account_id_remaining"), table_name="lots")

    op.drop_table("lots")
    op.drop_index(
        "uq_ledger_transactions_settlement",
        sqlite_where=sa.text("kind IN ('capture', 'release')"),
        postgresql_where=sa.text("kind IN ('capture', 'release')"),
    )
    op.drop_index(
        "uq_ledger_transactions_accrual",
        sqlite_where=sa.text("kind = 'accrual'"),
        postgresql_where=sa.text("kind = 'accrual'"),
    )
    op.drop_index(op.f("ix_ledger_transactions_reverses_id"), table_name="ledger_transactions")
    op.drop_index(op.f("ix_ledger_transactions_person_id_id"), table_name="ledger_transactions")
    op.drop_index(op.f("ix_ledger_transactions_claim_id"), table_name="ledger_transactions")

    op.drop_table("ledger_transactions")
    op.drop_index(op.f("ix_evidence_unique_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_state_next_try_at"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_sha256"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_draft_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_claim_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_channel_message_key"), table_name="evidence")

    op.drop_table("evidence")
    op.drop_index(op.f("ix_drafts_person_id_state"), table_name="drafts")
    op.drop_index(op.f("ix_drafts_claim_id"), table_name="drafts")

    op.drop_index(op.f("ix_drafts_again_of"), table_name="drafts")
    op.drop_table("drafts")
    op.drop_table("decisions")
    op.drop_index(op.f("ix_claim_lines_product_id"), table_name="claim_lines")

    op.drop_table("claim_lines")
    op.drop_index(op.f("ix_joinings_invite_id"), table_name="joinings")

    op.drop_table("joinings")
    op.drop_index(op.f("ix_claims_programme_id_state_due_at"), table_name="claims")
    op.drop_index(op.f("ix_claims_person_id_submitted_at"), table_name="claims")
    op.drop_index(op.f("ix_claims_issuer_id_document_key_sold_on"), table_name="claims")

    op.drop_table("claims")
    op.drop_index("ix_standings_place", table_name="standings")

    op.drop_table("standings")
    op.drop_table("standing_counts")
    op.drop_index(op.f("ix_rates_product_id_valid_from"), table_name="rates")

    op.drop_table("rates")
    op.drop_table("person_pii")
    op.drop_table("ledger_accounts")
    op.drop_table("issuers")
    op.drop_table("invites")
    op.drop_index(op.f("ix_employments_person_id"), table_name="employments")
    op.drop_index(op.f("ix_employments_company_id"), table_name="employments")

    op.drop_table("employments")
    op.drop_index(op.f("ix_consents_person_id_kind"), table_name="consents")

    op.drop_table("consents")
    op.drop_index(op.f("ix_channel_accounts_person_id"), table_name="channel_accounts")

    op.drop_table("channel_accounts")
    op.drop_index(op.f("ix_cards_kind_subject_id"), table_name="cards")

    op.drop_table("cards")
    op.drop_index(op.f("ix_products_programme_id_revision"), table_name="products")

    op.drop_table("products")
    op.drop_index(op.f("ix_persons_programme_id_role"), table_name="persons")

    op.drop_table("persons")
    op.drop_table("companies")
    op.drop_table("programmes")
    op.drop_table("pauses")
    op.drop_index(op.f("ix_outbox_state_id"), table_name="outbox")

    op.drop_table("outbox")
    op.drop_table("leases")
    op.drop_table("invite_guesses")
    op.drop_index(op.f("ix_inbox_state_id"), table_name="inbox")
    op.drop_index(
        "ix_inbox_settled",
        table_name="inbox",
        sqlite_where=sa.text("payload IS NOT NULL AND state <> 'new'"),
        postgresql_where=sa.text("payload IS NOT NULL AND state <> 'new'"),
    )

    op.drop_table("inbox")
    op.drop_table("evidence_blobs")
    op.drop_table("conversations")
