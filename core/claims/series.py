"""A series: pictures that came together and are a sale each, described one after another in one list."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims import submission
from core.claims.claim import Asking, DraftState, Several
from core.claims.draft_rows import DRAFTS, draft_of, save, take_up
from core.claims.drafting import USABLE, Draft, asking_next
from core.claims.drafts import put
from core.claims.filling import row_of
from core.claims.refusals import (
    DraftMovedOn,
    FutureDate,
    NoRate,
    NotYours,
    OutsideWindow,
    OwnDuplicate,
    ProductUnknown,
)
from core.claims.tables import DraftRow, EvidenceRow
from core.errors import Refusal
from core.ids import DraftId
from core.people.persons import Person

_DRAFTS: Any = DraftRow.__table__
_EVIDENCE: Any = EvidenceRow.__table__
_OF_SERIES = DRAFTS.where(
    DraftRow.series_id == bindparam("series_id"), DraftRow.state != DraftState.DROPPED.value
).order_by(DraftRow.id)
_PICTURES = select(_EVIDENCE.c.id, _EVIDENCE.c.message_key).where(
    _EVIDENCE.c.draft_id == bindparam("draft_id"), _EVIDENCE.c.state.in_(USABLE)
)
_OPEN = insert(_DRAFTS).returning(_DRAFTS.c.id, sort_by_parameter_order=True)
_MOVE = update(_EVIDENCE).where(_EVIDENCE.c.id == bindparam("of_id")).values(draft_id=bindparam("to_draft"))

TO_MEND: dict[type[Refusal], Asking] = {
    OwnDuplicate: Asking.DOCUMENT_NO,
    FutureDate: Asking.SOLD_ON,
    OutsideWindow: Asking.SOLD_ON,
    NoRate: Asking.PRODUCT,
    ProductUnknown: Asking.PRODUCT,
}
"""What is asked again of a sale that could not be sent."""


async def is_one_sale(session: AsyncSession, draft_id: DraftId, *, by: Person) -> Draft:
    """All pictures that came together are pages of one sale. Raises DraftMovedOn once that was answered."""
    draft = await _asked(session, draft_id, by)
    return await put(session, draft, several=Several.ONE)


async def split(session: AsyncSession, draft_id: DraftId, *, by: Person) -> Draft:
    """Each picture that came is a sale of its own, in the order they were sent; the first keeps what is known so far.

    Raises DraftMovedOn once that was answered.
    """
    draft = await _asked(session, draft_id, by)
    rows = (await session.execute(_PICTURES, {"draft_id": draft_id})).all()
    pictures = sorted(rows, key=lambda row: _number(row.message_key))[1:]
    head = asking_next(replace(draft, several=Several.MANY, series_id=draft.id, brought=draft.brought - len(pictures)))
    if pictures:
        blank = replace(head, lines=(), at_line=0, document_no=None, search="", album_key=None, brought=1)
        new = await session.execute(_OPEN, [row_of(asking_next(blank))] * len(pictures))
        moves = zip(pictures, new.scalars(), strict=True)
        await session.execute(_MOVE, [{"of_id": row.id, "to_draft": new_id} for row, new_id in moves])
    return await save(session, draft, head)


async def same_as_before(session: AsyncSession, draft_id: DraftId, *, by: Person, seen: int) -> Draft:
    """Take products, day and issuer from the sale before it in the list. Raises DraftMovedOn where there is none."""
    draft = await take_up(session, draft_id, by=by, seen=seen)
    model = before(await of_series(session, draft.series_id), draft) if draft.series_id else None
    if model is None:
        raise DraftMovedOn(draft_id=draft_id)
    issuer_id = model.issuer_id or draft.issuer_id
    lines = tuple(replace(line, serials=draft.serials if len(model.lines) == 1 else ()) for line in model.lines)
    known = {"sold_on": model.sold_on, "issuer_id": issuer_id, "customer_type": model.customer_type}
    return await put(session, draft, lines=lines, at_line=0, **known)


async def send_ready(
    session: AsyncSession, series_id: DraftId, *, by: Person, ready: int, now: datetime
) -> list[Refusal]:
    """Send all sales of a list that are ready, and ask again about those that cannot be sent; why they cannot.

    Raises DraftMovedOn where others are ready than were when that was offered.
    """
    drafts = await of_series(session, series_id)
    if not drafts or drafts[0].person_id != by.id:
        raise NotYours
    due = ready_ones(drafts)
    if len(due) != ready:
        raise DraftMovedOn(draft_id=series_id)
    refusals = []
    for draft in due:  # a handful, each a claim of its own
        try:
            await submission.send(session, draft, by=by, now=now)
        except tuple(TO_MEND) as refused:
            refusals.append(refused)
            await save(session, draft, replace(draft, asking=TO_MEND[type(refused)], told_whole=False))
    return refusals


async def take_out(session: AsyncSession, draft_id: DraftId, *, by: Person) -> tuple[Draft, DraftId]:
    """Have a sale of a list go on with a card of its own, where everything can be changed; and which list that was."""
    draft = await take_up(session, draft_id, by=by, seen=None)
    if draft.series_id is None:
        raise DraftMovedOn(draft_id=draft_id)
    return await save(session, draft, replace(draft, series_id=None, several=Several.ONE)), draft.series_id


async def of_series(session: AsyncSession, series_id: DraftId) -> list[Draft]:
    """The sales of a list, those left out aside, in the order their pictures were sent."""
    rows = await session.execute(_OF_SERIES, {"series_id": series_id})
    return [draft_of(row) for row in rows]


async def current(session: AsyncSession, series_id: DraftId) -> Draft | None:
    """The first sale of a list of which something is missing."""
    return gap(await of_series(session, series_id))


def gap(drafts: Sequence[Draft]) -> Draft | None:
    """The first sale of which something is missing."""
    return next((one for one in drafts if one.state is DraftState.OPEN and one.asking is not Asking.READY), None)


def ready_ones(drafts: Sequence[Draft]) -> list[Draft]:
    """Those that can be sent."""
    return [one for one in drafts if one.state is DraftState.OPEN and one.asking is Asking.READY]


def before(drafts: Sequence[Draft], draft: Draft) -> Draft | None:
    """The nearest sale before one whose products are known; None where its own are already, too."""
    if draft.lines:
        return None
    known = [one for one in drafts if one.id < draft.id and one.lines and all(line.complete for line in one.lines)]
    return known[-1] if known else None


async def _asked(session: AsyncSession, draft_id: DraftId, by: Person) -> Draft:
    draft = await take_up(session, draft_id, by=by, seen=None)
    if draft.several is not Several.ASKED:
        raise DraftMovedOn(draft_id=draft.id)
    return draft


def _number(message_key: str) -> int:
    """Place of a message in its chat."""
    number = message_key.rpartition(":")[2]
    return int(number) if number.isdecimal() else 0
