"""Handed sales: a photo alone, of which those who decide fill in the rest by the same questions."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.channel.outbox import Priority
from core.claims.claim import Asking, DraftState, EvidenceState, Several
from core.claims.days import promise
from core.claims.draft_rows import load, save, take_up
from core.claims.drafting import FRESH, Draft, asking_next
from core.claims.handed_events import HandedChanged
from core.claims.handed_waiting import next_to_fill
from core.claims.refusals import DraftClosed, NotYours, OwnClaim, OwnCompany
from core.claims.tables import DraftRow, EvidenceRow
from core.errors import Refusal
from core.events import emit
from core.ids import ClaimId, DraftId, PersonId
from core.outreach.notices import Notice, tell
from core.people import pii
from core.people.employments import employer
from core.people.persons import Person
from core.people.rights import Right, allowed, may, require
from core.people.scopes import OutOfScope, scope_of, where_works


@dataclass(kw_only=True, eq=False)
class BeingFilled(Refusal):
    """Somebody is filling it in at this moment."""

    draft_id: DraftId
    by_name: str | None
    until: datetime
    zone: str
    """Of whoever is told."""


@dataclass(kw_only=True, eq=False)
class FilledBefore(Refusal):
    """What somebody fills in for a partner, that partner has claimed before."""

    document_no: str
    """The earlier claim's."""


