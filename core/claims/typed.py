"""Typed answers: what a text says about the sale that is being described, whatever the card asks for."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog import issuers
from core.catalog.folding import document_key
from core.catalog.shelf import load_shelf
from core.claims.answers import LONGEST_DOCUMENT_NO, MOST_QUANTITY, is_hardly_quantity, read_document_no, read_quantity
from core.claims.claim import Asking
from core.claims.days import read_date
from core.claims.draft_rows import save, take_up
from core.claims.drafting import Draft
from core.claims.drafts import LONGEST_SEARCH, put, put_product, sent_if_told
from core.claims.reading import Doubt, Reading, read_caption
from core.claims.refusals import BadDocumentNo, Incomplete, NotUnderstood
from core.ids import DraftId
from core.people.persons import Person

NUMBER_BEHIND = frozenset({Asking.ISSUER, Asking.PICTURE, Asking.DUPLICATE, Asking.READY})
"""Questions that a document's number answers in no way."""


async def text_answer(session: AsyncSession, draft_id: DraftId, text: str, *, by: Person, now: datetime) -> Draft:
    """Take a typed text as the answer to what is asked, or as the whole sale where it tells one.

    What names product, quantity and number without doubt is sent at once, or with the answer that is still missing.
    A number typed twice, as happens without network, is heard once.
    Raises the refusal of the question; NotUnderstood or Incomplete where no text is due.
    """
    draft = await take_up(session, draft_id, by=by, seen=None)
    if draft.asking in NUMBER_BEHIND and _is_its_number(draft, text):
        return draft
    shelf = await load_shelf(session, draft.programme_id)
    reading = read_caption(text, shelf, today=draft.days(now).today)
    if reading.without_doubt:
        answered = await _put_all(session, draft, reading, now)
    else:
        take = _ANSWERS.get(draft.asking)
        if take is None:
            raise NotUnderstood(asking=draft.asking)
        answered = await take(session, draft, text, reading, now)
    return await sent_if_told(session, answered, by=by, now=now, anew=True)


async def _put_all(session: AsyncSession, draft: Draft, reading: Reading, now: datetime) -> Draft:
    """The draft as a text tells it that names the whole sale."""
    days = draft.days(now)
    return await put(
        session,
        draft,
        product_id=reading.product_id,
        quantity=reading.quantity,
        document_no=reading.document_no,
        sold_on=days.check(reading.sold_on or draft.sold_on or days.today),
        told_whole=True,
    )


async def _product(session: AsyncSession, draft: Draft, text: str, reading: Reading, now: datetime) -> Draft:
    """The product that a text names, with what else it says; else a search."""
    if reading.product_id is None or reading.doubts & {Doubt.PRODUCT, Doubt.SOLD_ON}:
        return await save(session, draft, replace(draft, search=text[:LONGEST_SEARCH], browsing=None))
    known = {
        "quantity": draft.quantity if reading.quantity is None else reading.quantity,
        "document_no": reading.document_no or draft.document_no,
        "sold_on": draft.days(now).check(reading.sold_on) if reading.sold_on else draft.sold_on,
    }
    return await put_product(session, draft, reading.product_id, now, **known)


async def _quantity(session: AsyncSession, draft: Draft, text: str, reading: Reading, _now: datetime) -> Draft:
    """Pieces; a number that says it is a document's is that, and one too large for pieces is asked about."""
    if reading.document_no is not None and Doubt.DOCUMENT_NO not in reading.doubts:
        quantity = draft.quantity if reading.quantity is None else reading.quantity
        return await put(session, draft, document_no=reading.document_no, quantity=quantity)
    if is_hardly_quantity(text):
        if _is_its_number(draft, text):
            return draft
        if int(text) <= MOST_QUANTITY or (draft.document_no is None and len(text.strip()) <= LONGEST_DOCUMENT_NO):
            return await save(session, draft, replace(draft, search=text.strip()[:LONGEST_SEARCH]))
    return await put(session, draft, quantity=read_quantity(text))


async def _document_no(session: AsyncSession, draft: Draft, text: str, _reading: Reading, _now: datetime) -> Draft:
    return await put(session, draft, document_no=read_document_no(text))


async def _sold_on(session: AsyncSession, draft: Draft, text: str, _reading: Reading, now: datetime) -> Draft:
    days = draft.days(now)
    return await put(session, draft, sold_on=days.check(read_date(text, days.today)))


async def _issuer(session: AsyncSession, draft: Draft, text: str, _reading: Reading, _now: datetime) -> Draft:
    issuer = await issuers.named(session, draft.programme_id, text)
    return await put(session, draft, issuer_id=issuer.id)


async def _picture(_session: AsyncSession, _draft: Draft, _text: str, _reading: Reading, _now: datetime) -> Draft:
    raise Incomplete(asking=Asking.PICTURE)


_Take = Callable[[AsyncSession, Draft, str, Reading, datetime], Awaitable[Draft]]
_ANSWERS: dict[Asking, _Take] = {
    Asking.PRODUCT: _product,
    Asking.QUANTITY: _quantity,
    Asking.DOCUMENT_NO: _document_no,
    Asking.SOLD_ON: _sold_on,
    Asking.ISSUER: _issuer,
    Asking.PICTURE: _picture,
}


def _is_its_number(draft: Draft, text: str) -> bool:
    """Whether a text is the number that the draft has already."""
    try:
        number = read_document_no(text)
    except BadDocumentNo:
        return False
    return draft.document_no is not None and document_key(number) == document_key(draft.document_no)
