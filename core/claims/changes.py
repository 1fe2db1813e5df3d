"""Changes that a partner makes to an own claim while nobody has decided it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim import UNDECIDED, Asking, ClaimState, DraftState
from core.claims.draft_rows import DRAFTS, draft_of, load, save
from core.claims.drafting import FRESH, Draft, asking_next
from core.claims.events import ClaimWithdrawn, CorrectionBegun
from core.claims.lines import Line, stored_of
from core.claims.refusals import ClaimClosed, ClaimMovedOn, NotYours
from core.claims.tables import ClaimLineRow, ClaimRow, DraftRow
from core.events import emit
from core.ids import ClaimId, DraftId
from core.people.persons import Person

Rows = Sequence[Row[*tuple[Any, ...]]]

_OWN = (
    select(*ClaimRow.__table__.c, ClaimLineRow.product_id, ClaimLineRow.quantity, ClaimLineRow.serials)
    .outerjoin(ClaimLineRow, ClaimLineRow.claim_id == ClaimRow.id)
    .where(ClaimRow.id == bindparam("claim_id"))
    .order_by(ClaimLineRow.position)
)
"""A row a line, each with its claim."""
_CORRECTION = DRAFTS.where(
    DraftRow.claim_id == bindparam("claim_id"), DraftRow.state == DraftState.OPEN.value
).order_by(DraftRow.id.desc())


async def correct(
    session: AsyncSession, claim_id: ClaimId, *, by: Person, now: datetime, seen: int | None = None
) -> Draft:
    """Take an own undecided claim up again: a draft of all it says, to be changed and sent.

    A second call gives the same draft. Raises NotYours, ClaimClosed, ClaimMovedOn.
    """
    draft = await take_up_again(session, claim_id, by=by, now=now, seen=seen)
    await begin(session, draft, now=now)
    return draft


async def replace_photo(session: AsyncSession, claim_id: ClaimId, *, by: Person, now: datetime) -> Draft:
    """Have the next picture take the place of an own undecided claim's pictures. Raises what `correct` raises."""
    return await await_picture(session, claim_id, by=by, now=now, adds=False)


async def add_page(session: AsyncSession, claim_id: ClaimId, *, by: Person, now: datetime) -> Draft:
    """Have the next picture stand beside an own undecided claim's pictures. Raises what `correct` raises."""
    return await await_picture(session, claim_id, by=by, now=now, adds=True)


async def await_picture(
    session: AsyncSession, claim_id: ClaimId, *, by: Person, now: datetime, adds: bool | None = None
) -> Draft:
    """Await a picture for an own undecided claim; what it does is as the partner was asked where `adds` is None.

    Raises what `correct` raises.
    """
    draft = await take_up_again(session, claim_id, by=by, now=now)
    adds_pages = draft.adds_pages if adds is None else adds
    waiting = replace(draft, asking=Asking.PICTURE, pictures_until=now + FRESH, adds_pages=adds_pages)
    draft = await save(session, draft, waiting)
    await begin(session, draft, now=now)
    return draft


async def withdraw(
    session: AsyncSession, claim_id: ClaimId, *, by: Person, now: datetime, seen: int | None = None
) -> None:
    """Take an own undecided claim back for good. Raises NotYours, ClaimClosed, ClaimMovedOn."""
    claim = (await _own(session, claim_id, by, seen))[0]
    withdrawn = await session.scalar(
        update(ClaimRow)
        .where(ClaimRow.id == claim_id, ClaimRow.version == claim.version, ClaimRow.state.in_(sorted(UNDECIDED)))
        .values(state=ClaimState.CANCELLED.value, version=ClaimRow.version + 1)
        .returning(ClaimRow.id)
        .execution_options(synchronize_session=False)
    )
    if withdrawn is None:
        raise ClaimMovedOn(claim_id=claim_id)
    await emit(session, ClaimWithdrawn(claim_id=claim_id, person_id=by.id, at=now))


async def take_up_again(
    session: AsyncSession, claim_id: ClaimId, *, by: Person, now: datetime, seen: int | None = None
) -> Draft:
    """The open correction of an own undecided claim, made where there is none. Raises what `correct` raises."""
    rows = await _own(session, claim_id, by, seen)
    row = (await session.execute(_CORRECTION, {"claim_id": claim_id})).first()
    return draft_of(row) if row else await _open(session, rows, now)


async def begin(session: AsyncSession, draft: Draft, *, now: datetime) -> None:
    """Let the claim's card become the correction's."""
    assert draft.claim_id is not None  # noqa: S101 (a correction)
    await emit(session, CorrectionBegun(claim_id=draft.claim_id, draft_id=draft.id, person_id=draft.person_id, at=now))


async def end_corrections(session: AsyncSession, claim_id: ClaimId) -> list[DraftId]:
    """Drop what is left open of corrections to a claim that can no longer be changed."""
    dropped = await session.scalars(
        update(DraftRow)
        .where(DraftRow.claim_id == claim_id, DraftRow.state == DraftState.OPEN.value)
        .values(state=DraftState.DROPPED.value, version=DraftRow.version + 1)
        .returning(DraftRow.id)
        .execution_options(synchronize_session=False)
    )
    return [DraftId(draft_id) for draft_id in dropped]


async def _own(session: AsyncSession, claim_id: ClaimId, by: Person, seen: int | None) -> Rows:
    rows = (await session.execute(_OWN, {"claim_id": claim_id})).all()
    row = rows[0] if rows else None
    if row is None or row.person_id != by.id:
        raise NotYours
    if ClaimState(row.state) not in UNDECIDED:
        raise ClaimClosed(claim_id=claim_id, state=ClaimState(row.state))
    if seen is not None and seen != row.version:
        raise ClaimMovedOn(claim_id=claim_id)
    return rows


async def _open(session: AsyncSession, rows: Rows, now: datetime) -> Draft:
    claim = rows[0]
    lines = tuple(
        Line(product_id=row.product_id, quantity=row.quantity, serials=tuple(row.serials or ()))
        for row in rows
        if row.product_id is not None
    )
    draft_id = await session.scalar(
        insert(DraftRow)
        .values(
            programme_id=claim.programme_id,
            person_id=claim.person_id,
            state=DraftState.OPEN.value,
            asking=Asking.READY.value,
            lines=stored_of(lines),
            document_no=claim.document_no if claim.document_key else None,
            sold_on=claim.sold_on,
            issuer_id=claim.issuer_id,
            customer_type=claim.customer_type,
            same_as=claim.same_as,
            claim_id=claim.id,
            pictures_until=now + FRESH,
            started_at=claim.started_at,
        )
        .returning(DraftRow.id)
    )
    draft = await load(session, DraftId(draft_id or 0))
    return draft if draft.complete else await save(session, draft, asking_next(draft))