class NotHandedHere(Refusal):
    """The programme does not fill in for partners, or not this kind of sale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoUnreadable(Notice):
    """To whoever sent a photo alone: it cannot be read."""

    kind: ClassVar[str] = "photo_unreadable"
    priority: ClassVar[Priority] = Priority.INTERACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleFilled(Notice):
    """To whoever sent a photo alone: it was filled in, and is a sale in review now."""

    kind: ClassVar[str] = "sale_filled"
    priority: ClassVar[Priority] = Priority.INTERACTIVE
    claim_id: ClaimId


_EVIDENCE: Any = EvidenceRow.__table__
_DRAFTS: Any = DraftRow.__table__
_NO_MORE = (
    update(_EVIDENCE)
    .where(_EVIDENCE.c.draft_id == bindparam("of_draft"), _EVIDENCE.c.claim_id.is_(None))
    .values(state=EvidenceState.REPLACED.value)
)
_CLOSE = (
    update(_DRAFTS)
    .where(_DRAFTS.c.person_id == bindparam("of_person"), _DRAFTS.c.state == DraftState.HANDED.value)
    .values(state=DraftState.DROPPED.value, version=_DRAFTS.c.version + 1)
    .returning(_DRAFTS.c.id)
)


def may_hand_over(draft: Draft) -> bool:
    """Whether a sale's photo can be sent alone: a new one's, where the programme fills in."""
    new = draft.claim_id is None and draft.again_of is None and not draft.practice
    return draft.options.manager_fills and new and draft.pictures > 0 and draft.state is DraftState.OPEN


async def hand_over(session: AsyncSession, draft_id: DraftId, *, by: Person, now: datetime) -> Draft:
    """Send a photo alone; one of a list leaves that. Raises NotHandedHere, NotAllowed, and what `take_up` raises."""
    require(by, Right.CLAIM)
    draft = await take_up(session, draft_id, by=by, seen=None)
    if not may_hand_over(draft):
        raise NotHandedHere
    alone = replace(draft, series_id=None, several=Several.ONE) if draft.series_id is not None else draft
    due = promise(now, draft.zone, draft.options)
    unfilled = replace(alone, filled_by=None, filled_until=None, in_doubt=False)
    handed = replace(unfilled, state=DraftState.HANDED, handed_at=now, due_at=due, missed_due_at=None)
    saved = await save(session, draft, asking_next(handed))
    await _changed(session, saved, now, new=True)
    return saved


async def take_back(session: AsyncSession, draft_id: DraftId, *, by: Person, now: datetime) -> Draft:
    """Go on describing the sale oneself, while nobody fills it in. Raises BeingFilled, DraftClosed, NotYours."""
    draft = await load(session, draft_id)
    if draft.person_id != by.id:
        raise NotYours
    if draft.state is not DraftState.HANDED:
        raise DraftClosed(state=draft.state, claim_id=draft.claim_id)
    if _at_work(draft, now):
        raise await _being_filled(session, draft, by)
    return await _back(session, draft, now=now)


async def look(session: AsyncSession, draft_id: DraftId, *, by: Person, now: datetime) -> Draft:
    """A handed sale that somebody may fill in now; nothing is taken. Raises what `begin` raises."""
    return await _in_hand(session, draft_id, by, now)


async def begin(session: AsyncSession, draft_id: DraftId, *, by: Person, now: datetime) -> Draft:
    """Fill a handed sale in: others leave it alone for some minutes.

    Raises NotAllowed, NotYours, OwnClaim, OwnCompany, OutOfScope, DraftClosed, BeingFilled.
    """
    draft = await _in_hand(session, draft_id, by, now)
    until = now + timedelta(minutes=draft.options.take_minutes)
    begun = await save(session, draft, asking_next(replace(draft, filled_by=by.id, filled_until=until)))
    await _changed(session, begun, now)
    return begun


async def leave(session: AsyncSession, draft_id: DraftId, *, by: Person, now: datetime) -> Draft:
    """Leave what one has begun to fill in to others; what was filled in stays. Raises what `begin` raises."""
    draft = await _in_hand(session, draft_id, by, now)
    left = await save(session, draft, replace(draft, filled_by=None, filled_until=None))
    await _changed(session, left, now)
    return left


async def ask_again(session: AsyncSession, draft_id: DraftId, *, by: Person, now: datetime) -> Draft:
    """Have the partner send another photo: this one cannot be read. Raises what `begin` raises."""
    draft = await _in_hand(session, draft_id, by, now)
    await session.execute(_NO_MORE, {"of_draft": draft.id})
    empty = replace(draft, brought=0, awaited=0, pictures_until=now + FRESH)
    back = await _back(session, draft, now=now, after=empty)
    await record(
        session,
        programme_id=draft.programme_id,
        by=by.id,
        act=Act.PHOTO_ASKED,
        subject=f"draft:{draft.id}",
        after={"wanted": "photo"},
        now=now,
    )
    tell(session, draft.person_id, PhotoUnreadable(), key=f"draft:{draft.id}:{back.version}:unreadable", now=now)
    return back


async def filled_in(session: AsyncSession, draft: Draft, claim_id: ClaimId, *, by: Person, now: datetime) -> None:
    """Tell the partner, and the log of changes, that a handed sale was filled in and sent."""
    await record(
        session,
        programme_id=draft.programme_id,
        by=by.id,
        act=Act.CLAIM_FILLED_IN,
        subject=f"claim:{claim_id}",
        now=now,
    )
    tell(session, draft.person_id, SaleFilled(claim_id=claim_id), key=f"claim:{claim_id}:filled", now=now)
    await _changed(session, draft, now)


async def next_one(session: AsyncSession, viewer: Person, *, now: datetime) -> DraftId | None:
    """The handed sale that has waited longest and that the viewer may fill in. Raises NotAllowed."""
    require(viewer, Right.DECIDE_CLAIMS)
    return await next_to_fill(session, viewer, now=now)


async def is_for(session: AsyncSession, person_id: PersonId, viewer: Person) -> bool:
    """Whether a person's photo is the viewer's to fill in."""
    return may(viewer, Right.DECIDE_CLAIMS) and await _why_not(session, person_id, viewer) is None


async def close_handed(session: AsyncSession, person_id: PersonId, *, now: datetime) -> None:
    """Drop what somebody who leaves has sent alone."""
    for draft_id in (await session.scalars(_CLOSE, {"of_person": person_id})).all():
        await emit(session, HandedChanged(draft_id=DraftId(draft_id), person_id=person_id, new=False, at=now))


async def _in_hand(session: AsyncSession, draft_id: DraftId, by: Person, now: datetime) -> Draft:
    """A handed sale, for whoever may fill it in now."""
    await allowed(session, by.id, Right.DECIDE_CLAIMS)
    draft = await load(session, draft_id)
    if draft.programme_id != by.programme_id:
        raise NotYours
    why_not = await _why_not(session, draft.person_id, by)
    if why_not is not None:
        raise why_not
    if draft.state is not DraftState.HANDED:
        raise DraftClosed(state=draft.state, claim_id=draft.claim_id)
    if draft.filled_by != by.id and _at_work(draft, now):
        raise await _being_filled(session, draft, by)
    return draft


async def _why_not(session: AsyncSession, person_id: PersonId, by: Person) -> Refusal | None:
    """Why somebody may not fill in a person's sale: as with deciding it."""
    if person_id == by.id:
        return OwnClaim()
    region_id, company_id = await where_works(session, person_id)
    if company_id is not None and await employer(session, by.id) == company_id:
        return OwnCompany()
    return None if (await scope_of(session, by)).holds(region_id, company_id) else OutOfScope()


def _at_work(draft: Draft, now: datetime) -> bool:
    return draft.filled_by is not None and draft.filled_until is not None and draft.filled_until > now


async def _being_filled(session: AsyncSession, draft: Draft, by: Person) -> BeingFilled:
    assert draft.filled_by and draft.filled_until  # noqa: S101, PT018 (at work)
    names = await pii.names(session, [draft.filled_by])
    return BeingFilled(
        draft_id=draft.id, by_name=names.get(draft.filled_by), until=draft.filled_until, zone=by.timezone
    )


async def _back(session: AsyncSession, draft: Draft, *, now: datetime, after: Draft | None = None) -> Draft:
    alone = replace(after or draft, handed_at=None, due_at=None, missed_due_at=None)
    own = replace(alone, state=DraftState.OPEN, filled_by=None, filled_until=None)
    asked = asking_next(own)
    if after is not None:
        asked = replace(asked, asking=Asking.PICTURE)
    saved = await save(session, draft, asked)
    await _changed(session, saved, now)
    return saved


async def _changed(session: AsyncSession, draft: Draft, now: datetime, *, new: bool = False) -> None:
    await emit(session, HandedChanged(draft_id=draft.id, person_id=draft.person_id, new=new, at=now))
