"""Filling: a draft's fields from what a text says."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from core.claims.claim import Asking, DraftState
from core.claims.drafting import Draft, Picture, answered
from core.claims.reading import Doubt, Reading
from core.claims.refusals import FutureDate, OutsideWindow
from core.errors import Refusal
from core.ids import DraftId, IssuerId
from core.people.persons import Person


def blank(
    person: Person, picture: Picture | None, *, zone: str, issuer_id: IssuerId | None, sent_at: datetime
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
        product_id=None,
        quantity=None,
        document_no=None,
        sold_on=None,
        issuer_id=issuer_id,
        same_as=None,
        claim_id=None,
        again_of=None,
        pictures_until=None,
        claim_state=None,
        claim_version=None,
        started_at=sent_at,
        told_whole=False,
        version=1,
        claimed=0,
        brought=came,
        awaited=came,
        zone=zone,
        own_zone=person.timezone,
    )
    return replace(empty, sold_on=empty.days(sent_at).today)


def filled(draft: Draft, reading: Reading, *, now: datetime, override: bool = False) -> tuple[Draft, Refusal | None]:
    """The draft with what a text says, in place of what was there only to `override`; and why its day was refused."""
    told: dict[str, Any] = {
        "product_id": reading.product_id,
        "quantity": reading.quantity,
        "document_no": reading.document_no,
    }
    taken = {
        name: value for name, value in told.items() if value is not None and (override or getattr(draft, name) is None)
    }
    if reading.product_id is None and draft.product_id is None:
        taken["search"] = reading.product_words[:100]
    elif reading.product_id is not None:
        taken["search"] = ""
    sold_on, refusal = _day(draft, reading, now)
    whole = reading.without_doubt and refusal is None
    told_whole = whole or (draft.told_whole and not override)
    return answered(draft, sold_on=sold_on, told_whole=told_whole, **taken), refusal


def _day(draft: Draft, reading: Reading, now: datetime) -> tuple[date | None, Refusal | None]:
    if Doubt.SOLD_ON in reading.doubts:
        return None, None
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
        "product_id": draft.product_id,
        "quantity": draft.quantity,
        "document_no": draft.document_no,
        "sold_on": draft.sold_on,
        "issuer_id": draft.issuer_id,
        "started_at": draft.started_at,
        "told_whole": draft.told_whole,
        "version": draft.version,
    }
