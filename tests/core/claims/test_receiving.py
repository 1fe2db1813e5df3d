"""Pictures arrive: which draft they reach, and what their captions do."""

import asyncio
from datetime import timedelta

import pytest

from core.claims import decisions, drafts, receiving, typed
from core.claims.claim import Asking, ClaimState, DraftState
from core.claims.draft_card import load_draft
from core.claims.notices import ProductsMissing
from core.claims.picture import MOST_BYTES
from core.claims.reception import Outcome, Reception
from core.claims.refusals import ClaimClosed, FutureDate, OutsideWindow, OwnDuplicate, PictureUnfit
from core.claims.tables import DraftRow, EvidenceRow
from core.db.database import Database
from core.ids import DraftId
from core.people.persons import Person
from core.people.rights import NotAllowed
from core.people.roles import Role
from tests.core.claims.world import NOW, World, act, announced
from tests.core.people.world import join, open_programme


def draft_id(reception: Reception) -> DraftId:
    assert reception.draft is not None
    return reception.draft.id


async def test_an_albums_pictures_reach_one_draft_side_by_side(world: World) -> None:
    receptions = await asyncio.gather(*(world.sends(world.installer, album_key="a") for _ in range(10)))
    assert len({draft_id(reception) for reception in receptions}) == 1
    assert await world.count(DraftRow) == 1
    card = await world.do(load_draft, draft_id(receptions[0]), now=NOW)
    assert card.draft.pictures == 10


@pytest.mark.parametrize("captioned", [0, 1, 2])
async def test_an_album_is_one_claim_wherever_its_caption_is(world: World, captioned: int) -> None:
    """Parts that come after the captioned one reach the claim it became."""
    receptions = [
        await world.sends(world.seller, "ABC-100 x2 №4411" if part == captioned else "", album_key="a")
        for part in range(3)
    ]
    assert receptions[captioned].outcome is Outcome.SUBMITTED
    await world.fetches()
    draft = receptions[captioned].draft
    assert draft is not None
    assert draft.claim_id is not None
    claim = await world.claim(draft.claim_id)
    assert (claim.state, len(claim.pictures)) == (ClaimState.IN_REVIEW, 3)


async def test_a_late_part_of_a_cancelled_album_is_ignored(world: World) -> None:
    first = await world.sends(world.installer, album_key="a")
    await world.do(drafts.drop, draft_id(first), by=world.installer, now=NOW)
    assert (await world.sends(world.installer, album_key="a")).outcome is Outcome.IGNORED
    assert await world.count(EvidenceRow) == 1


async def test_a_picture_joins_the_sale_being_described(world: World) -> None:
    first = await world.sends(world.installer)
    second = await world.sends(world.installer)
    assert (second.outcome, draft_id(second)) == (Outcome.JOINED, draft_id(first))
    await world.do(typed.text_answer, draft_id(first), "ABC-100", by=world.installer, now=NOW)
    third = await world.sends(world.installer)
    assert third.draft is not None
    assert (third.draft.id, third.draft.asking, third.draft.pictures) == (draft_id(first), Asking.QUANTITY, 3)


async def test_a_picture_after_a_complete_sale_is_another_sale(world: World) -> None:
    """The complete one keeps its button: nothing is lost, nothing mixed."""
    complete = await world.describes(world.installer)
    other = await world.sends(world.installer)
    assert other.outcome is Outcome.OPENED
    assert draft_id(other) != complete.id


async def test_a_picture_long_after_is_another_sale(world: World) -> None:
    first = await world.sends(world.installer)
    soon = await world.sends(world.installer, at=NOW + timedelta(hours=11))
    assert draft_id(soon) == draft_id(first)
    late = await world.sends(world.installer, at=NOW + timedelta(hours=13))
    assert late.outcome is Outcome.OPENED


async def test_another_album_is_another_sale(world: World) -> None:
    first = await world.sends(world.installer, album_key="a")
    other = await world.sends(world.installer, album_key="b")
    again = await world.sends(world.installer, album_key="a")
    assert draft_id(other) != draft_id(first) == draft_id(again)


async def test_a_caption_that_tells_a_whole_sale_leaves_a_begun_one_alone(world: World) -> None:
    first = await world.sends(world.seller, "ABC-100")
    whole = await world.sends(world.seller, "TH-1 x2 №5")
    assert whole.outcome is Outcome.SUBMITTED
    assert draft_id(whole) != draft_id(first)
    card = await world.do(load_draft, draft_id(first), now=NOW)
    assert (card.draft.state, card.draft.asking) == (DraftState.OPEN, Asking.QUANTITY)


async def test_a_caption_in_doubt_prefills(world: World) -> None:
    reception = await world.sends(world.installer, "2 котла, накладная 4411, вчера")
    draft = reception.draft
    assert draft is not None
    assert (draft.asking, draft.quantity, draft.document_no) == (Asking.PRODUCT, 2, "4411")
    assert draft.sold_on == NOW.date() - timedelta(days=1)
    card = await world.do(load_draft, draft.id, now=NOW)
    assert [product.sku for product in card.products] == ["ABC-100", "ABC-200"]


