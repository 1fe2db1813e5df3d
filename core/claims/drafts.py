"""Drafts: a partner answers what a sale's card asks, by tap or by text, in any order."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.learned import learn
from core.catalog.rates import covering
from core.catalog.tables import IssuerRow, ProductRow, RateRow
from core.claims import submission
from core.claims.answers import quantity as sensible
from core.claims.answers import read_document_no
from core.claims.claim import Asking, CustomerType, DraftState, EvidenceState, SameAs
from core.claims.draft_rows import DRAFTS, draft_of, save, take_up
from core.claims.drafting import FRESH, Draft, answered, asking_next
from core.claims.events import DraftDropped
from core.claims.lines import MOST_LINES, first_unnumbered, place_of, put_at, without
from core.claims.refusals import DraftMovedOn, IssuerUnknown, NoRate, NotYours, ProductUnknown, TooManyLines
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
    line: int | None = None,
    seen: int | None = None,
) -> Draft:
    """Take the product of a line. Raises ProductUnknown, NoRate, TooManyLines, and what `take_up` raises."""
    draft = await take_up(session, draft_id, by=by, seen=seen)
    taken = await put_product(session, draft, product_id, now, at=_place(draft, line))
    if draft.asking is Asking.PRODUCT and draft.search and not draft.practice:
        await learn(session, draft.programme_id, draft.search, product_id)
    return taken


async def browse_products(
    session: AsyncSession, draft_id: DraftId, page: int, *, by: Person, line: int | None = None, seen: int | None = None
) -> Draft:
    """Have the card list every product for a line, from this page on. What was searched in vain is kept in mind."""
    draft = await take_up(session, draft_id, by=by, seen=seen)
    listing = replace(draft, at_line=_place(draft, line), asking=Asking.PRODUCT)
    searched = draft.search if draft.asking is Asking.PRODUCT else ""
    return await save(session, draft, replace(listing, search=searched, browsing=page, told_whole=False))


async def set_quantity(
    session: AsyncSession,
    draft_id: DraftId,
    quantity: int,
    *,
    by: Person,
    line: int | None = None,
    seen: int | None = None,
) -> Draft:
    """Take the quantity of a line. Raises BadQuantity, and DraftMovedOn where that line is gone."""
    draft = await take_up(session, draft_id, by=by, seen=seen)
    return await put_line(session, draft, at=_place(draft, line), quantity=sensible(quantity))


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


async def choose_customer(
    session: AsyncSession, draft_id: DraftId, kind: CustomerType, *, by: Person, now: datetime, seen: int | None = None
) -> Draft:
    """Say whom it was sold to; a sale told whole but for that is sent. Raises what `submit` raises."""
    draft = await take_up(session, draft_id, by=by, seen=seen)
    return await sent_if_told(session, await put(session, draft, customer_type=kind), by=by, now=now)


async def revise(
    session: AsyncSession,
    draft_id: DraftId,
    field: Asking,
    *,
    by: Person,
    now: datetime,
    line: int | None = None,
    seen: int | None = None,
) -> Draft:
    """Ask for a field again, of a line where that matters; it keeps its value until answered.

    READY takes the wish back.

    Whoever changes something looks before sending: what was told whole waits for its Send from here on.
    """
    before = await take_up(session, draft_id, by=by, seen=seen)
    at_line = _place(before, line)
    if field is Asking.SERIAL and line is None:
        at_line = first_unnumbered(before.lines) or 0
    draft = replace(before, at_line=at_line, search="", browsing=None, told_whole=False)
    if field is Asking.PICTURE:
        draft = replace(draft, pictures_until=now + FRESH)
    after = asking_next(draft) if field in {Asking.READY, Asking.DUPLICATE} else replace(draft, asking=field)
    return await save(session, before, after)


async def add_line(session: AsyncSession, draft_id: DraftId, *, by: Person, seen: int | None = None) -> Draft:
    """Ask for another product of the same document. Raises TooManyLines."""
    draft = await take_up(session, draft_id, by=by, seen=seen)
    if len(draft.lines) >= MOST_LINES:
        raise TooManyLines(most=MOST_LINES)
    asked = replace(draft, asking=Asking.PRODUCT, at_line=len(draft.lines), told_whole=False)
    return await save(session, draft, replace(asked, search="", browsing=None))


async def remove_line(
    session: AsyncSession, draft_id: DraftId, line: int, *, by: Person, seen: int | None = None
) -> Draft:
    """Take a product out of the sale. Raises DraftMovedOn for one that is gone."""
    draft = await take_up(session, draft_id, by=by, seen=seen)
    left = without(draft.lines, _place(draft, line))
    return await put(session, draft, lines=left, at_line=0, told_whole=False)


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
    if draft.person_id != by.id:
        raise NotYours
    dropped = await save(session, draft, replace(draft, state=DraftState.DROPPED))
    await session.execute(
        update(EvidenceRow)
        .where(EvidenceRow.draft_id == draft_id, EvidenceRow.claim_id.is_(None))
        .values(state=EvidenceState.REPLACED.value)
        .execution_options(synchronize_session=False)
    )
    await emit(session, _dropped(draft, now))
    return dropped


def _dropped(draft: Draft, now: datetime) -> DraftDropped:
    return DraftDropped(
        draft_id=draft.id, person_id=draft.person_id, claim_id=draft.claim_id, series_id=draft.series_id, at=now
    )


async def put_product(
    session: AsyncSession, draft: Draft, product_id: ProductId, now: datetime, *, at: int | None = None, **known: Any
) -> Draft:
    """Store a line's product that earns on the day of the sale, and what else is known.

    A product that another line has already is counted there. Raises ProductUnknown, NoRate, TooManyLines.
    """
    sold_on = known.get("sold_on") or draft.sold_on or draft.days(now).today
    row = (
        await session.execute(_PRODUCT, {"product_id": product_id, "programme_id": draft.programme_id, "on": sold_on})
    ).one_or_none()
    if row is None:
        raise ProductUnknown
    if row.rate_id is None:
        raise NoRate(sku=row.sku, sold_on=sold_on)
    place = draft.at_line if at is None else at
    if place >= MOST_LINES:
        raise TooManyLines(most=MOST_LINES)
    if place_of(draft.lines, product_id) in {None, place}:
        return await put_line(session, draft, at=place, product_id=product_id, **known)
    lines = without(draft.lines, place)
    place = place_of(lines, product_id) or 0
    counted = answered(draft, lines=lines, at_line=place, search="", browsing=None, **known)
    return await save(session, draft, replace(counted, asking=Asking.QUANTITY))


async def put_line(session: AsyncSession, draft: Draft, *, at: int | None = None, **known: Any) -> Draft:
    """Store facts about a line, the one at hand where none is named, and what else is known."""
    place = draft.at_line if at is None else at
    of_line = {name: known.pop(name) for name in ("product_id", "quantity", "serials") if name in known}
    return await put(session, draft, lines=put_at(draft.lines, place, **of_line), at_line=place, **known)


def _place(draft: Draft, line: int | None) -> int:
    """Which line is meant, the one at hand where none is named. Raises DraftMovedOn where it is gone."""
    if line is None:
        return draft.at_line
    if line > len(draft.lines):
        raise DraftMovedOn(draft_id=draft.id)
    return line


async def put(session: AsyncSession, draft: Draft, **answers: Any) -> Draft:
    """Store answers and ask for what is missing next; a changed sale makes an answer about duplicates void."""
    return await save(session, draft, answered(draft, **{"search": "", "browsing": None, **answers}))


async def sent_if_told(session: AsyncSession, draft: Draft, *, by: Person, now: datetime, anew: bool = False) -> Draft:
    """Send a sale that one text told without doubt, once nothing is missing any more. Raises what `submit` raises."""
    if draft.told_whole and draft.complete:
        return await submission.send(session, draft, by=by, now=now, anew=anew)
    return draft
