"""Receiving: a picture, its caption, or a text that tells a sale, arrive from the channel."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.shelves import have_products
from core.claims import changes, submission
from core.claims.arriving import Place, arrive
from core.claims.claim import UNDECIDED, Asking, DraftState, EvidenceState, Several
from core.claims.claimed_before import own_duplicate, sale_of
from core.claims.days import sale_days
from core.claims.draft_rows import DRAFTS, draft_of, load, save
from core.claims.drafting import Draft, Picture, asking_next, asks_how_many, awaits_photo, reached_by
from core.claims.earlier import find_earlier
from core.claims.events import PictureBeforeProducts
from core.claims.filling import blank, filled, row_of
from core.claims.hearing import hear
from core.claims.picture import MOST_BYTES, UnfitReason
from core.claims.reading import Reading
from core.claims.reception import Outcome, Reception
from core.claims.refusals import PictureUnfit
from core.claims.tables import DraftRow, EvidenceRow
from core.errors import Refusal
from core.events import emit
from core.ids import ClaimId, DraftId, EvidenceId
from core.people.persons import Person

_CANDIDATES = (
    DRAFTS.where(
        DraftRow.person_id == bindparam("person_id"),
        or_(DraftRow.state == DraftState.OPEN.value, DraftRow.album_key == bindparam("album_key")),
    )
    .order_by(DraftRow.id.desc())
    .limit(8)
)
_KNOWN_AS = (
    select(EvidenceRow.unique_id)
    .where(EvidenceRow.channel == bindparam("channel"), EvidenceRow.message_key == bindparam("message_key"))
    .order_by(EvidenceRow.id.desc())
    .limit(1)
)
_DRAFTS: Any = DraftRow.__table__
_EVIDENCE: Any = EvidenceRow.__table__
_OPEN = insert(_DRAFTS).returning(_DRAFTS.c.id)
_ANNOUNCE = insert(_EVIDENCE).returning(_EVIDENCE.c.id)


async def receive_picture(
    session: AsyncSession, person: Person, picture: Picture, *, sent_at: datetime, now: datetime
) -> Reception:
    """Take a picture in: it opens a draft or joins one, and is sent at once where its caption leaves no doubt.

    `sent_at` is when the person sent it: the age of the sale's first message is the claim's age.
    Raises PictureUnfit, NothingLeftToGive for a new sale, and what `submit` raises for one told without doubt.
    """
    if picture.size is not None and picture.size > MOST_BYTES:
        raise PictureUnfit(reason=UnfitReason.TOO_BIG, most_bytes=MOST_BYTES)
    place = await arrive(session, person, picture.channel, picture.message_key, practice=picture.practice)
    if place.seen is not None:
        return Reception(outcome=Outcome.REPEATED, draft=await load(session, place.seen))
    if not await have_products(session, person.programme_id, revision=place.revision):
        await emit(session, PictureBeforeProducts(programme_id=person.programme_id, person_id=person.id, at=now))
        return Reception(outcome=Outcome.NO_PRODUCTS)
    days = sale_days(started_at=sent_at, now=sent_at, zone=place.zone, own_zone=person.timezone)
    reading = await _hear(session, person, place, picture.caption, days.today)
    draft, picture, in_doubt = await _reached(session, person, picture, reading, sent_at)
    if draft is not None and draft.several is Several.MANY:
        return await _add_to_series(session, person, place, draft, picture, now)
    if draft is not None and draft.state is not DraftState.OPEN:
        return await _attach(session, draft, picture, now)
    photo_due = draft is not None and draft.claim_id is not None and draft.asking is Asking.PICTURE
    if draft is None:
        draft, refusal = await _open(session, person, place, reading, picture, sent_at, in_doubt=in_doubt)
        outcome = Outcome.OPENED
    else:
        draft, refusal = await _join(session, draft, reading, picture, sent_at=sent_at, now=now)
        outcome = Outcome.JOINED
    evidence_id = await _announce(session, draft, picture, now)
    if draft.complete and (draft.told_whole or photo_due):
        opened = outcome is Outcome.OPENED
        draft = await submission.send(session, draft, by=person, now=now, anew=True, unseen=opened)
        outcome = Outcome.SUBMITTED if draft.state is DraftState.SUBMITTED else outcome
    return Reception(outcome=outcome, draft=draft, evidence_id=evidence_id, refusal=refusal)


async def _reached(
    session: AsyncSession, person: Person, picture: Picture, reading: Reading, sent_at: datetime
) -> tuple[Draft | None, Picture, bool]:
    """The draft that a picture reaches; the picture, without its album where others of that reach another draft; and
    whether it may be what a moderator asked for."""
    rows = await session.execute(_CANDIDATES, {"person_id": person.id, "album_key": picture.album_key})
    candidates = [draft_of(row) for row in rows]
    draft = reached_by(candidates, picture, reading, sent_at=sent_at)
    taken = draft is None and any(one.album_key == picture.album_key for one in candidates)
    sure = draft is not None or reading.without_doubt or picture.practice
    in_doubt = not sure and any(awaits_photo(one) for one in candidates)
    return draft, replace(picture, album_key=None) if taken else picture, in_doubt


async def receive_for_claim(
    session: AsyncSession, person: Person, claim_id: ClaimId, picture: Picture, *, now: datetime
) -> Reception:
    """Take a picture in that was sent in reply about an own claim, in place of those the claim has or beside them.

    Raises what `changes.await_picture` and `submit` raise, and PictureUnfit.
    """
    if picture.size is not None and picture.size > MOST_BYTES:
        raise PictureUnfit(reason=UnfitReason.TOO_BIG, most_bytes=MOST_BYTES)
    place = await arrive(session, person, picture.channel, picture.message_key)
    if place.seen is not None:
        return Reception(outcome=Outcome.REPEATED, draft=await load(session, place.seen))
    draft = await changes.await_picture(session, claim_id, by=person, now=now)
    counted = replace(draft, brought=draft.brought + 1, awaited=draft.awaited + 1)
    evidence_id = await _announce(session, draft, picture, now)
    draft = await submission.send(session, asking_next(counted), by=person, now=now, anew=True)
    return Reception(outcome=Outcome.SUBMITTED, draft=draft, evidence_id=evidence_id)


async def receive_text(
    session: AsyncSession, person: Person, text: str, *, sent_at: datetime, now: datetime
) -> Reception | None:
    """Open a draft from a text that tells a whole sale while none is open; None for any other text.

    Its photo, on its way perhaps, then sends it.
    Raises NothingLeftToGive, and OwnDuplicate where the person has claimed it before.
    """
    place = await arrive(session, person, "", "")
    days = sale_days(started_at=sent_at, now=sent_at, zone=place.zone, own_zone=person.timezone)
    reading = await _hear(session, person, place, text, days.today)
    if not reading.without_doubt:
        return None
    draft, refusal = await _open(session, person, place, reading, None, sent_at)
    if draft.issuer_id is not None and draft.sold_on is not None:
        earlier = await find_earlier(session, sale_of(draft))
        own = next((claim for claim in earlier if claim.person_id == person.id), None)
        if own is not None:
            raise own_duplicate(own)
    return Reception(outcome=Outcome.OPENED, draft=draft, refusal=refusal)


async def is_another(session: AsyncSession, picture: Picture) -> bool:
    """Whether a message that brought a picture brings another one now."""
    keys = {"channel": picture.channel, "message_key": picture.message_key}
    known: str | None = await session.scalar(_KNOWN_AS, keys)
    return bool(known and picture.unique_id and known != picture.unique_id)


async def edit_caption(
    session: AsyncSession, person: Person, *, channel: str, message_key: str, caption: str, now: datetime
) -> Reception | None:
    """Take an edited caption as a correction of its sale; None where it says nothing, or came with no known picture.

    An open draft takes what the caption names, and is sent where nothing is left in doubt. An undecided claim is
    corrected at once. Raises ClaimClosed once it is decided, and what `submit` raises.
    """
    place = await arrive(session, person, channel, message_key)
    if place.seen is None:
        return None
    draft = await load(session, place.seen)
    reading = await _hear(session, person, place, caption, draft.days(now).today)
    is_over = draft.state in {DraftState.DROPPED, DraftState.HANDED} or (
        draft.practice and draft.state is not DraftState.OPEN
    )
    if draft.person_id != person.id or is_over or reading.empty:
        return None
    if draft.state is DraftState.SUBMITTED:
        return await _correct(session, person, draft, reading, now=now)
    after, refusal = filled(draft, reading, now=now, override=True)
    draft = await save(session, draft, after)
    if draft.complete and draft.told_whole:
        draft = await submission.send(session, draft, by=person, now=now)
    outcome = Outcome.SUBMITTED if draft.state is DraftState.SUBMITTED else Outcome.JOINED
    return Reception(outcome=outcome, draft=draft, refusal=refusal)


async def _hear(session: AsyncSession, person: Person, place: Place, text: str, today: date) -> Reading:
    required = place.options.required
    return await hear(session, person.programme_id, text, today=today, revision=place.revision, required=required)


async def _open(
    session: AsyncSession,
    person: Person,
    place: Place,
    reading: Reading,
    picture: Picture | None,
    sent_at: datetime,
    *,
    in_doubt: bool = False,
) -> tuple[Draft, Refusal | None]:
    if picture is None or not picture.practice:
        place.given.require_room()
    empty = blank(person, picture, zone=place.zone, options=place.options, issuer_id=place.issuer_id, sent_at=sent_at)
    draft, refusal = filled(replace(empty, in_doubt=in_doubt), reading, now=sent_at)
    draft_id = DraftId(await session.scalar(_OPEN, row_of(draft)) or 0)
    return replace(draft, id=draft_id), refusal


async def _join(
    session: AsyncSession, draft: Draft, reading: Reading, picture: Picture, *, sent_at: datetime, now: datetime
) -> tuple[Draft, Refusal | None]:
    counted = replace(
        draft,
        brought=draft.brought + 1,
        awaited=draft.awaited + 1,
        album_key=draft.album_key or picture.album_key,
    )
    if asks_how_many(counted, picture, sent_at=sent_at):
        counted = replace(counted, several=Several.ASKED)
    after, refusal = filled(counted, reading, now=now)
    if reading.empty and draft.asking is not Asking.PICTURE and after.asking is not Asking.ALBUM:
        after = replace(after, asking=draft.asking)
    return await save(session, draft, after), refusal


async def _add_to_series(
    session: AsyncSession, person: Person, place: Place, first: Draft, picture: Picture, now: datetime
) -> Reception:
    """A late part of an album whose pictures are a sale each: one more of them."""
    alone = replace(picture, album_key=None)
    empty = blank(
        person, alone, zone=place.zone, options=place.options, issuer_id=first.issuer_id, sent_at=first.started_at
    )
    draft = asking_next(replace(empty, several=Several.MANY, series_id=first.series_id, sold_on=first.sold_on))
    draft = replace(draft, id=DraftId(await session.scalar(_OPEN, row_of(draft)) or 0))
    evidence_id = await _announce(session, draft, picture, now)
    return Reception(outcome=Outcome.OPENED, draft=draft, evidence_id=evidence_id)


async def _announce(session: AsyncSession, draft: Draft, picture: Picture, now: datetime) -> EvidenceId:
    attached = draft.claim_id if draft.state is DraftState.SUBMITTED else None
    evidence_id = await session.scalar(
        _ANNOUNCE,
        {
            "programme_id": draft.programme_id,
            "person_id": draft.person_id,
            "draft_id": draft.id,
            "claim_id": attached,
            "state": EvidenceState.AWAITED,
            "kind": picture.kind,
            "channel": picture.channel,
            "message_key": picture.message_key,
            "file_id": picture.file_id,
            "unique_id": picture.unique_id,
            "next_try_at": now,
            "received_at": now,
        },
    )
    return EvidenceId(evidence_id or 0)


async def _attach(session: AsyncSession, draft: Draft, picture: Picture, now: datetime) -> Reception:
    """A late part of an album whose sale is a claim by now, or was cancelled."""
    handed = draft.state is DraftState.HANDED
    if draft.state is DraftState.DROPPED or (not handed and draft.claim_state not in UNDECIDED):
        return Reception(outcome=Outcome.IGNORED, draft=draft)
    evidence_id = await _announce(session, draft, picture, now)
    return Reception(outcome=Outcome.ATTACHED, draft=draft, evidence_id=evidence_id)


async def _correct(
    session: AsyncSession, person: Person, draft: Draft, reading: Reading, *, now: datetime
) -> Reception:
    assert draft.claim_id is not None  # noqa: S101 (submitted)
    correction = await changes.take_up_again(session, draft.claim_id, by=person, now=now)
    after, refusal = filled(correction, reading, now=now, override=True)
    if refusal is not None:
        raise refusal
    correction = await save(session, correction, after)
    sent = await submission.send(session, correction, by=person, now=now)
    if sent.state is DraftState.OPEN:
        await changes.begin(session, sent, now=now)
    return Reception(outcome=Outcome.JOINED if sent.state is DraftState.OPEN else Outcome.SUBMITTED, draft=sent)
