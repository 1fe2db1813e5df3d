"""What a partner may still change, and until when."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from core.channel import cards
from core.channel.cards import CardKind
from core.claims import changes, decisions, drafts, submission
from core.claims.claim import Asking, ClaimState, DeclineReason, DraftState
from core.claims.draft_card import load_draft
from core.claims.reception import Outcome
from core.claims.refusals import ClaimClosed, ClaimMovedOn, NotInReview, NotYours
from core.ids import ClaimId
from core.people.persons import Person
from tests.core.claims.world import NOW, World


async def test_a_correction_starts_from_the_claim_and_changes_it(world: World) -> None:
    claim = await world.in_review(world.installer)
    draft = await world.do(changes.correct, claim.id, by=world.installer, now=NOW)
    assert (draft.asking, draft.quantity, draft.document_no) == (Asking.READY, 2, "4411")
    await world.do(drafts.set_quantity, draft.id, 5, by=world.installer)
    await world.do(submission.submit, draft.id, by=world.installer, now=NOW)
    corrected = await world.claim(claim.id)
    assert (corrected.points, corrected.state, corrected.due_at) == (600, ClaimState.IN_REVIEW, claim.due_at)
    assert len(corrected.pictures) == 1
    with pytest.raises(ClaimMovedOn):
        await world.do(decisions.approve, claim.id, version=claim.version, by=world.moderator, now=NOW)


async def test_one_message_is_draft_and_claim_in_turn(world: World) -> None:
    draft = await world.describes(world.installer)
    await world.do(cards.show, world.installer.id, CardKind.DRAFT, draft.id, now=NOW)
    sent = await world.do(submission.submit, draft.id, by=world.installer, now=NOW)
    assert sent.claim_id is not None
    assert await world.cards(world.installer) == [("claim", sent.claim_id)]
    correction = await world.do(changes.correct, sent.claim_id, by=world.installer, now=NOW)
    assert await world.cards(world.installer) == [("draft", correction.id)]
    await world.do(drafts.drop, correction.id, by=world.installer, now=NOW)
    assert await world.cards(world.installer) == [("claim", sent.claim_id)]


async def test_a_sale_told_with_doubts_keeps_its_message(world: World) -> None:
    """Complete from its first moment, and shown before it is sent."""
    draft = (await world.sends(world.seller, "продал 2 котла 24 Иванову, накладная 4411")).draft
    assert draft is not None
    assert draft.asking is Asking.READY
    await world.do(cards.show, world.seller.id, CardKind.DRAFT, draft.id, now=NOW)
    sent = await world.do(submission.submit, draft.id, by=world.seller, now=NOW)
    assert await world.cards(world.seller) == [("claim", sent.claim_id)]


async def test_a_second_tap_on_correct_gives_the_same_draft(world: World) -> None:
    claim = await world.in_review(world.installer)
    first = await world.do(changes.correct, claim.id, by=world.installer, now=NOW)
    assert (await world.do(changes.correct, claim.id, by=world.installer, now=NOW)).id == first.id


async def test_a_correction_given_up_leaves_the_claim(world: World) -> None:
    claim = await world.in_review(world.installer)
    draft = await world.do(changes.correct, claim.id, by=world.installer, now=NOW)
    await world.do(drafts.set_quantity, draft.id, 5, by=world.installer)
    await world.do(drafts.drop, draft.id, by=world.installer, now=NOW)
    assert await world.claim(claim.id) == claim


async def test_a_verdict_ends_a_correction(world: World) -> None:
    claim = await world.in_review(world.installer)
    draft = await world.do(changes.correct, claim.id, by=world.installer, now=NOW)
    await world.do(decisions.approve, claim.id, version=claim.version, by=world.moderator, now=NOW)
    assert (await world.do(load_draft, draft.id, now=NOW)).draft.state is DraftState.DROPPED
    assert ("claim", claim.id) in await world.cards(world.installer)


async def test_a_withdrawn_claim_is_closed(world: World) -> None:
    claim = await world.in_review(world.installer)
    await world.do(changes.withdraw, claim.id, by=world.installer, now=NOW, seen=claim.version)
    withdrawn = await world.claim(claim.id)
    assert (withdrawn.state, withdrawn.may_change) == (ClaimState.CANCELLED, False)
    with pytest.raises(NotInReview):
        await world.do(decisions.approve, claim.id, version=withdrawn.version, by=world.moderator, now=NOW)
    with pytest.raises(ClaimClosed):
        await world.do(changes.withdraw, claim.id, by=world.installer, now=NOW)


async def test_another_photo_takes_the_place_of_the_old(world: World) -> None:
    """Moderators can decide again once it is safe."""
    claim = await world.in_review(world.installer)
    draft = await world.do(changes.replace_photo, claim.id, by=world.installer, now=NOW)
    assert draft.asking is Asking.PICTURE
    reception = await world.sends(world.installer)
    assert reception.outcome is Outcome.SUBMITTED
    waiting = await world.claim(claim.id)
    assert (waiting.state, len(waiting.pictures)) == (ClaimState.SUBMITTED, 1)
    with pytest.raises(NotInReview):
        await world.do(decisions.approve, claim.id, version=waiting.version, by=world.moderator, now=NOW)
    await world.fetches()
    ready = await world.claim(claim.id)
    assert ready.state is ClaimState.IN_REVIEW
    assert ready.pictures[0].evidence_id == reception.evidence_id
    await world.do(decisions.approve, claim.id, version=ready.version, by=world.moderator, now=NOW)
    assert await world.balance(world.installer) == 240


async def test_an_album_takes_the_place_of_the_old_photo(world: World) -> None:
    claim = await world.in_review(world.installer)
    await world.do(changes.replace_photo, claim.id, by=world.installer, now=NOW)
    for _ in range(3):
        await world.sends(world.installer, album_key="a")
    await world.fetches()
    replaced = await world.claim(claim.id)
    assert (replaced.state, len(replaced.pictures)) == (ClaimState.IN_REVIEW, 3)


CHANGES: list[Callable[[World, ClaimId, Person], Awaitable[Any]]] = [
    lambda world, claim, by: world.do(changes.correct, claim, by=by, now=NOW),
    lambda world, claim, by: world.do(changes.replace_photo, claim, by=by, now=NOW),
    lambda world, claim, by: world.do(changes.withdraw, claim, by=by, now=NOW),
]


@pytest.mark.parametrize("change", CHANGES)
async def test_nobody_changes_another_persons_claim(
    world: World, change: Callable[[World, ClaimId, Person], Awaitable[Any]]
) -> None:
    claim = await world.in_review(world.installer)
    for stranger in (world.seller, world.moderator, world.owner):
        with pytest.raises(NotYours):
            await change(world, claim.id, stranger)


@pytest.mark.parametrize("change", CHANGES)
async def test_nothing_is_changed_once_decided(
    world: World, change: Callable[[World, ClaimId, Person], Awaitable[Any]]
) -> None:
    claim = await world.in_review(world.installer)
    await world.do(
        decisions.decline,
        claim.id,
        version=claim.version,
        by=world.moderator,
        reason=DeclineReason.NOT_OURS,
        now=NOW,
    )
    with pytest.raises(ClaimClosed) as refused:
        await change(world, claim.id, world.installer)
    assert refused.value.state is ClaimState.DECLINED
