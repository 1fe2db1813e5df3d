"""Drafts: a partner answers what a sale's card asks, by tap or by text, in any order."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.rates import covering
from core.catalog.tables import IssuerRow, ProductRow, RateRow
from core.claims import submission
from core.claims.answers import quantity as sensible
from core.claims.answers import read_document_no
from core.claims.claim import Asking, DraftState, EvidenceState, SameAs
from core.claims.draft_rows import DRAFTS, draft_of, save, take_up
from core.claims.drafting import Draft, answered, next_asking
from core.claims.events import DraftDropped
from core.claims.refusals import DraftMovedOn, IssuerUnknown, NoRate, ProductUnknown
from core.claims.tables import DraftRow, EvidenceRow
from core.events import emit
from core.ids import DraftId, IssuerId, ProductId
from core.people.persons import Person

LONGEST_SEARCH = 100

_NEWEST = (
    DRAFTS.where(DraftRow.person_id == bindparam("person_id"), DraftRow.state == DraftState.OPEN.value)
    .order_by(DraftRow.id.desc())
    .limit(1)
)
_PRODUCT = (
    select(ProductRow.sku, RateRow.id.label("rate_id"))
    .outerjoin(RateRow, covering(ProductRow.id, bindparam("on", type_=RateRow.valid_from.type)))
    .where(
        ProductRow.id == bindparam("product_id"),
        ProductRow.programme_id == bindparam("programme_id"),
        ProductRow.active,
    )
)
_ISSUER = select(IssuerRow.id).where(
    IssuerRow.id == bindparam("issuer_id"), IssuerRow.programme_id == bindparam("programme_id")
)


async def newest_open(session: AsyncSession, person: Person) -> Draft | None:
    """The sale a person is describing now: what typed text is about."""
    row = (await session.execute(_NEWEST, {"person_id": person.id})).one_or_none()
    return draft_of(row) if row else None


async def choose_product(
    session: AsyncSession,
    draft_id: DraftId,
    product_id: ProductId,
    *,
    by: Person,
    now: datetime,
    seen: int | None = None,
) -> Draft:
    """Take a product. Raises ProductUnknown, NoRate, and what `take_up` raises."""
    draft = await take_up(session, draft_id, by=by, seen=seen)
    return await put_product(session, draft, product_id, now)


async def browse_products(
    session: AsyncSession, draft_id: DraftId, page: int, *, by: Person, seen: int | None = None
) -> Draft:
    """Have the card list every product, from this page on."""
    draft = await take_up(session, draft_id, by=by, seen=seen)
    return await save(session, draft, replace(draft, search="", browsing=page, asking=Asking.PRODUCT, told_whole=False))


async def set_quantity(
    session: AsyncSession, draft_id: DraftId, quantity: int, *, by: Person, seen: int | None = None
) -> Draft:
    """Take a quantity. Raises BadQuantity."""
    draft = await take_up(session, draft_id, by=by, seen=seen)
    return await put(session, draft, quantity=sensible(quantity))


async def take_as_number(session: AsyncSession, draft_id: DraftId, *, by: Person, seen: int | None = None) -> Draft:
    """What was typed as a quantity is the document's number. Raises DraftMovedOn once another answer was given."""
    draft = await take_up(session, draft_id, by=by, seen=seen)
    if not draft.hardly_quantity:
        raise DraftMovedOn(draft_id=draft.id)
    return await put(session, draft, document_no=read_document_no(draft.hardly_quantity))


async def set_date(
    session: AsyncSession, draft_id: DraftId, sold_on: date, *, by: Person, now: datetime, seen: int | None = None
) -> Draft:
    """Take the day of the sale. Raises FutureDate, OutsideWindow."""
    draft = await take_up(session, draft_id, by=by, seen=seen)
    return await put(session, draft, sold_on=draft.days(now).check(sold_on))


async def choose_issuer(
    session: AsyncSession, draft_id: DraftId, issuer_id: IssuerId, *, by: Person, now: datetime, seen: int | None = None
) -> Draft:
    """Take an issuer; a sale told whole but for that is sent. Raises IssuerUnknown, and then what `submit` raises."""
    draft = await take_up(session, draft_id, by=by, seen=seen)
    known = await session.scalar(_ISSUER, {"issuer_id": issuer_id, "programme_id": draft.programme_id})
    if known is None:
        raise IssuerUnknown
    return await sent_if_told(session, await put(session, draft, issuer_id=issuer_id), by=by, now=now)


async def revise(
    session: AsyncSession, draft_id: DraftId, field: Asking, *, by: Person, seen: int | None = None
) -> Draft:
    """Ask for a field again; it keeps its value until answered. READY takes the wish back.

    Whoever changes something looks before sending: what was told whole waits for its Send from here on.
    """
    draft = await take_up(session, draft_id, by=by, seen=seen)
    asking = next_asking(draft) if field in {Asking.READY, Asking.DUPLICATE} else field
    return await save(session, draft, replace(draft, asking=asking, search="", browsing=None, told_whole=False))


async def answer_duplicate(
    session: AsyncSession, draft_id: DraftId, answer: SameAs, *, by: Person, now: datetime, seen: int | None = None
) -> Draft:
    """Say whether somebody else's earlier claim is of the same document, and send. Raises what `submit` raises."""
    return await submission.submit(session, draft_id, by=by, now=now, seen=seen, same_as=answer)


async def drop(
    session: AsyncSession, draft_id: DraftId, *, by: Person, now: datetime, seen: int | None = None
) -> Draft:
    """Cancel a sale that was not sent, or give a correction up: the claim then stands as it was."""
    draft = await take_up(session, draft_id, by=by, seen=seen)
    dropped = await save(session, draft, replace(draft, state=DraftState.DROPPED))
    await session.execute(
        update(EvidenceRow)
        .where(EvidenceRow.draft_id == draft_id, EvidenceRow.claim_id.is_(None))
        .values(state=EvidenceState.REPLACED.value)
        .execution_options(synchronize_session=False)
    )
    await emit(session, DraftDropped(draft_id=draft_id, person_id=draft.person_id, claim_id=draft.claim_id, at=now))
    return dropped


async def put_product(session: AsyncSession, draft: Draft, product_id: ProductId, now: datetime, **known: Any) -> Draft:
    """Store a product that earns on the day of the sale, and what else is known. Raises ProductUnknown, NoRate."""
    sold_on = known.get("sold_on") or draft.sold_on or draft.days(now).today
    row = (
        await session.execute(_PRODUCT, {"product_id": product_id, "programme_id": draft.programme_id, "on": sold_on})
    ).one_or_none()
    if row is None:
        raise ProductUnknown
    if row.rate_id is None:
        raise NoRate(sku=row.sku, sold_on=sold_on)
    return await put(session, draft, product_id=product_id, **known)


async def put(session: AsyncSession, draft: Draft, **answers: Any) -> Draft:
    """Store answers and ask for what is missing next; a changed sale makes an answer about duplicates void."""
    return await save(session, draft, answered(draft, **{"search": "", "browsing": None, **answers}))


async def sent_if_told(session: AsyncSession, draft: Draft, *, by: Person, now: datetime, anew: bool = False) -> Draft:
    """Send a sale that one text told without doubt, once nothing is missing any more. Raises what `submit` raises."""
    if draft.told_whole and draft.complete:
        return await submission.send(session, draft, by=by, now=now, anew=anew)
    return draft
