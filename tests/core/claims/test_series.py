"""Pictures that come together: one sale or a sale each, in any order, late, and again."""

import asyncio
from datetime import timedelta

import pytest

from core.claims import changes, drafts, series
from core.claims.claim import Asking, DraftState, Several
from core.claims.drafting import BURST
from core.claims.reception import Outcome
from core.claims.refusals import DraftMovedOn, NotYours
from core.claims.series_card import load_series
from core.claims.tables import DraftRow
from core.ids import DraftId
from tests.core.claims.world import NOW, World


async def album(world: World, n: int = 3) -> DraftId:
    for _ in range(n):
        received = await world.sends(world.installer, album_key="a")
    assert received.draft is not None
    return received.draft.id


async def test_the_second_part_of_an_album_asks(world: World) -> None:
    first = await world.sends(world.installer, album_key="a")
    assert first.draft is not None
    assert first.draft.asking is Asking.PRODUCT
    second = await world.sends(world.installer, album_key="a")
    assert second.draft is not None
    assert (second.draft.asking, second.draft.several) == (Asking.ALBUM, Several.ASKED)


async def test_parts_side_by_side_ask_once(world: World) -> None:
    await asyncio.gather(*(world.sends(world.installer, album_key="a") for _ in range(10)))
    assert await world.count(DraftRow) == 1


async def test_a_split_album_is_a_sale_each_in_the_order_of_sending(world: World) -> None:
    """Whatever order the parts came in."""
    for number in (903, 901, 902):
        received = await world.sends(world.installer, album_key="a", message_key=f"77:{number}")
    assert received.draft is not None
    head = await world.do(series.split, received.draft.id, by=world.installer)
    shown = await world.do(load_series, head.id, now=NOW)
    assert [entry.draft.brought for entry in shown.entries] == [1, 1, 1]
    assert shown.photo is not None
    assert shown.photo.message_key == "77:901"
    assert await world.count(DraftRow) == 3


async def test_a_late_part_of_a_split_album_is_one_more_sale(world: World) -> None:
    head = await world.do(series.split, await album(world, 2), by=world.installer)
    late = await world.sends(world.installer, album_key="a", at=NOW + timedelta(hours=20))
    assert late.outcome is Outcome.OPENED
    shown = await world.do(load_series, head.id, now=NOW)
    assert len(shown.entries) == 3
    assert all(entry.draft.series_id == head.id for entry in shown.entries)


async def test_a_late_part_of_one_sale_is_a_page(world: World) -> None:
    one = await world.do(series.is_one_sale, await album(world, 2), by=world.installer)
    late = await world.sends(world.installer, album_key="a")
    assert late.draft is not None
    assert (late.draft.id, late.draft.brought, late.draft.asking) == (one.id, 3, Asking.PRODUCT)


async def test_a_part_with_another_whole_caption_is_another_sale(world: World) -> None:
    first = await world.sends(world.seller, "ABC-100 x2 №4411", album_key="a")
    second = await world.sends(world.seller, "TH-1 x1 №4412", album_key="a")
    assert (first.outcome, second.outcome) == (Outcome.SUBMITTED, Outcome.SUBMITTED)
    assert first.draft is not None
    assert second.draft is not None
    assert first.draft.claim_id != second.draft.claim_id


async def test_photos_far_apart_are_pages(world: World) -> None:
    for minutes in (0, 1, 3):
        received = await world.sends(world.installer, at=NOW + timedelta(minutes=minutes))
    assert timedelta(minutes=3) > BURST
    assert received.draft is not None
    assert (received.draft.asking, received.draft.brought) == (Asking.PRODUCT, 3)


async def test_another_photo_leaves_a_list_alone(world: World) -> None:
    head = await world.do(series.split, await album(world, 2), by=world.installer)
    other = await world.sends(world.installer)
    assert other.outcome is Outcome.OPENED
    assert other.draft is not None
    assert other.draft.series_id is None
    assert len((await world.do(load_series, head.id, now=NOW)).entries) == 2


async def test_what_others_may_not_touch(world: World) -> None:
    head = await album(world)
    for act in (series.split, series.is_one_sale):
        with pytest.raises(NotYours):
            await world.do(act, head, by=world.seller)
    await world.do(series.split, head, by=world.installer)
    with pytest.raises(NotYours):
        await world.do(series.send_ready, head, by=world.seller, ready=0, now=NOW)
    with pytest.raises(DraftMovedOn):
        await world.do(series.split, head, by=world.installer)
    with pytest.raises(DraftMovedOn):
        await world.do(series.send_ready, head, by=world.installer, ready=2, now=NOW)


async def test_a_list_left_out_as_a_whole_is_empty(world: World) -> None:
    head = await world.do(series.split, await album(world, 2), by=world.installer)
    shown = await world.do(load_series, head.id, now=NOW)
    for entry in shown.entries:
        dropped = await world.do(drafts.drop, entry.draft.id, by=world.installer, now=NOW)
        assert dropped.state is DraftState.DROPPED
    assert (await world.do(load_series, head.id, now=NOW)).entries == ()


async def test_a_correction_left_open_takes_no_photo_of_another_day(world: World) -> None:
    claim = await world.in_review(world.installer)
    await world.do(changes.replace_photo, claim.id, by=world.installer, now=NOW)
    late = await world.sends(world.installer, at=NOW + timedelta(days=2))
    assert late.outcome is Outcome.OPENED


async def test_a_page_that_was_asked_for_is_taken_however_old_the_sale(world: World) -> None:
    draft = await world.describes(world.installer)
    later = NOW + timedelta(days=1)
    await world.do(drafts.revise, draft.id, Asking.PICTURE, by=world.installer, now=later)
    page = await world.sends(world.installer, at=later)
    assert page.draft is not None
    assert (page.draft.id, page.draft.brought) == (draft.id, 2)
