"""The queue: one claim after another under a moderator's thumb, the next one there as soon as one is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards
from core.channel.cards import CardKind
from core.claims import taking
from core.claims.events import ClaimAsked, ClaimCorrected, ClaimDecided, ClaimWithdrawn
from core.claims.handed_waiting import to_fill
from core.claims.queue_tables import QueueRow
from core.claims.tables import ClaimRow
from core.claims.taking import TakenByAnother
from core.claims.unanswered import NONE_ASKED, Unanswered, count_asked
from core.claims.verdict_events import ClaimTaken, VerdictChanged
from core.claims.verdict_state import Pending, pending
from core.claims.waiting import count_left, waiting
from core.ids import ClaimId, PersonId
from core.people.persons import Person, load
from core.people.rights import Right, may, require
from core.programme import programmes

TRIES = 8
"""Claims tried one after another when others take them at the same moment."""

MOST_PUT_OFF = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """What a moderator's card of the queue shows."""

    claim_id: ClaimId | None
    """None where nothing is left."""
    left: int
    """Claims after this one."""
    put_off: int
    """Claims left for later that still wait."""
    last: Pending | None
    """The viewer's own last verdict, while it can be undone."""
    last_no: str
    """Number of the document it was on."""
    to_fill: int
    """Photos sent alone that wait to be filled in."""
    asked: Unanswered = NONE_ASKED
    """Claims that wait for their partners, told where none is at hand."""


Ended = VerdictChanged | ClaimDecided | ClaimWithdrawn | ClaimAsked
"""What takes a claim from under the thumb."""

_QUEUES: Any = QueueRow.__table__
_ONE = select(_QUEUES).where(_QUEUES.c.person_id == bindparam("of_person"))
_SHOWN = (
    select(_QUEUES, ClaimRow.document_no)
    .outerjoin(ClaimRow, ClaimRow.id == _QUEUES.c.last_id)
    .where(_QUEUES.c.person_id == bindparam("of_person"))
)
_NEW = insert(_QUEUES)
_SAVE = _NEW.on_conflict_do_update(
    index_elements=[_QUEUES.c.person_id],
    set_={name: _NEW.excluded[name] for name in ("claim_id", "last_id", "put_off")},
)
_CONCERNED = select(_QUEUES).where(
    or_(_QUEUES.c.claim_id == bindparam("of_claim"), _QUEUES.c.last_id == bindparam("of_claim"))
)


async def open_queue(session: AsyncSession, viewer: Person, *, now: datetime) -> None:
    """Show what waits, the card below the conversation; what was put off comes again. Raises NotAllowed."""
    place = (await session.execute(_ONE, {"of_person": viewer.id})).one_or_none()
    at_hand = place.claim_id if place else None
    await _next(session, viewer, now=now, at_hand=at_hand, last=place.last_id if place else None)
    await cards.show(session, viewer.id, CardKind.QUEUE, viewer.id, now=now, anew=True)


async def put_off(session: AsyncSession, viewer: Person, claim_id: ClaimId, *, now: datetime) -> None:
    """Leave a claim for later, and let others have it; the next one comes. Raises NotAllowed."""
    require(viewer, Right.DECIDE_CLAIMS)
    place = (await session.execute(_ONE, {"of_person": viewer.id})).one_or_none()
    later = list(place.put_off) if place else []
    if place is not None and place.claim_id == claim_id:
        later = [*later, claim_id][-MOST_PUT_OFF:]
        await taking.release(session, claim_id, by=viewer.id, now=now)
        await _next(session, viewer, now=now, last=place.last_id, put_off=later)
    await cards.show(session, viewer.id, CardKind.QUEUE, viewer.id, now=now)


async def at_hand(session: AsyncSession, viewer: Person, *, now: datetime) -> Hand:
    """What a moderator's card shows. Raises NotAllowed."""
    place = (await session.execute(_SHOWN, {"of_person": viewer.id})).one_or_none()
    photos = (await to_fill(session, viewer, now=now)).count
    if place is None:
        left = await count_left(session, viewer, at_hand=None, later=(), now=now)
        asked = await count_asked(session, viewer)
        return Hand(claim_id=None, left=left.next, put_off=0, last=None, last_no="", to_fill=photos, asked=asked)
    left = await count_left(session, viewer, at_hand=place.claim_id, later=place.put_off, now=now)
    last = (await pending(session, [place.last_id])).get(place.last_id) if place.last_id else None
    mine = last is not None and viewer.id == (last.seconded_by or last.by)
    return Hand(
        claim_id=place.claim_id,
        left=left.next,
        put_off=left.later,
        last=last if mine else None,
        last_no=place.document_no or "",
        to_fill=photos,
        asked=NONE_ASKED if place.claim_id is not None else await count_asked(session, viewer),
    )


