"""Evidence: what became of each picture, from the channel's announcement to safe bytes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims import changes, looking_alike
from core.claims.claim import Asking, ClaimState, DraftState, EvidenceState, PictureKind
from core.claims.draft_rows import load, save
from core.claims.drafting import Draft, asking_next
from core.claims.events import ClaimShown, EvidenceRefused, EvidenceStored
from core.claims.picture import Checked, UnfitReason
from core.claims.store import STORE, StoredPicture
from core.claims.tables import ClaimRow, EvidenceRow
from core.events import emit
from core.ids import ClaimId, DraftId, EvidenceId, PersonId
from core.people.persons import load as load_person

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
GIVE_UP = timedelta(days=1)
"""How long the channel is asked for a picture before the partner is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A picture to fetch."""

    id: EvidenceId
    channel: str
    file_id: str
    kind: PictureKind


_AWAITING = (
    select(EvidenceRow.id, EvidenceRow.channel, EvidenceRow.file_id, EvidenceRow.kind)
    .where(EvidenceRow.state == EvidenceState.AWAITED.value, EvidenceRow.next_try_at <= bindparam("now"))
    .order_by(EvidenceRow.next_try_at, EvidenceRow.id)
    .limit(bindparam("most"))
)
_SETTLED = (
    EvidenceRow.id,
    EvidenceRow.person_id,
    EvidenceRow.message_key,
    EvidenceRow.draft_id,
    EvidenceRow.claim_id,
)
_UNSETTLED = update(EvidenceRow).where(
    EvidenceRow.id == bindparam("of_id"), EvidenceRow.state == EvidenceState.AWAITED.value
)
_STORE = (
    _UNSETTLED.values(state=EvidenceState.STORED.value, sha256=bindparam("digest"), stored_at=bindparam("at"))
    .returning(*_SETTLED)
    .execution_options(synchronize_session=False)
)
_REFUSE = (
    _UNSETTLED.values(state=EvidenceState.REFUSED.value, refused_for=bindparam("why"))
    .returning(*_SETTLED)
    .execution_options(synchronize_session=False)
)
_LEFT = select(EvidenceRow.state).where(
    EvidenceRow.claim_id == bindparam("claim_id"),
    EvidenceRow.state.in_((EvidenceState.AWAITED.value, EvidenceState.STORED.value)),
)
_SHOW = (
    update(ClaimRow)
    .where(
        ClaimRow.id == bindparam("of_claim"),
        ClaimRow.state.in_((ClaimState.SUBMITTED.value, ClaimState.NEEDS_PHOTO.value)),
        exists().where(EvidenceRow.claim_id == ClaimRow.id, EvidenceRow.state == EvidenceState.STORED.value),
        ~exists().where(EvidenceRow.claim_id == ClaimRow.id, EvidenceRow.state == EvidenceState.AWAITED.value),
    )
    .values(state=ClaimState.IN_REVIEW.value, shown_at=bindparam("at"), version=ClaimRow.version + 1)
    .returning(ClaimRow.id, ClaimRow.programme_id, ClaimRow.person_id)
    .execution_options(synchronize_session=False)
)
_LOCK = select(ClaimRow.id).where(ClaimRow.id == bindparam("claim_id")).with_for_update(key_share=True)
"""Of two pictures stored at once, the later must see the earlier."""

_NEED = (
    update(ClaimRow)
    .where(
        ClaimRow.id == bindparam("of_claim"),
        ClaimRow.state.in_((ClaimState.SUBMITTED.value, ClaimState.IN_REVIEW.value)),
    )
    .values(state=ClaimState.NEEDS_PHOTO.value, version=ClaimRow.version + 1)
    .returning(ClaimRow.id)
    .execution_options(synchronize_session=False)
)
_FETCH = select(EvidenceRow.tries, EvidenceRow.received_at).where(
    EvidenceRow.id == bindparam("id"), EvidenceRow.state == EvidenceState.AWAITED.value
)


_DIGESTS = select(EvidenceRow.id, EvidenceRow.sha256).where(
    EvidenceRow.id.in_(bindparam("ids", expanding=True)), EvidenceRow.sha256.is_not(None)
)


async def awaiting(session: AsyncSession, *, now: datetime, limit: int = 100) -> list[Awaited]:
    """Pictures whose bytes are to be fetched now, the longest due first."""
    rows = await session.execute(_AWAITING, {"now": now, "most": limit})
    return [
        Awaited(id=EvidenceId(row.id), channel=row.channel, file_id=row.file_id, kind=PictureKind(row.kind))
        for row in rows
    ]


async def store(session: AsyncSession, evidence_id: EvidenceId, picture: Checked, *, now: datetime) -> None:
    """Keep a picture's bytes; a claim whose last picture this was is shown to moderators.

    A picture that is no longer awaited changes nothing.
    """
    row = (await session.execute(_STORE, {"of_id": evidence_id, "digest": picture.sha256, "at": now})).one_or_none()
    if row is None:
        return
    await STORE.put(session, picture, now=now)
    if picture.likeness is not None:
        await looking_alike.note(session, picture.sha256, picture.likeness)
    stored = EvidenceStored(
        evidence_id=evidence_id,
        person_id=PersonId(row.person_id),
        message_key=row.message_key,
        draft_id=row.draft_id,
        claim_id=row.claim_id,
        at=now,
    )
    await emit(session, stored)
    if row.claim_id is not None:
        await show_when_safe(session, ClaimId(row.claim_id), now=now)


async def refuse(session: AsyncSession, evidence_id: EvidenceId, reason: UnfitReason, *, now: datetime) -> None:
    """Note that a picture cannot be used, and have the partner told. Draft or claim live on.

    Where no other picture of the sale is left, another is asked for: by the draft when it gets there, by a claim at
    once, the next picture taking the place of this one.
    """
    row = (await session.execute(_REFUSE, {"of_id": evidence_id, "why": reason.value})).one_or_none()
    if row is None:
        return
    due = await (_claim_lost(session, row, now) if row.claim_id is not None else _draft_lost(session, row))
    refused = EvidenceRefused(
        evidence_id=evidence_id,
        person_id=PersonId(row.person_id),
        message_key=row.message_key,
        draft_id=row.draft_id,
        claim_id=row.claim_id,
        reason=reason,
        another_due=due,
        at=now,
    )
    await emit(session, refused)


async def failed_fetch(session: AsyncSession, evidence_id: EvidenceId, *, now: datetime) -> None:
    """Try again later, at longer and longer intervals; after a day the partner is asked for the picture instead."""
    row = (await session.execute(_FETCH, {"id": evidence_id})).one_or_none()
    if row is None:
        return
    if now - row.received_at >= GIVE_UP:
        await refuse(session, evidence_id, UnfitReason.GONE, now=now)
        return
    pause = min(FIRST_PAUSE * 2 ** min(row.tries, 20), LONGEST_PAUSE)
    await session.execute(
        update(EvidenceRow)
        .where(EvidenceRow.id == evidence_id)
        .values(tries=row.tries + 1, next_try_at=now + pause)
        .execution_options(synchronize_session=False)
    )


async def picture(session: AsyncSession, evidence_id: EvidenceId) -> StoredPicture | None:
    """A picture's bytes; None where they are not, or no longer, kept. Who may look is the caller's question."""
    return (await pictures(session, [evidence_id])).get(evidence_id)


async def pictures(session: AsyncSession, ids: Collection[EvidenceId]) -> dict[EvidenceId, StoredPicture]:
    """The same for some pictures, as many statements as for one; those not, or no longer, kept are left out."""
    digests = {EvidenceId(row.id): row.sha256 for row in await session.execute(_DIGESTS, {"ids": sorted(ids)})}
    stored = await STORE.get_many(session, set(digests.values()))
    return {evidence_id: stored[digest] for evidence_id, digest in digests.items() if digest in stored}


async def show_when_safe(session: AsyncSession, claim_id: ClaimId, *, now: datetime) -> None:
    """Show a claim to moderators if every picture of it is stored and it was not shown yet."""
    await session.execute(_LOCK, {"claim_id": claim_id})
    row = (await session.execute(_SHOW, {"of_claim": claim_id, "at": now})).one_or_none()
    if row is not None:
        shown = ClaimShown(claim_id=claim_id, programme_id=row.programme_id, person_id=PersonId(row.person_id), at=now)
        await emit(session, shown)


async def _claim_lost(session: AsyncSession, row: Row[*tuple[Any, ...]], now: datetime) -> bool:
    """A claim has lost a picture: show it with those it has, or ask for another. Whether another is due."""
    left = set(await session.scalars(_LEFT, {"claim_id": row.claim_id}))
    if left:
        await show_when_safe(session, ClaimId(row.claim_id), now=now)
        return False
    if await session.scalar(_NEED, {"of_claim": row.claim_id}) is None:
        return False
    person = await load_person(session, PersonId(row.person_id))
    await changes.replace_photo(session, ClaimId(row.claim_id), by=person, now=now)
    return True


async def _draft_lost(session: AsyncSession, row: Row[*tuple[Any, ...]]) -> bool:
    """A draft has lost a picture: it asks for another when all else is known. Whether another is due."""
    draft: Draft = await load(session, DraftId(row.draft_id))
    if draft.state is not DraftState.OPEN or draft.pictures:
        return False
    if draft.asking in {Asking.READY, Asking.DUPLICATE} or not draft.begun:
        await save(session, draft, asking_next(draft))
    return True
