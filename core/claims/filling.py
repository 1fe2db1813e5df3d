"""Filling: a draft's fields from what a text says."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from core.claims.claim import Asking, DraftState
from core.claims.drafting import Draft, Picture, answered
from core.claims.lines import Line, Lines, put_at, stored_of, with_serials
from core.claims.reading import Reading
from core.claims.refusals import FutureDate, OutsideWindow
from core.claims.spoken import Doubt
from core.errors import Refusal
from core.ids import DraftId, IssuerId
from core.people.persons import Person
from core.programme.options import ClaimField, Options


def blank(
    person: Person,
    picture: Picture | None,
    *,
    zone: str,
    options: Options,
    issuer_id: IssuerId | None,
    sent_at: datetime,
) -> Draft:
    """A draft of which nothing is known but who began it, when and with what; sold on that day unless told."""
    came = int(picture is not None)
    empty = Draft(
        id=DraftId(0),
        programme_id=person.programme_id,
        person_id=person.id,
        state=DraftState.OPEN,
        asking=Asking.PICTURE,
        search="",
        browsing=None,
        album_key=picture.album_key if picture else None,
        several=None,
        series_id=None,
        lines=(),
        at_line=0,
        document_no=None,
        sold_on=None,
        issuer_id=issuer_id,
        customer_type=None,
        same_as=None,
        claim_id=None,
        again_of=None,
        pictures_until=None,
        claim_state=None,
        claim_version=None,
        started_at=sent_at,
        handed_at=None,
        filled_by=None,
        filled_until=None,
        due_at=None,
        missed_due_at=None,
        in_doubt=False,
        adds_pages=False,
        told_whole=False,
        practice=picture is not None and picture.practice,
        version=1,
        claimed=0,
        brought=came,
        awaited=came,
        zone=zone,
        own_zone=person.timezone,
        occupation=person.occupation,
        options=options,
    )
    return replace(empty, sold_on=empty.days(sent_at).today)


def filled(draft: Draft, reading: Reading, *, now: datetime, override: bool = False) -> tuple[Draft, Refusal | None]:
    """The draft with what a text says, in place of what was there only to `override`; and why its day was refused."""
    taken: dict[str, Any] = {"lines": told_lines(draft.lines, reading, override=override)}
    if reading.customer_type is not None and (override or draft.customer_type is None):
        taken["customer_type"] = reading.customer_type
    if reading.document_no is not None and (override or draft.document_no is None):
        taken["document_no"] = reading.document_no
    if reading.product_id is None and not draft.products:
        taken["search"] = reading.product_words[:100]
    elif reading.product_id is not None:
        taken["search"] = ""
    sold_on, refusal = _day(draft, reading, now)
    whole = reading.without_doubt and refusal is None
    told_whole = whole or (draft.told_whole and not override)
    return answered(draft, sold_on=sold_on, told_whole=told_whole, **taken), refusal


def told_lines(lines: Lines, reading: Reading, *, override: bool) -> Lines:
    """Lines with what a text says of them: to `override`, several products that it names are all that was sold."""
    if override and reading.serials:
        lines = tuple(replace(line, serials=()) for line in lines)
    return with_serials(_told_lines(lines, reading, override=override), reading.serials)


def _told_lines(lines: Lines, reading: Reading, *, override: bool) -> Lines:
    if len(lines) <= 1 and len(reading.lines) <= 1:
        return _told_line(lines, reading, override=override)
    if reading.product_id is None or (not override and any(line.product_id for line in lines)):
        return lines
    known = {line.product_id: line for line in lines}
    return tuple(
        replace(known.get(told.product_id, Line(product_id=told.product_id)), **_quantity(told.quantity))
        for told in reading.lines
    )


def _told_line(lines: Lines, reading: Reading, *, override: bool) -> Lines:
    """The only line, each of its facts by itself."""
    told = {"product_id": reading.product_id, "quantity": reading.quantity}
    was = lines[0] if lines else Line()
    taken = {
        name: value for name, value in told.items() if value is not None and (override or getattr(was, name) is None)
    }
    return put_at(lines, 0, **taken) if taken else lines


def _quantity(told: int | None) -> dict[str, Any]:
    return {} if told is None else {"quantity": told}


def _day(draft: Draft, reading: Reading, now: datetime) -> tuple[date | None, Refusal | None]:
    if Doubt.SOLD_ON in reading.doubts:
        return (None if ClaimField.SOLD_ON in draft.options.required else draft.sold_on), None
    if reading.sold_on is None:
        return draft.sold_on, None
    try:
        return draft.days(now).check(reading.sold_on), None
    except (FutureDate, OutsideWindow) as refusal:
        return None, refusal


def row_of(draft: Draft) -> dict[str, Any]:
    """What a new draft's row holds."""
    return {
        "programme_id": draft.programme_id,
        "person_id": draft.person_id,
        "state": draft.state,
        "asking": draft.asking,
        "search": draft.search,
        "album_key": draft.album_key,
        "several": draft.several,
        "series_id": draft.series_id,
        "lines": stored_of(draft.lines),
        "at_line": draft.at_line,
        "document_no": draft.document_no,
        "sold_on": draft.sold_on,
        "issuer_id": draft.issuer_id,
        "customer_type": draft.customer_type,
        "started_at": draft.started_at,
        "in_doubt": draft.in_doubt,
        "adds_pages": draft.adds_pages,
        "told_whole": draft.told_whole,
        "practice": draft.practice,
        "version": draft.version,
    }