async def follow(session: AsyncSession, changed: Ended) -> None:
    """Whoever has the claim under the thumb goes on to the next; what was undone comes back."""
    given = await _given(session, changed)
    if given is not None or not isinstance(changed, VerdictChanged):
        await taking.free(session, changed.claim_id)
    decider = (given.seconded_by or given.by) if given else None
    for place in await _concerned(session, changed.claim_id):
        viewer = await load(session, PersonId(place.person_id))
        if not may(viewer, Right.DECIDE_CLAIMS):
            continue
        if place.claim_id == changed.claim_id:
            await _go_on(session, viewer, place, changed, decider)
        elif isinstance(changed, VerdictChanged) and given is None:
            await _bring_back(session, viewer, place, changed)
        else:
            await _save(session, viewer.id, place.claim_id, None, place.put_off)
        await cards.show(session, viewer.id, CardKind.QUEUE, viewer.id, now=changed.at)


async def changed_at_hand(session: AsyncSession, changed: ClaimCorrected) -> None:
    """The claim under somebody's thumb is drawn as it stands by now."""
    for place in await _concerned(session, changed.claim_id):
        if place.claim_id == changed.claim_id:
            await cards.refresh(session, CardKind.QUEUE, place.person_id, now=changed.at)


async def taken_over(session: AsyncSession, taken: ClaimTaken) -> None:
    """A claim that somebody else took leaves the thumb it was under."""
    for place in await _concerned(session, taken.claim_id) if taken.by is not None else ():
        if place.claim_id == taken.claim_id and place.person_id != taken.by:
            viewer = await load(session, PersonId(place.person_id))
            await _next(session, viewer, now=taken.at, last=place.last_id, put_off=place.put_off)
            await cards.show(session, viewer.id, CardKind.QUEUE, viewer.id, now=taken.at)


async def _given(session: AsyncSession, changed: Ended) -> Pending | None:
    if not isinstance(changed, VerdictChanged):
        return None
    return (await pending(session, [changed.claim_id])).get(changed.claim_id)


async def _concerned(session: AsyncSession, claim_id: ClaimId) -> Sequence[Any]:
    return (await session.execute(_CONCERNED, {"of_claim": claim_id})).all()


async def _go_on(
    session: AsyncSession,
    viewer: Person,
    place: Any,
    changed: Ended,
    decider: PersonId | None,
) -> None:
    last = changed.claim_id if decider == viewer.id else None
    await _next(session, viewer, now=changed.at, last=last, put_off=place.put_off)


async def _bring_back(session: AsyncSession, viewer: Person, place: Any, changed: VerdictChanged) -> None:
    """What was just undone lies under the thumb again, in place of what came after it."""
    if place.claim_id is not None:
        await taking.release(session, ClaimId(place.claim_id), by=viewer.id, now=changed.at)
    await _next(session, viewer, now=changed.at, at_hand=changed.claim_id, put_off=place.put_off)


async def _next(
    session: AsyncSession,
    viewer: Person,
    *,
    now: datetime,
    at_hand: ClaimId | None = None,
    last: ClaimId | None = None,
    put_off: Sequence[int] = (),
) -> None:
    """Put the next claim under the thumb, taken; first the one `at_hand`, if it may still be had."""
    minutes = (await programmes.load(session, viewer.programme_id)).options.take_minutes
    ids = [one for one in await waiting(session, viewer, now=now) if one not in put_off]
    if at_hand in ids:
        ids.remove(at_hand)
        ids.insert(0, at_hand)
    found = None
    for claim_id in ids[:TRIES]:
        try:
            await taking.take(session, claim_id, by=viewer, minutes=minutes, now=now)
        except TakenByAnother:
            continue
        found = claim_id
        break
    await _save(session, viewer.id, found, last, put_off)


async def _save(
    session: AsyncSession, person_id: PersonId, claim_id: int | None, last: int | None, put_off: Sequence[int]
) -> None:
    row = {"person_id": person_id, "claim_id": claim_id, "last_id": last, "put_off": list(put_off)}
    await session.execute(_SAVE, row)
