"""Acts: everything of which the audit log tells. Whoever adds a way to change something adds its line here."""

from enum import StrEnum


class Act(StrEnum):
    """What somebody of the staff, or the programme itself, has done."""

    # the programme
    PROGRAMME_OPENED = "programme_opened"
    SETTING_CHANGED = "setting_changed"
    SETTING_UNDONE = "setting_undone"
    # who may do what
    ROLE_GIVEN = "role_given"
    SCOPE_CHANGED = "scope_changed"
    INVITE_MADE = "invite_made"
    INVITE_CHANGED = "invite_changed"
    INVITE_REVOKED = "invite_revoked"
    GROUP_BOUND = "group_bound"
    GROUP_UNBOUND = "group_unbound"
    # people
    MEMBERS_IMPORTED = "members_imported"
    PERSON_LET_IN = "person_let_in"
    PERSON_TURNED_AWAY = "person_turned_away"
    PERSON_CHANGED = "person_changed"
    PERSON_SANCTIONED = "person_sanctioned"
    SANCTION_LIFTED = "sanction_lifted"
    PERSON_DELETED = "person_deleted"
    PERSON_RESTORED = "person_restored"
    PERSON_ERASED = "person_erased"
    PROFILE_RECOVERED = "profile_recovered"
    RECOVERY_CODE_MADE = "recovery_code_made"
    EMPLOYMENT_CHANGED = "employment_changed"
    HANDED_OVER = "handed_over"
    AWAY_CHANGED = "away_changed"
    # companies and products
    REGION_CHANGED = "region_changed"
    OUTLET_CHANGED = "outlet_changed"
    COMPANIES_SAVED = "companies_saved"
    COMPANY_CHANGED = "company_changed"
    COMPANY_ARCHIVED = "company_archived"
    COMPANY_RESTORED = "company_restored"
    PRODUCTS_SAVED = "products_saved"
    PRODUCT_CHANGED = "product_changed"
    PRODUCT_RETIRED = "product_retired"
    PRODUCT_RESTORED = "product_restored"
    RATE_CHANGED = "rate_changed"
    # claims
    CLAIM_APPROVED = "claim_approved"
    CLAIM_DECLINED = "claim_declined"
    CLAIM_FILLED_IN = "claim_filled_in"
    PHOTO_ASKED = "photo_asked"
    PHOTO_SHOWN = "photo_shown"
    VERDICT_UNDONE = "verdict_undone"
    APPEAL_DECIDED = "appeal_decided"
    SALE_RETURNED = "sale_returned"
    # prizes
    PRIZE_CHANGED = "prize_changed"
    ORDER_GIVEN = "order_given"
    ORDER_CANCELLED = "order_cancelled"
    # messages and keeping
    ANNOUNCED = "announced"
    LIST_EXPORTED = "list_exported"
    DELIVERY_RETRIED = "delivery_retried"
    DELIVERY_DROPPED = "delivery_dropped"
    UPDATE_RETRIED = "update_retried"
    UPDATE_DROPPED = "update_dropped"
    BACKUP_RESTORED = "backup_restored"
