"""Cards of claims for those who decide: loaded for their viewers, drawn under the pictures they rest on."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.neutral import neutral
from bot.screen import Picture, Screen
from bot.side_by_side import side_by_side
from bot.views import calling as calling_views
from bot.views import in_group
from bot.views import photos as photo_views
from bot.views import queue as queue_views
from bot.views import review as views
from bot.words import speaking
from core.claims import evidence, queue
from core.claims.claim import EvidenceState, PictureKind
from core.claims.claim_card import ClaimCard
from core.claims.claim_pictures import PictureFacts
from core.claims.handed_waiting import to_fill
from core.claims.opened_photos import load_opened
from core.claims.review_card import ReviewCard, load_for_all, load_reviews
from core.claims.waiting import count_waiting
from core.ids import ClaimId, EvidenceId
from core.people.channels import Channel
from core.people.persons import Person
from core.people.rights import Right, may
from core.programme.programmes import Programme


async def draw_reviews(
    session: AsyncSession, wanted: Sequence[tuple[Person, int]], programme: Programme, now: datetime
) -> list[Screen | None]:
    """Cards of claims for moderators; None for whoever no longer is one."""
    found = await load_reviews(session, [(ClaimId(claim_id), person) for person, claim_id in wanted], now=now)
    screens: list[Screen | None] = []
    for person, claim_id in wanted:
        review = found.get((ClaimId(claim_id), person.id))
        picture = await _picture(session, review) if review else None
        with speaking(person.locale):
            screens.append(views.card(review, person, programme, picture) if review else None)
    return screens


async def draw_in_group(
    session: AsyncSession, claims: Sequence[int], programme: Programme, now: datetime
) -> list[Screen | None]:
    """Cards of claims as a group sees them, in the programme's language."""
    found = await load_for_all(session, [ClaimId(claim_id) for claim_id in claims], now=now)
    screens: list[Screen | None] = []
    for claim_id in claims:
        review = found.get(ClaimId(claim_id))
        picture = await _picture(session, review) if review else None
        with speaking(programme.locale):
            screens.append(in_group.card(review, programme, picture) if review else None)
    return screens


async def draw_pages(
    session: AsyncSession, wanted: Sequence[tuple[Person, int]], _programme: Programme, now: datetime
) -> list[Screen | None]:
    """Opened photos of claims; None for what is decided, or out of sight."""
    asked = [(EvidenceId(evidence_id), person) for person, evidence_id in wanted]
    found = await load_opened(session, asked, now=now)
    screens: list[Screen | None] = []
    for evidence_id, person in asked:
        photo = found.get((evidence_id, person.id))
        picture = await shown(session, photo.picture) if photo else None
        with speaking(person.locale):
            screens.append(photo_views.page(photo, picture) if photo and picture else None)
    return screens


async def draw_queues(
    session: AsyncSession, wanted: Sequence[tuple[Person, int]], programme: Programme, now: datetime
) -> list[Screen | None]:
    """What is under each moderator's thumb; None for whoever no longer is one."""
    return [await draw_queue(session, person, programme, now) for person, _ in wanted]


async def draw_counters(
    session: AsyncSession, wanted: Sequence[tuple[Person, int]], _programme: Programme, now: datetime
) -> list[Screen | None]:
    """How much waits for each; None for whoever no longer decides."""
    screens: list[Screen | None] = []
    for person, _ in wanted:
        if not may(person, Right.DECIDE_CLAIMS):
            screens.append(None)
            continue
        found = await count_waiting(session, person, now=now)
        photos = (await to_fill(session, person, now=now)).count
        with speaking(person.locale):
            screens.append(calling_views.counter(found, photos, now))
    return screens


async def draw_queue(session: AsyncSession, person: Person, programme: Programme, now: datetime) -> Screen | None:
    """What is under a moderator's thumb; None for whoever no longer is one."""
    if not may(person, Right.DECIDE_CLAIMS):
        return None
    hand = await queue.at_hand(session, person, now=now)
    wanted = [(hand.claim_id, person)] if hand.claim_id is not None else []
    found = (await load_reviews(session, wanted, now=now)).get((hand.claim_id or ClaimId(0), person.id))
    picture = await _picture(session, found) if found else None
    with speaking(person.locale):
        return queue_views.card(hand, found, person, programme, picture)


async def shown(session: AsyncSession, own: PictureFacts) -> Picture | None:
    """A picture by what the channel knows it by, or by its bytes."""
    key = f"evidence:{own.evidence_id}"
    if own.kind is PictureKind.PHOTO and own.channel == Channel.TELEGRAM:
        return Picture(key, file_id=own.file_id)
    stored = await evidence.picture(session, own.evidence_id)
    return Picture(key, content=stored.content) if stored else None


async def _picture(session: AsyncSession, found: ReviewCard) -> Picture | None:
    """The claim's first picture, beside that of what may be the same sale."""
    if found.settled:
        return neutral() if found.claim.pictures else None
    own = _first(found.claim)
    beside = found.duplicates[0] if found.duplicates else found.looks_like
    other = _first(beside.claim) if beside else None
    if own is None:
        return None
    if other is not None and (both := await _composed(session, own, other)):
        return both
    return await shown(session, own)


async def _composed(session: AsyncSession, own: PictureFacts, other: PictureFacts) -> Picture | None:
    """Both pictures in one, the claim's own on the left; None where one is no longer kept."""
    stored = await evidence.pictures(session, [own.evidence_id, other.evidence_id])
    left, right = stored.get(own.evidence_id), stored.get(other.evidence_id)
    if left is None or right is None:
        return None
    content = await asyncio.to_thread(side_by_side, left.content, right.content)
    return Picture(f"evidence:{own.evidence_id}+{other.evidence_id}", content=content)


def _first(claim: ClaimCard) -> PictureFacts | None:
    return next((picture for picture in claim.pictures if picture.state is EvidenceState.STORED), None)
