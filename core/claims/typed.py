"""Typed answers: what a text says about the sale that is being described, whatever the card asks for."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog import issuers
from core.catalog.folding import document_key
from core.claims.answers import LONGEST_DOCUMENT_NO, MOST_QUANTITY, is_hardly_quantity, read_document_no, read_quantity
from core.claims.claim import Asking, Several
from core.claims.days import read_date
from core.claims.draft_rows import save, take_up
from core.claims.drafting import Draft, answered
from core.claims.drafts import LONGEST_SEARCH, put, put_line, put_product, sent_if_told
from core.claims.filling import told_lines
from core.claims.hearing import hear
from core.claims.lines import put_at, taken_elsewhere, with_serials
from core.claims.reading import Reading, read_customer_type
from core.claims.refusals import BadDocumentNo, BadSerial, Incomplete, NotUnderstood, SerialFault
from core.claims.serial_numbers import each_once, read_serials
from core.claims.spoken import Doubt
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
    today, required = draft.days(now).today, draft.options.required
    reading = await hear(session, draft.programme_id, text, today=today, required=required)
    if reading.without_doubt and not (draft.asking is Asking.SERIAL and reading.product_id in draft.products):
        taken = await _put_all(session, draft, reading, now)
    elif draft.asking not in _OF_PROOF and (more := _told_besides(draft, reading)):
        taken = await put(session, draft, **more)
    else:
        take = _ANSWERS.get(draft.asking)
        if take is None:
            raise NotUnderstood(asking=draft.asking)
        taken = await take(session, draft, text, reading, now)
    return await sent_if_told(session, taken, by=by, now=now, anew=True)


async def _put_all(session: AsyncSession, draft: Draft, reading: Reading, now: datetime) -> Draft:
    """The draft as a text tells it that names the whole sale."""
    days = draft.days(now)
    return await put(
        session,
        draft,
        lines=told_lines(draft.lines, reading, override=True),
        document_no=reading.document_no or draft.document_no,
        customer_type=reading.customer_type or draft.customer_type,
        sold_on=days.check(reading.sold_on or draft.sold_on or days.today),
        told_whole=True,
        several=draft.several and (Several.ONE if draft.several is Several.ASKED else draft.several),
    )


async def _product(session: AsyncSession, draft: Draft, text: str, reading: Reading, now: datetime) -> Draft:
    """The product that a text names, with what else it says; else a search."""
    if reading.product_id is None or reading.doubts & {Doubt.PRODUCT, Doubt.SOLD_ON}:
        return await save(session, draft, replace(draft, search=text[:LONGEST_SEARCH], browsing=None))
    known: dict[str, Any] = {
        "customer_type": reading.customer_type or draft.customer_type,
        "document_no": reading.document_no or draft.document_no,
        "sold_on": draft.days(now).check(reading.sold_on) if reading.sold_on else draft.sold_on,
    }
    if len(reading.lines) > 1 and not draft.products:
        return await put(session, draft, lines=told_lines(draft.lines, reading, override=True), **known)
    if reading.quantity is not None:
        known["quantity"] = reading.quantity
    if reading.serials:
        known["serials"] = reading.serials
    return await put_product(session, draft, reading.product_id, now, **known)


async def _quantity(session: AsyncSession, draft: Draft, text: str, reading: Reading, _now: datetime) -> Draft:
    """Pieces; a number that says it is a document's is that, and one too large for pieces is asked about."""
    if reading.document_no is not None and Doubt.DOCUMENT_NO not in reading.doubts:
        quantity = draft.quantity if reading.quantity is None else reading.quantity
        return await put_line(session, draft, document_no=reading.document_no, quantity=quantity)
    if is_hardly_quantity(text):
        if _is_its_number(draft, text):
            return draft
        if int(text) <= MOST_QUANTITY or (draft.document_no is None and len(text.strip()) <= LONGEST_DOCUMENT_NO):
            return await save(session, draft, replace(draft, search=text.strip()[:LONGEST_SEARCH]))
    return await put_line(session, draft, quantity=read_quantity(text))


async def _serial(session: AsyncSession, draft: Draft, text: str, _reading: Reading, _now: datetime) -> Draft:
    """One piece's number, or a list of them; once all pieces have theirs, all of them anew."""
    line, told = draft.line, read_serials(text)
    known = () if line.numbered else line.serials
    serials = each_once([*known, *told])
    twice = taken_elsewhere(draft.lines, draft.at_line, told)
    if twice is None and len(serials) < len(known) + len(told):
        twice = told[0]
    if twice is not None:
        raise BadSerial(fault=SerialFault.TWICE, serial=twice, most=line.pieces)
    if len(serials) > line.pieces:
        raise BadSerial(fault=SerialFault.TOO_MANY, serial="", most=line.pieces)
    after = answered(draft, lines=put_at(draft.lines, draft.at_line, serials=serials), search="", browsing=None)
    if len(serials) < line.pieces and after.asking is not Asking.PRODUCT:
        after = replace(after, asking=Asking.SERIAL, at_line=draft.at_line)
    return await save(session, draft, after)


async def _customer_type(session: AsyncSession, draft: Draft, text: str, _reading: Reading, _now: datetime) -> Draft:
    kind = read_customer_type(text)
    if kind is None:
        raise NotUnderstood(asking=Asking.CUSTOMER_TYPE)
    return await put(session, draft, customer_type=kind)


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
    Asking.LINE: _quantity,
    Asking.SERIAL: _serial,
    Asking.DOCUMENT_NO: _document_no,
    Asking.SOLD_ON: _sold_on,
    Asking.ISSUER: _issuer,
    Asking.CUSTOMER_TYPE: _customer_type,
    Asking.PICTURE: _picture,
}


_OF_PROOF = frozenset({Asking.PRODUCT, Asking.SERIAL, Asking.CUSTOMER_TYPE, Asking.DOCUMENT_NO})
"""Questions whose answer has all that was typed."""


def _told_besides(draft: Draft, reading: Reading) -> dict[str, Any]:
    """What a text tells without being asked: serial numbers, the kind of customer, a number that was left out."""
    more: dict[str, Any] = {}
    counted = draft.lines
    if reading.serials and reading.quantity is not None and draft.asking is Asking.QUANTITY:
        counted = put_at(counted, draft.at_line, quantity=reading.quantity)
    lines = with_serials(counted, reading.serials)
    if lines != draft.lines:
        more["lines"] = lines
    if reading.customer_type is not None:
        more["customer_type"] = reading.customer_type
    left_out = draft.document_no is None and draft.asking in NUMBER_BEHIND
    if left_out and reading.document_no is not None and Doubt.DOCUMENT_NO not in reading.doubts:
        more["document_no"] = reading.document_no
    return more


def _is_its_number(draft: Draft, text: str) -> bool:
    """Whether a text is the number that the draft has already."""
    try:
        number = read_document_no(text)
    except BadDocumentNo:
        return False
    return draft.document_no is not None and document_key(number) == document_key(draft.document_no)
