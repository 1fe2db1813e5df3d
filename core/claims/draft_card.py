"""All that a draft's card shows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog import products
from core.catalog.issuers import Issuer, issuer_of
from core.catalog.products import ProductChoice
from core.catalog.shelf import load_shelf
from core.catalog.tables import IssuerRow
from core.claims.claim import Asking, DeclineReason, DraftState, EvidenceState
from core.claims.days import SaleDays
from core.claims.draft_rows import load
from core.claims.drafting import Draft
from core.claims.duplicates import Earlier, find_earlier
from core.claims.offering import offered_issuers, offered_products
from core.claims.picture import UnfitReason
from core.claims.submission import sale_of
from core.claims.tables import DecisionRow, EvidenceRow
from core.ids import DraftId, Points


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCard:
    """A sale being described, with what its card offers."""

    draft: Draft
    """What is known, what is asked, pictures counted; `claim_id` names the claim an open draft corrects."""
    product: ProductChoice | None
    retired: bool
    """Whether the product is no longer offered, so that another has to be chosen; a sent claim keeps its own."""
    points: Points | None
    """What the sale earns when approved; None until product and quantity are known, or where no rate covers the day."""
    issuer: Issuer | None
    days: SaleDays
    """The days the sale may bear, seen from now."""
    products: tuple[ProductChoice, ...]
    """Where a product is asked for: a page of all (`draft.browsing`), what the typed text (`draft.search`) may mean,
    or recent ones."""
    products_in_all: int
    """How many there are to choose from, where a product is asked for."""
    issuers: tuple[Issuer, ...]
    """Where an issuer is asked for."""
    own_earlier: Earlier | None
    """The person's own claim of the same sale: this one cannot be sent."""
    claimed_elsewhere: bool
    """Whether somebody else has claimed the same; nothing more is told."""
    refused: tuple[UnfitReason, ...]
    """Why pictures of this draft could not be used, the latest last."""
    declined_for: tuple[DeclineReason, str] | None
    """Why the sale was declined that is sent once more: reason and note."""


_ISSUER = select(IssuerRow.id, IssuerRow.name, IssuerRow.company_id).where(IssuerRow.id == bindparam("issuer_id"))
_REFUSED = (
    select(EvidenceRow.refused_for)
    .where(EvidenceRow.draft_id == bindparam("draft_id"), EvidenceRow.state == EvidenceState.REFUSED.value)
    .order_by(EvidenceRow.id)
)


_DECLINED_FOR = (
    select(DecisionRow.reason, DecisionRow.note)
    .where(DecisionRow.claim_id == bindparam("claim_id"))
    .order_by(DecisionRow.number.desc())
    .limit(1)
)


async def load_draft(session: AsyncSession, draft_id: DraftId, *, now: datetime) -> DraftCard:
    """The card of a draft as it stands, whatever its state. Raises NotYours where there is none."""
    draft = await load(session, draft_id)
    is_open = draft.state is DraftState.OPEN
    product = await _product(session, draft)
    earlier = await _earlier(session, draft) if is_open else []
    choosing = is_open and draft.asking is Asking.PRODUCT
    refused = await session.scalars(_REFUSED, {"draft_id": draft_id})
    return DraftCard(
        draft=draft,
        product=product,
        retired=product is not None and not product.active and draft.claim_id is None,
        points=_points(draft, product),
        issuer=await _issuer(session, draft),
        days=draft.days(now),
        products=tuple(await _products(session, draft)) if choosing else (),
        products_in_all=len((await load_shelf(session, draft.programme_id)).entries) if choosing else 0,
        issuers=tuple(await offered_issuers(session, draft)) if is_open and draft.asking is Asking.ISSUER else (),
        own_earlier=next((claim for claim in earlier if claim.person_id == draft.person_id), None),
        claimed_elsewhere=any(claim.person_id != draft.person_id for claim in earlier),
        refused=tuple(UnfitReason(reason) for reason in refused if reason),
        declined_for=await _declined_for(session, draft),
    )


async def _declined_for(session: AsyncSession, draft: Draft) -> tuple[DeclineReason, str] | None:
    if draft.again_of is None:
        return None
    row = (await session.execute(_DECLINED_FOR, {"claim_id": draft.again_of})).one()
    return DeclineReason(row.reason or DeclineReason.OTHER), row.note


async def _product(session: AsyncSession, draft: Draft) -> ProductChoice | None:
    if draft.product_id is None:
        return None
    on = draft.sold_on or draft.started_at.date()
    return await products.chosen(session, draft.product_id, on=on)


def _points(draft: Draft, product: ProductChoice | None) -> Points | None:
    if product is None or product.points_per_unit is None or draft.quantity is None:
        return None
    return Points(draft.quantity * product.points_per_unit)


async def _products(session: AsyncSession, draft: Draft) -> list[ProductChoice]:
    on = draft.sold_on or draft.started_at.date()
    if draft.browsing is not None:
        return await products.page_of(session, draft.programme_id, draft.browsing, on=on)
    if not draft.search:
        return await offered_products(session, draft, draft.person_id)
    return await products.search(session, draft.programme_id, draft.search, on=on)


async def _issuer(session: AsyncSession, draft: Draft) -> Issuer | None:
    if draft.issuer_id is None:
        return None
    return issuer_of((await session.execute(_ISSUER, {"issuer_id": draft.issuer_id})).one())


async def _earlier(session: AsyncSession, draft: Draft) -> list[Earlier]:
    """Other claims of the same sale, looked for once it is fully described."""
    if draft.asking not in {Asking.READY, Asking.DUPLICATE} or not draft.complete:
        return []
    return await find_earlier(session, sale_of(draft))
