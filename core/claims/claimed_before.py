"""Claimed before: what tells a draft's sale from another, and the refusal of a sale that its own person has claimed."""

from core.claims.drafting import Draft
from core.claims.duplicates import Earlier, Sale
from core.claims.refusals import OwnDuplicate


def sale_of(draft: Draft) -> Sale:
    """What tells a complete draft's sale from another."""
    assert draft.issuer_id and draft.sold_on and draft.products  # noqa: S101, PT018 (complete)
    return Sale(
        programme_id=draft.programme_id,
        issuer_id=draft.issuer_id,
        document_no=draft.document_no or "",
        sold_on=draft.sold_on,
        products=draft.products,
        serials=draft.serials,
        draft_id=draft.id,
        claim_id=draft.claim_id,
    )


def own_duplicate(earlier: Earlier) -> OwnDuplicate:
    """The refusal that shows the person the own earlier claim."""
    return OwnDuplicate(
        claim_id=earlier.claim_id,
        state=earlier.state,
        document_no=earlier.document_no,
        sold_on=earlier.sold_on,
        submitted_at=earlier.submitted_at,
        by_serial=earlier.by_serial,
    )
