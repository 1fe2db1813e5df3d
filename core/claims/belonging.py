"""Belonging: which claim a message replies to, and whether a photo is what a moderator asked for or a new sale."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.cards import CardKind
from core.channel.replying import told_by
from core.channel.tables import CardRow
from core.claims import changes, submission
from core.claims.claim import ClaimState, DraftState
from core.claims.draft_rows import load, save, take_up
from core.claims.drafting import Draft, asking_next
from core.claims.events import DraftDropped
from core.claims.refusals import DraftMovedOn
from core.claims.tables import ClaimRow, EvidenceRow
from core.events import emit
from core.ids import ClaimId, DraftId, PersonId
from core.people.persons import Person

_EVIDENCE: Any = EvidenceRow.__table__
_BY_PICTURE = (
    select(EvidenceRow.claim_id)
    .where(
        EvidenceRow.channel == bindparam("channel"),
        EvidenceRow.message_key == bindparam("message_key"),
        EvidenceRow.claim_id.is_not(None),
    )
    .order_by(EvidenceRow.id.desc())
    .limit(1)
)
_BY_CARD = select(CardRow.subject_id).where(
    CardRow.person_id == bindparam("person_id"),
    CardRow.message_id == bindparam("message"),
    CardRow.kind.in_((CardKind.CLAIM.value, CardKind.REVIEW.value)),
)
_STATE = select(ClaimRow.state).where(
    ClaimRow.id == bindparam("claim_id"), ClaimRow.person_id == bindparam("person_id")
)
_WAITING = (
    select(ClaimRow.id, ClaimRow.document_no)
    .where(ClaimRow.person_id == bindparam("person_id"), ClaimRow.state == ClaimState.NEEDS_PHOTO.value)
    .order_by(ClaimRow.id.desc())
    .limit(3)
)
_MOVE = update(_EVIDENCE).where(_EVIDENCE.c.draft_id == bindparam("of_draft")).values(draft_id=bindparam("to_draft"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitsPhoto:
    """A claim that waits for its partner's photo."""

    claim_id: ClaimId
    document_no: str


async def claim_replied_to(
    session: AsyncSession, person_id: PersonId, *, channel: str, message_key: str, message_id: int
) -> ClaimId | None:
    """The claim that a message of a person's chat is about: its photo, its card, or a notice of it."""
    found = await session.scalar(_BY_PICTURE, {"channel": channel, "message_key": message_key})
    if found is None:
        found = await session.scalar(_BY_CARD, {"person_id": person_id, "message": message_id})
    if found is None:
        told = await told_by(session, person_id, message_id)
        name, _, rest = told.key.partition(":") if told else ("", "", "")
        number = rest.partition(":")[0]
        found = int(number) if name == "claim" and number.isdecimal() else None
    return None if found is None else ClaimId(found)


async def needs_photo(session: AsyncSession, claim_id: ClaimId, person_id: PersonId) -> bool:
    """Whether an own claim waits for something of its partner."""
    state = await session.scalar(_STATE, {"claim_id": claim_id, "person_id": person_id})
    return state == ClaimState.NEEDS_PHOTO.value


async def waiting_for_photo(session: AsyncSession, person_id: PersonId) -> tuple[AwaitsPhoto, ...]:
    """The person's claims that a new photo may be meant for, the latest first."""
    rows = await session.execute(_WAITING, {"person_id": person_id})
    return tuple(AwaitsPhoto(claim_id=ClaimId(row.id), document_no=row.document_no) for row in rows)


async def is_new_sale(session: AsyncSession, draft_id: DraftId, *, by: Person) -> Draft:
    """The photo is of another sale. Raises DraftMovedOn once that was answered."""
    draft = await _in_doubt(session, draft_id, by)
    return await save(session, draft, asking_next(replace(draft, in_doubt=False)))


async def belongs_to(
    session: AsyncSession, draft_id: DraftId, claim_id: ClaimId, *, by: Person, now: datetime
) -> Draft:
    """The photo is what a claim waits for, another one or one more, and the claim is sent.

    Raises DraftMovedOn once that was answered, and what `changes.await_picture` and `submit` raise.
    """
    draft = await _in_doubt(session, draft_id, by)
    correction = await changes.await_picture(session, claim_id, by=by, now=now)
    await session.execute(_MOVE, {"of_draft": draft.id, "to_draft": correction.id})
    await save(session, draft, replace(draft, state=DraftState.DROPPED))
    await emit(
        session, DraftDropped(draft_id=draft.id, person_id=by.id, claim_id=None, series_id=draft.series_id, at=now)
    )
    whole = asking_next(await load(session, correction.id))
    return await submission.send(session, whole, by=by, now=now, anew=True)


async def _in_doubt(session: AsyncSession, draft_id: DraftId, by: Person) -> Draft:
    draft = await take_up(session, draft_id, by=by, seen=None)
    if not draft.in_doubt:
        raise DraftMovedOn(draft_id=draft_id)
    return draft
