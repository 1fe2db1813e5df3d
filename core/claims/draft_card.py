"""All that a draft's card shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog import products
from core.catalog.issuers import Issuer, issuer_of
from core.catalog.products import ProductChoice
from core.catalog.shelves import count_products
from core.catalog.tables import IssuerRow
from core.claims.belonging import AwaitsPhoto, waiting_for_photo
from core.claims.claim import Asking, DraftState, EvidenceState, Reason, reason_of
from core.claims.claimed_before import sale_of
from core.claims.days import SaleDays
from core.claims.draft_rows import load
from core.claims.drafting import Draft
from core.claims.duplicates import Earlier
from core.claims.earlier import find_earlier
from core.claims.offering import offered_issuers, offered_products
from core.claims.picture import UnfitReason
from core.claims.tables import DecisionRow, EvidenceRow
from core.ids import DraftId, Points, ProductId


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One product of a sale being described."""

    product: ProductChoice | None
    quantity: int | None
    retired: bool
    """Whether the product is no longer offered, so that another has to be chosen; a sent claim keeps its own."""
    serials: tuple[str, ...] = ()
    kept_percent: int = 100
    """What it earns of its points: less where the sale is late."""

    @property
    def points(self) -> Points | None:
        """What it earns when approved; None until product and quantity are known, or where no rate covers the day."""
        if self.product is None or self.product.points_per_unit is None or self.quantity is None:
            return None
        return Points(self.quantity * self.product.points_per_unit * self.kept_percent // 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCard:
    """A sale being described, with what its card offers."""

    draft: Draft
    """What is known, what is asked, pictures counted; `claim_id` names the claim an open draft corrects."""
    lines: tuple[DraftLine, ...]
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
    may_belong: tuple[AwaitsPhoto, ...]
    """Claims that the photo may be meant for, where that is asked."""
    own_earlier: Earlier | None
    """The person's own claim of the same sale: this one cannot be sent."""
    claimed_elsewhere: bool
    """Whether somebody else has claimed the same; nothing more is told."""
    serial_elsewhere: bool
    """Whether that is told by a serial number."""
    refused: tuple[UnfitReason, ...]
    """Why pictures of this draft could not be used, the latest last."""
    declined_for: tuple[Reason, str] | None
    """Why the sale was declined that is sent once more: reason and note."""

    @property
    def retired(self) -> bool:
        """Whether a product has to be replaced by another before the sale can be sent."""
        return any(line.retired for line in self.lines)

    @property
    def points(self) -> Points | None:
        """What the sale earns when approved; None while that is not known of every line."""
        known = [line.points for line in self.lines if line.points is not None]
        return Points(sum(known)) if known and len(known) == len(self.lines) else None


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
    is_open = draft.state in {DraftState.OPEN, DraftState.HANDED}
    earlier = await _earlier(session, draft) if is_open else []
    choosing = is_open and draft.asking is Asking.PRODUCT
    refused = await session.scalars(_REFUSED, {"draft_id": draft_id})
    return DraftCard(
        draft=draft,
        lines=(await lines_of_drafts(session, [draft]))[draft_id],
        issuer=await _issuer(session, draft),
        days=draft.days(now),
        products=tuple(await _products(session, draft)) if choosing else (),
        products_in_all=await count_products(session, draft.programme_id) if choosing else 0,
        issuers=tuple(await offered_issuers(session, draft)) if is_open and draft.asking is Asking.ISSUER else (),
        may_belong=await waiting_for_photo(session, draft.person_id) if is_open and draft.in_doubt else (),
        own_earlier=next((claim for claim in earlier if claim.person_id == draft.person_id), None),
        claimed_elsewhere=any(claim.person_id != draft.person_id for claim in earlier),
        serial_elsewhere=any(claim.by_serial for claim in earlier if claim.person_id != draft.person_id),
        refused=tuple(UnfitReason(reason) for reason in refused if reason),
        declined_for=await _declined_for(session, draft),
    )


async def _declined_for(session: AsyncSession, draft: Draft) -> tuple[Reason, str] | None:
    if draft.again_of is None:
        return None
    row = (await session.execute(_DECLINED_FOR, {"claim_id": draft.again_of})).one()
    return reason_of(row.reason), row.note


async def lines_of_drafts(session: AsyncSession, drafts: Sequence[Draft]) -> dict[DraftId, tuple[DraftLine, ...]]:
    """Lines of several drafts begun together, by one statement; rated by the first one's day."""
    if not drafts:
        return {}
    wanted = sorted({product for draft in drafts for product in draft.products})
    known = await products.chosen(session, wanted, on=drafts[0].sold_on or drafts[0].started_at.date())
    return {draft.id: _named(draft, known) for draft in drafts}


def _named(draft: Draft, known: Mapping[ProductId, ProductChoice]) -> tuple[DraftLine, ...]:
    return tuple(
        DraftLine(
            product=(product := known.get(line.product_id) if line.product_id is not None else None),
            quantity=line.quantity,
            serials=line.serials,
            retired=product is not None and not product.active and draft.claim_id is None,
            kept_percent=draft.kept_percent(),
        )
        for line in draft.lines
    )


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
    if draft.practice or draft.asking not in {Asking.READY, Asking.DUPLICATE} or not draft.complete:
        return []
    return await find_earlier(session, sale_of(draft))
