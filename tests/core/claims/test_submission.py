"""Sending: what holds a sale back, and what counts as the same sale."""

import asyncio
from datetime import timedelta

import pytest

from core.catalog.pasted import read_products
from core.catalog.products import save_products
from core.claims import changes, decisions, drafts, submission, typed
from core.claims.claim import Asking, ClaimState, DeclineReason, DraftState, SameAs
from core.claims.draft_card import load_draft
from core.claims.drafting import Draft
from core.claims.refusals import DraftClosed, DraftMovedOn, Incomplete, OutsideWindow, OwnDuplicate
from core.claims.review_card import load_review
from core.claims.tables import ClaimLineRow, ClaimRow
from core.people.persons import Person
from tests.core.claims.world import NOW, World


async def send(world: World, draft: Draft, person: Person) -> Draft:
    return await world.do(submission.submit, draft.id, by=person, now=NOW)


async def test_an_incomplete_sale_says_what_is_missing(world: World) -> None:
    draft = (await world.sends(world.installer, "ABC-100")).draft
    assert draft is not None
    with pytest.raises(Incomplete) as refused:
        await send(world, draft, world.installer)
    assert refused.value.asking is Asking.QUANTITY


async def test_two_taps_on_send_make_one_claim(world: World) -> None:
    draft = await world.describes(world.installer)
    results = await asyncio.gather(*(send(world, draft, world.installer) for _ in range(5)), return_exceptions=True)
    assert [type(result) for result in results].count(Draft) == 1
    assert all(isinstance(result, Draft | DraftClosed | DraftMovedOn) for result in results)
    assert (await world.count(ClaimRow), await world.count(ClaimLineRow)) == (1, 1)


async def test_the_rate_is_fixed_at_sending(world: World) -> None:
    claim_id = await world.claims(world.installer)
    rows = read_products("ABC-100; Котёл Tandem 24; 500").rows
    await world.do(save_products, world.owner.programme_id, rows, now=NOW, by=world.owner)
    assert (await world.claim(claim_id)).points == 240


async def test_a_sale_can_be_sent_days_after_its_first_message(world: World) -> None:
    """The window is counted to the first message, not to the tap."""
    draft = await world.describes(world.installer)
    oldest = NOW.date() - timedelta(days=30)
    await world.do(drafts.set_date, draft.id, oldest, by=world.installer, now=NOW + timedelta(days=9))
    with pytest.raises(OutsideWindow):
        await world.do(drafts.set_date, draft.id, oldest - timedelta(days=1), by=world.installer, now=NOW)
    sent = await world.do(submission.submit, draft.id, by=world.installer, now=NOW + timedelta(days=9))
    assert sent.state is DraftState.SUBMITTED


@pytest.mark.parametrize("number", ["4411", "№ 44-11", "0004411"])
async def test_an_own_earlier_claim_is_shown(world: World, number: str) -> None:
    earlier = await world.claims(world.installer)
    draft = await world.describes(world.installer, number=number)
    card = await world.do(load_draft, draft.id, now=NOW)
    assert card.own_earlier is not None
    assert (card.own_earlier.claim_id, card.claimed_elsewhere) == (earlier, False)
    with pytest.raises(OwnDuplicate) as refused:
        await send(world, draft, world.installer)
    assert (refused.value.claim_id, refused.value.state) == (earlier, ClaimState.SUBMITTED)


@pytest.mark.parametrize(("number", "product"), [("4412", "ABC-100"), ("4411", "ABC-200")])
async def test_another_document_or_line_is_another_sale(world: World, number: str, product: str) -> None:
    await world.claims(world.installer)
    draft = await world.describes(world.installer, number=number, product=product)
    assert (await send(world, draft, world.installer)).state is DraftState.SUBMITTED


async def test_a_withdrawn_claim_can_be_sent_again(world: World) -> None:
    earlier = await world.claims(world.installer)
    await world.do(changes.withdraw, earlier, by=world.installer, now=NOW)
    assert await world.claims(world.installer) != earlier


