"""Changes that a partner makes to an own claim while nobody has decided it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim import UNDECIDED, Asking, ClaimState, DraftState
from core.claims.draft_rows import DRAFTS, draft_of, load, save
from core.claims.drafting import Draft, next_asking
from core.claims.events import ClaimWithdrawn, CorrectionBegun
from core.claims.refusals import ClaimClosed, ClaimMovedOn, NotYours
from core.claims.tables import ClaimLineRow, ClaimRow, DraftRow
from core.events import emit
from core.ids import ClaimId, DraftId
from core.people.persons import Person

_OWN = (
    select(*ClaimRow.__table__.c, ClaimLineRow.product_id, ClaimLineRow.quantity)
    .join(ClaimLineRow, (ClaimLineRow.claim_id == ClaimRow.id) & (ClaimLineRow.position == 1))
    .where(ClaimRow.id == bindparam("claim_id"))
)
_CORRECTION = DRAFTS.where(
    DraftRow.claim_id == bindparam("claim_id"), DraftRow.state == DraftState.OPEN.value
).order_by(DraftRow.id.desc())


async def correct(
    session: AsyncSession, claim_id: ClaimId, *, by: Person, now: datetime, seen: int | None = None
) -> Draft:
    """Take an own undecided claim up again: a draft of all it says, to be changed and sent.

    A second call gives the same draft. Raises NotYours, ClaimClosed, ClaimMovedOn.
    """
    draft = await take_up_again(session, claim_id, by=by, seen=seen)
    await begin(session, draft, now=now)
    return draft


async def replace_photo(
    session: AsyncSession, claim_id: ClaimId, *, by: Person, now: datetime, seen: int | None = None
) -> Draft:
    """Have the next picture take the place of an own undecided claim's pictures. Raises what `correct` raises."""
    draft = await take_up_again(session, claim_id, by=by, seen=seen)
    draft = await save(session, draft, replace(draft, asking=Asking.PICTURE))
    await begin(session, draft, now=now)
    return draft


async def withdraw(
    session: AsyncSession, claim_id: ClaimId, *, by: Person, now: datetime, seen: int | None = None
) -> None:
    """Take an own undecided claim back for good. Raises NotYours, ClaimClosed, ClaimMovedOn."""
    claim = await _own(session, claim_id, by, seen)
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


async def take_up_again(session: AsyncSession, claim_id: ClaimId, *, by: Person, seen: int | None = None) -> Draft:
    """The open correction of an own undecided claim, made where there is none. Raises what `correct` raises."""
    claim = await _own(session, claim_id, by, seen)
    row = (await session.execute(_CORRECTION, {"claim_id": claim_id})).first()
    return draft_of(row) if row else await _open(session, claim)


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


async def _own(session: AsyncSession, claim_id: ClaimId, by: Person, seen: int | None) -> Any:
    row = (await session.execute(_OWN, {"claim_id": claim_id})).one_or_none()
    if row is None or row.person_id != by.id:
        raise NotYours
    if ClaimState(row.state) not in UNDECIDED:
        raise ClaimClosed(claim_id=claim_id, state=ClaimState(row.state))
    if seen is not None and seen != row.version:
        raise ClaimMovedOn(claim_id=claim_id)
    return row


async def _open(session: AsyncSession, claim: Any) -> Draft:
    draft_id = await session.scalar(
        insert(DraftRow)
        .values(
            programme_id=claim.programme_id,
            person_id=claim.person_id,
            state=DraftState.OPEN.value,
            asking=Asking.READY.value,
            product_id=claim.product_id,
            quantity=claim.quantity,
            document_no=claim.document_no,
            sold_on=claim.sold_on,
            issuer_id=claim.issuer_id,
            same_as=claim.same_as,
            claim_id=claim.id,
            started_at=claim.started_at,
        )
        .returning(DraftRow.id)
    )
    draft = await load(session, DraftId(draft_id or 0))
    return draft if draft.complete else await save(session, draft, replace(draft, asking=next_asking(draft)))
