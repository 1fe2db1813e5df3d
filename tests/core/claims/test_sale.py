"""A sale from photo to points."""

from datetime import datetime, timedelta

import pytest

from core.channel.tables import OutboxRow
from core.claims import decisions, drafts, submission, typed
from core.claims.claim import Asking, ClaimState, DraftState
from core.claims.notices import Approved, PictureStored
from core.claims.reception import Outcome
from core.claims.tables import ClaimRow, DraftRow, EvidenceRow
from tests.core.claims.world import NOW, World


async def test_from_photo_to_points(world: World) -> None:
    """The whole way: a card of four taps at most, a promise, a verdict, points, a notice."""
    reception = await world.sends(world.installer)
    draft = reception.draft
    assert draft is not None
    assert (reception.outcome, draft.asking) == (Outcome.OPENED, Asking.PRODUCT)
    product = await world.product("ABC-100")
    draft = await world.do(drafts.choose_product, draft.id, product.id, by=world.installer, now=NOW)
    assert draft.asking is Asking.QUANTITY
    draft = await world.do(drafts.set_quantity, draft.id, 2, by=world.installer)
    assert draft.asking is Asking.DOCUMENT_NO
    draft = await world.do(typed.text_answer, draft.id, "№ 4411", by=world.installer, now=NOW)
    assert (draft.document_no, draft.asking) == ("4411", Asking.ISSUER)
    draft = await world.do(typed.text_answer, draft.id, "Маркет тепла", by=world.installer, now=NOW)
    assert (draft.issuer_id, draft.asking) == (world.issuer.id, Asking.READY)
    draft = await world.do(submission.submit, draft.id, by=world.installer, now=NOW)
    assert draft.state is DraftState.SUBMITTED
    assert draft.claim_id is not None
    claim = await world.claim(draft.claim_id)
    assert (claim.state, claim.points) == (ClaimState.SUBMITTED, 240)
    assert claim.due_at == datetime.fromisoformat("2026-11-25T18:00+03:00")
    assert await world.cards(world.moderator) == []

    await world.fetches()
    claim = await world.claim(claim.id)
    assert claim.state is ClaimState.IN_REVIEW
    assert await world.cards(world.moderator) == [("review", claim.id)]
    assert len(await world.told(world.installer, PictureStored)) == 1

    decided = await world.do(decisions.approve, claim.id, version=claim.version, by=world.moderator, now=NOW)
    assert decided.points == 240
    assert await world.balance(world.installer) == 240
    (notice,) = await world.told(world.installer, Approved)
    assert isinstance(notice, Approved)
    assert (notice.points, notice.balance, notice.document_no) == (240, 240, "4411")
    assert notice.message_key == claim.pictures[0].message_key


async def test_a_caption_without_doubt_is_a_claim_at_once(world: World) -> None:
    await world.claims(world.installer, number="1")
    reception = await world.sends(world.installer, "2 котла 24, накладная 4412, вчера")
    assert reception.outcome is Outcome.SUBMITTED
    assert reception.draft is not None
    assert reception.draft.claim_id is not None
    claim = await world.claim(reception.draft.claim_id)
    assert (claim.document_no, claim.lines[0].quantity, claim.lines[0].sku) == ("4412", 2, "ABC-100")
    assert claim.sold_on == NOW.date() - timedelta(days=1)
    assert ("claim", claim.id) in await world.cards(world.installer)


async def test_a_seller_is_asked_for_no_issuer(world: World) -> None:
    reception = await world.sends(world.seller, "ABC-100 x2 №4411")
    assert reception.outcome is Outcome.SUBMITTED


async def test_pictures_stored_before_sending_need_no_wait(world: World) -> None:
    draft = await world.describes(world.installer)
    await world.fetches()
    sent = await world.do(submission.submit, draft.id, by=world.installer, now=NOW)
    assert sent.claim_id is not None
    assert (await world.claim(sent.claim_id)).state is ClaimState.IN_REVIEW
    assert await world.cards(world.moderator) == [("review", sent.claim_id)]


@pytest.mark.parametrize("table", [DraftRow, EvidenceRow, ClaimRow, OutboxRow])
async def test_the_same_message_twice_is_one(world: World, table: type[object]) -> None:
    await world.sends(world.seller, "ABC-100 x2 №4411", message_key="7:7")
    before = await world.count(table)
    again = await world.sends(world.seller, "ABC-100 x2 №4411", message_key="7:7")
    assert again.outcome is Outcome.REPEATED
    assert await world.count(table) == before