@pytest.mark.parametrize("may_resubmit", [True, False])
async def test_a_declined_claim_can_be_sent_again_if_the_moderator_says_so(world: World, may_resubmit: bool) -> None:
    earlier = await world.in_review(world.installer)
    await world.do(
        decisions.decline,
        earlier.id,
        version=earlier.version,
        by=world.moderator,
        reason=DeclineReason.UNREADABLE,
        may_resubmit=may_resubmit,
        now=NOW,
    )
    draft = await world.describes(world.installer)
    if may_resubmit:
        assert (await send(world, draft, world.installer)).state is DraftState.SUBMITTED
    else:
        with pytest.raises(OwnDuplicate):
            await send(world, draft, world.installer)


@pytest.mark.parametrize("answer", list(SameAs))
async def test_somebody_elses_claim_is_asked_about_and_reviewed_side_by_side(world: World, answer: SameAs) -> None:
    """Nothing of the earlier claim is told but that it exists."""
    earlier = await world.in_review(world.installer)
    draft = await world.describes(world.seller)
    draft = await world.do(drafts.choose_issuer, draft.id, world.issuer.id, by=world.seller, now=NOW)
    card = await world.do(load_draft, draft.id, now=NOW)
    assert (card.own_earlier, card.claimed_elsewhere) == (None, True)
    asked = await send(world, draft, world.seller)
    assert (asked.state, asked.asking) == (DraftState.OPEN, Asking.DUPLICATE)
    sent = await world.do(drafts.answer_duplicate, draft.id, answer, by=world.seller, now=NOW)
    assert sent.claim_id is not None
    await world.fetches()
    review = await world.do(load_review, sent.claim_id, world.moderator)
    assert review.claim.same_as is answer
    assert [beside.claim.id for beside in review.duplicates] == [earlier.id]
    assert review.duplicates[0].claimant.name == "Пётр"
    assert review.duplicates[0].claim.pictures == earlier.pictures
    assert review.claimant.company == "ООО «Тепло»"
    other = await world.do(load_review, earlier.id, world.moderator)
    assert [beside.claim.id for beside in other.duplicates] == [sent.claim_id]


async def test_a_change_after_the_question_makes_the_answer_void(world: World) -> None:
    await world.claims(world.installer)
    draft = await world.describes(world.seller)
    draft = await world.do(drafts.choose_issuer, draft.id, world.issuer.id, by=world.seller, now=NOW)
    await send(world, draft, world.seller)
    await world.do(drafts.revise, draft.id, Asking.DOCUMENT_NO, by=world.seller, now=NOW)
    draft = await world.do(typed.text_answer, draft.id, "9999", by=world.seller, now=NOW)
    assert draft.asking is Asking.READY
    assert (await send(world, draft, world.seller)).state is DraftState.SUBMITTED


async def test_the_same_picture_of_ones_own_is_shown(world: World) -> None:
    await world.sends(world.seller, "ABC-100 x2 №1", unique_id="same")
    with pytest.raises(OwnDuplicate):
        await world.sends(world.seller, "ABC-100 x2 №2", unique_id="same")


async def test_the_same_picture_for_another_line_of_its_invoice_is_no_duplicate(world: World) -> None:
    await world.sends(world.seller, "ABC-100 x2 №1", unique_id="same")
    sent = await world.sends(world.seller, "TH-1 x1 №1", unique_id="same")
    assert sent.draft is not None
    assert sent.draft.state is DraftState.SUBMITTED


async def test_somebody_elses_picture_is_asked_about(world: World) -> None:
    await world.sends(world.seller, "ABC-100 x2 №1", unique_id="same")
    await world.claims(world.installer, number="7")
    asked = await world.sends(world.installer, "ABC-200 x1 №2", unique_id="same")
    assert asked.draft is not None
    assert asked.draft.asking is Asking.DUPLICATE


async def test_the_same_bytes_are_seen_in_review(world: World) -> None:
    """Bytes are known only once fetched: both claims are then seen side by side."""
    one = await world.claims(world.installer, number="1")
    await world.fetches(content="the same bytes")
    other = await world.claims(world.seller, number="2")
    await world.fetches(content="the same bytes")
    review = await world.do(load_review, other, world.moderator)
    assert [beside.claim.id for beside in review.duplicates] == [one]
