"""Bytes arrive, or do not."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.claims import changes, evidence
from core.claims.claim import Asking, ClaimState, EvidenceState
from core.claims.draft_card import load_draft
from core.claims.evidence import Awaited
from core.claims.notices import PictureRefused, PictureStored
from core.claims.picture import UnfitReason
from core.claims.reception import Outcome
from core.claims.tables import BlobRow, EvidenceRow
from tests.core.claims.world import NOW, World, checked


async def due(world: World, after: timedelta = timedelta(0)) -> list[Awaited]:
    return await world.do(evidence.awaiting, now=NOW + after)


async def test_what_is_kept_is_sealed(world: World) -> None:
    await world.sends(world.installer)
    (awaited,) = await due(world)
    await world.do(evidence.store, awaited.id, checked("an invoice with names"), now=NOW)
    async with world.db.read() as session:
        sealed = await session.scalar(select(BlobRow.sealed))
    assert sealed is not None
    assert b"names" not in sealed
    picture = await world.do(evidence.picture, awaited.id)
    assert picture is not None
    assert picture.content == b"an invoice with names"
    assert await due(world) == []


async def test_a_claim_is_shown_when_all_its_pictures_are_safe(world: World) -> None:
    reception = await world.sends(world.seller, "ABC-100 x2 №4411", album_key="a")
    await world.sends(world.seller, album_key="a")
    await world.sends(world.seller, album_key="a")
    assert reception.draft is not None
    assert reception.draft.claim_id is not None
    waiting = await due(world)
    for awaited in waiting[:-1]:
        await world.do(evidence.store, awaited.id, checked(awaited.file_id), now=NOW)
        assert await world.cards(world.moderator) == []
    await world.do(evidence.store, waiting[-1].id, checked("last"), now=NOW)
    assert await world.cards(world.moderator) == [("review", reception.draft.claim_id)]


async def test_pictures_that_become_safe_side_by_side_show_the_claim(world: World) -> None:
    """Of two stored at once, each could take the other for missing."""
    sent = await world.sends(world.seller, "ABC-100 x2 №4411", album_key="a")
    await asyncio.gather(*(world.sends(world.seller, album_key="a") for _ in range(7)))
    await asyncio.gather(
        *(world.do(evidence.store, item.id, checked(item.file_id), now=NOW) for item in await due(world))
    )
    assert sent.draft is not None
    assert sent.draft.claim_id is not None
    assert (await world.claim(sent.draft.claim_id)).state is ClaimState.IN_REVIEW
    assert await world.cards(world.moderator) == [("review", sent.draft.claim_id)]


async def test_the_same_bytes_twice_are_kept_once(world: World) -> None:
    await world.sends(world.installer)
    await world.sends(world.installer)
    await world.fetches(content="same")
    assert await world.count(BlobRow) == 1
    assert len(await world.told(world.installer, PictureStored)) == 2


async def test_a_picture_stored_twice_is_told_once(world: World) -> None:
    await world.sends(world.installer)
    (awaited,) = await due(world)
    for _ in range(2):
        await world.do(evidence.store, awaited.id, checked("x"), now=NOW)
    await world.do(evidence.refuse, awaited.id, UnfitReason.EMPTY, now=NOW)
    assert len(await world.told(world.installer, PictureStored)) == 1
    assert await world.told(world.installer, PictureRefused) == []


@pytest.mark.parametrize("reason", list(UnfitReason))
async def test_a_draft_outlives_its_picture_and_asks_for_another(world: World, reason: UnfitReason) -> None:
    draft = await world.describes(world.installer)
    (awaited,) = await due(world)
    await world.do(evidence.refuse, awaited.id, reason, now=NOW)
    (notice,) = await world.told(world.installer, PictureRefused)
    assert isinstance(notice, PictureRefused)
    assert (notice.reason, notice.draft_id, notice.another_due) == (reason, draft.id, True)
    card = await world.do(load_draft, draft.id, now=NOW)
    assert (card.draft.asking, card.refused) == (Asking.PICTURE, (reason,))
    again = await world.sends(world.installer)
    assert again.draft is not None
    assert (again.draft.id, again.draft.asking) == (draft.id, Asking.READY)


async def test_a_draft_with_another_picture_asks_for_none(world: World) -> None:
    await world.sends(world.installer, album_key="a")
    await world.sends(world.installer, album_key="a")
    first, _ = await due(world)
    await world.do(evidence.refuse, first.id, UnfitReason.UNDECODABLE, now=NOW)
    (notice,) = await world.told(world.installer, PictureRefused)
    assert isinstance(notice, PictureRefused)
    assert not notice.another_due


async def test_a_claim_outlives_its_picture_and_takes_the_next(world: World) -> None:
    claim_id = await world.claims(world.installer)
    (awaited,) = await due(world)
    await world.do(evidence.refuse, awaited.id, UnfitReason.UNDECODABLE, now=NOW)
    assert (await world.claim(claim_id)).state is ClaimState.NEEDS_PHOTO
    assert await world.cards(world.moderator) == []
    again = await world.sends(world.installer)
    assert again.outcome is Outcome.SUBMITTED
    await world.fetches()
    assert (await world.claim(claim_id)).state is ClaimState.IN_REVIEW


async def test_a_claim_with_one_good_picture_of_two_is_shown(world: World) -> None:
    sent = await world.sends(world.seller, "ABC-100 x2 №4411", album_key="a")
    await world.sends(world.seller, album_key="a")
    good, bad = await due(world)
    await world.do(evidence.store, good.id, checked("good"), now=NOW)
    await world.do(evidence.refuse, bad.id, UnfitReason.TOO_SLOW, now=NOW)
    assert sent.draft is not None
    assert sent.draft.claim_id is not None
    assert (await world.claim(sent.draft.claim_id)).state is ClaimState.IN_REVIEW


async def test_fetching_is_tried_again_at_longer_intervals_for_a_day(world: World) -> None:
    claim_id = await world.claims(world.installer)
    at, pauses = NOW, []
    while due_now := await world.do(evidence.awaiting, now=at + timedelta(hours=2)):
        async with world.db.read() as session:
            planned = await session.scalar(select(EvidenceRow.next_try_at).where(EvidenceRow.id == due_now[0].id))
        assert planned is not None
        pauses.append(planned - at)
        at = planned
        await world.do(evidence.failed_fetch, due_now[0].id, now=at)
    assert pauses[1] == timedelta(seconds=5)
    assert max(pauses) == timedelta(hours=1)
    assert timedelta(days=1) <= at - NOW < timedelta(days=1, hours=2)
    assert (await world.claim(claim_id)).state is ClaimState.NEEDS_PHOTO
    (notice,) = await world.told(world.installer, PictureRefused)
    assert isinstance(notice, PictureRefused)
    assert notice.reason is UnfitReason.GONE


async def test_a_picture_that_was_replaced_meanwhile_changes_nothing(world: World) -> None:
    claim_id = await world.claims(world.installer)
    (old,) = await due(world)
    await world.do(changes.replace_photo, claim_id, by=world.installer, now=NOW)
    await world.sends(world.installer)
    await world.do(evidence.store, old.id, checked("old"), now=NOW)
    await world.do(evidence.refuse, old.id, UnfitReason.EMPTY, now=NOW)
    async with world.db.read() as session:
        states = await session.scalars(select(EvidenceRow.state).order_by(EvidenceRow.id))
    assert list(states) == [EvidenceState.REPLACED, EvidenceState.AWAITED]
    assert (await world.claim(claim_id)).state is ClaimState.SUBMITTED