@pytest.mark.parametrize(("day", "refusal"), [("22.10", OutsideWindow), ("25.11", FutureDate)])
async def test_a_day_outside_the_window_is_told_and_asked_for(world: World, day: str, refusal: type[Exception]) -> None:
    reception = await world.sends(world.seller, f"ABC-100 x2 №4411 {day}")
    assert reception.draft is not None
    assert isinstance(reception.refusal, refusal)
    assert reception.draft.asking is Asking.SOLD_ON


async def test_a_sale_is_as_old_as_its_first_message(world: World) -> None:
    """A phone back from the cellar: sent on the last day that a shop's receipt is taken, arrived two days later."""
    sent_at = NOW - timedelta(days=2)
    sold_on = (sent_at - timedelta(days=7)).strftime("%d.%m.%Y")
    reception = await world.sends(world.seller, f"ABC-100 x2 №4411 {sold_on}", at=sent_at, now=NOW)
    assert reception.outcome is Outcome.SUBMITTED


async def test_three_captions_from_the_cellar_are_three_claims(world: World) -> None:
    receptions = [await world.sends(world.seller, f"ABC-100 x1 №{number}") for number in (1, 2, 3)]
    assert {reception.outcome for reception in receptions} == {Outcome.SUBMITTED}
    assert len({draft_id(reception) for reception in receptions}) == 3


async def test_an_own_duplicate_takes_nothing_in(world: World) -> None:
    await world.sends(world.seller, "ABC-100 x2 №4411")
    with pytest.raises(OwnDuplicate) as refused:
        await world.sends(world.seller, "ABC-100 x2 №44-11")
    assert refused.value.document_no == "4411"
    assert await world.count(EvidenceRow) == 1


async def test_a_picture_of_21_megabytes_is_not_even_fetched(world: World) -> None:
    with pytest.raises(PictureUnfit):
        await world.sends(world.installer, size=MOST_BYTES + 1)
    assert await world.count(DraftRow) == 0


async def test_who_may_not_claim_sends_in_vain(world: World) -> None:
    viewer = await join(world.db, world.owner.id, Role.VIEWER)
    with pytest.raises(NotAllowed):
        await world.sends(viewer)


async def test_before_there_are_products_the_owner_hears_of_it_once_a_day(db: Database) -> None:
    owner = await open_programme(db)
    partner = await join(db, owner.id)
    world = World(db, owner, owner, partner, partner, issuer=None)  # type: ignore[arg-type]  # there is none yet
    for _ in range(3):
        assert (await world.sends(partner, "ABC-100 x2 №4411")).outcome is Outcome.NO_PRODUCTS
    assert len(await world.told(owner, ProductsMissing)) == 1
    await world.sends(partner, at=NOW + timedelta(days=1))
    assert len(await world.told(owner, ProductsMissing)) == 2
    assert await world.count(EvidenceRow) == 0


async def edits(world: World, person: Person, caption: str, message_key: str = "7:7") -> Reception | None:
    return await world.do(
        receiving.edit_caption, person, channel="telegram", message_key=message_key, caption=caption, now=NOW
    )


async def test_an_edited_caption_corrects_the_claim(world: World) -> None:
    sent = await world.sends(world.seller, "ABC-100 x2 №4411", message_key="7:7")
    await world.fetches()
    edited = await edits(world, world.seller, "ABC-200 x3 №4412 вчера")
    assert edited is not None
    assert edited.outcome is Outcome.SUBMITTED
    assert sent.draft is not None
    assert sent.draft.claim_id is not None
    claim = await world.claim(sent.draft.claim_id)
    assert (claim.lines[0].sku, claim.lines[0].quantity, claim.document_no) == ("ABC-200", 3, "4412")
    assert (claim.points, claim.state, claim.version) == (420, ClaimState.IN_REVIEW, 3)
    assert claim.sold_on == NOW.date() - timedelta(days=1)


async def test_an_edited_caption_corrects_nothing_once_decided(world: World) -> None:
    sent = await world.sends(world.seller, "ABC-100 x2 №4411", message_key="7:7")
    await world.fetches()
    assert sent.draft is not None
    assert sent.draft.claim_id is not None
    claim = await world.claim(sent.draft.claim_id)
    await world.do(decisions.approve, claim.id, version=claim.version, by=world.moderator, now=NOW)
    with pytest.raises(ClaimClosed):
        await edits(world, world.seller, "ABC-100 x20 №4411")
    assert (await world.claim(claim.id)).points == 240


async def test_an_edited_caption_completes_a_draft(world: World) -> None:
    await world.sends(world.seller, "ABC-100 x2", message_key="7:7")
    edited = await edits(world, world.seller, "ABC-100 x2 №4411")
    assert edited is not None
    assert edited.outcome is Outcome.SUBMITTED


@pytest.mark.parametrize("caption", ["", "Добрый день"])
async def test_an_edit_that_says_nothing_changes_nothing(world: World, caption: str) -> None:
    await world.sends(world.seller, "ABC-100 x2 №4411", message_key="7:7")
    assert await edits(world, world.seller, caption) is None
    assert await edits(world, world.seller, "ABC-100 x3 №4411", message_key="7:8") is None
    assert await edits(world, world.installer, "ABC-100 x3 №4411") is None


async def test_the_same_album_part_twice(world: World) -> None:
    picture = announced(album_key="a")
    for _ in range(2):
        await act(world.db, receiving.receive_picture, world.installer, picture, sent_at=NOW, now=NOW)
    assert await world.count(EvidenceRow) == 1
