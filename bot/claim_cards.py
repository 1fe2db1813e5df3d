"""Cards of sales, claims and reviews: what each shows is loaded for its recipient, then drawn."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screen import Picture, Screen
from bot.side_by_side import side_by_side
from bot.views import claims as claim_views
from bot.views import drafts as draft_views
from bot.views import review as review_views
from bot.words import speaking
from core.claims import evidence
from core.claims.claim import EvidenceState, PictureKind
from core.claims.claim_card import ClaimCard, PictureFacts, load_claims
from core.claims.draft_card import load_draft
from core.claims.review_card import ReviewCard, load_reviews
from core.ids import ClaimId, DraftId
from core.people.channels import Channel
from core.people.persons import Person
from core.programme.programmes import Programme


async def draw_drafts(
    session: AsyncSession, wanted: Sequence[tuple[Person, int]], programme: Programme, now: datetime
) -> list[Screen | None]:
    """Cards of sales being described. One after another: nobody describes sixteen sales at once."""
    screens: list[Screen | None] = []
    for person, draft_id in wanted:
        found = await load_draft(session, DraftId(draft_id), now=now)
        with speaking(person.locale):
            screens.append(draft_views.card(found, programme))
    return screens


async def draw_claims(
    session: AsyncSession, wanted: Sequence[tuple[Person, int]], programme: Programme, _now: datetime
) -> list[Screen | None]:
    """Cards of claims for their partners; None for whoever may not see one."""
    found = await load_claims(session, [(ClaimId(claim_id), person) for person, claim_id in wanted])
    screens: list[Screen | None] = []
    for person, claim_id in wanted:
        claim = found.get((ClaimId(claim_id), person.id))
        with speaking(person.locale):
            screens.append(claim_views.card(claim, person, programme) if claim else None)
    return screens


async def draw_reviews(
    session: AsyncSession, wanted: Sequence[tuple[Person, int]], programme: Programme, _now: datetime
) -> list[Screen | None]:
    """Cards of claims for moderators; None for whoever no longer is one."""
    found = await load_reviews(session, [(ClaimId(claim_id), person) for person, claim_id in wanted])
    screens: list[Screen | None] = []
    for person, claim_id in wanted:
        review = found.get((ClaimId(claim_id), person.id))
        picture = await _picture(session, review) if review else None
        with speaking(person.locale):
            screens.append(review_views.card(review, person, programme, picture) if review else None)
    return screens


async def _picture(session: AsyncSession, found: ReviewCard) -> Picture | None:
    """The claim's first picture, beside that of what may be the same sale."""
    own = _first(found.claim)
    other = _first(found.duplicates[0].claim) if found.duplicates else None
    if own is None:
        return None
    if other is not None and (both := await _composed(session, own, other)):
        return both
    key = f"evidence:{own.evidence_id}"
    if own.kind is PictureKind.PHOTO and own.channel == Channel.TELEGRAM:
        return Picture(key, file_id=own.file_id)
    stored = await evidence.picture(session, own.evidence_id)
    return Picture(key, content=stored.content) if stored else None


async def _composed(session: AsyncSession, own: PictureFacts, other: PictureFacts) -> Picture | None:
    """Both pictures in one, the claim's own on the left; None where one is no longer kept."""
    left = await evidence.picture(session, own.evidence_id)
    right = await evidence.picture(session, other.evidence_id)
    if left is None or right is None:
        return None
    content = await asyncio.to_thread(side_by_side, left.content, right.content)
    return Picture(f"evidence:{own.evidence_id}+{other.evidence_id}", content=content)


def _first(claim: ClaimCard) -> PictureFacts | None:
    return next((picture for picture in claim.pictures if picture.state is EvidenceState.STORED), None)
