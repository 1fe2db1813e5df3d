"""Fix by reply: a moderator asks, the partner answers with or without Reply, the claim keeps its place."""

from datetime import timedelta
from typing import Any

import pytest

from core.claims import asking, belonging, decisions, notes, receiving, replied
from core.claims.claim import Asking, ClaimState, DraftState, Wanted
from core.claims.claim_card import ClaimCard
from core.claims.history import history_of
from core.claims.notices import AskedFor, NoteAbout
from core.claims.reception import Outcome
from core.claims.refusals import ClaimMovedOn, DraftClosed, DraftMovedOn, NoteMissing, NotInReview, NotYours, OwnClaim
from core.claims.review_card import load_review
from core.claims.waiting import waiting
from core.people.rights import NotAllowed
from tests.core.claims.world import NOW, World, announced

LATER = NOW + timedelta(days=1)


async def asked(world: World, wanted: Wanted = Wanted.PHOTO, text: str = "") -> ClaimCard:
    claim = await world.in_review(world.installer)
    await world.do(asking.ask, claim.id, version=claim.version, wanted=wanted, text=text, by=world.moderator, now=NOW)
    return await world.claim(claim.id)


async def test_the_partner_is_told_and_the_claim_waits(world: World) -> None:
    claim = await asked(world)
    assert claim.state is ClaimState.NEEDS_PHOTO
    (told,) = await world.told(world.installer, AskedFor)
    assert isinstance(told, AskedFor)
    assert (told.wanted, told.claim_id) == (Wanted.PHOTO, claim.id)
    assert await world.do(waiting, world.moderator, now=NOW) == []


async def test_a_photo_in_reply_brings_the_claim_back_to_its_place(world: World) -> None:
    """Its promise is made anew; it does not go to the end of the queue."""
    claim = await asked(world)
    other = await world.in_review(world.seller, number="4412")
    received = await world.do(receiving.receive_for_claim, world.installer, claim.id, announced(), now=LATER)
    assert received.outcome is Outcome.SUBMITTED
    await world.fetches(now=LATER)
    back = await world.claim(claim.id)
    assert (back.state, len(back.pictures)) == (ClaimState.IN_REVIEW, 1)
    assert back.due_at > claim.due_at
    assert await world.do(waiting, world.moderator, now=NOW) == [claim.id, other.id]
    review = await world.do(load_review, claim.id, world.moderator)
    assert [note.answered for note in review.notes] == [True]


async def test_a_photo_without_reply_is_asked_about(world: World) -> None:
    claim = await asked(world)
    received = await world.sends(world.installer, at=LATER)
    assert received.draft is not None
    assert (received.outcome, received.draft.asking) == (Outcome.OPENED, Asking.BELONGS)
    sent = await world.do(belonging.belongs_to, received.draft.id, claim.id, by=world.installer, now=LATER)
    assert sent.state is DraftState.SUBMITTED
    await world.fetches(now=LATER)
    assert (await world.claim(claim.id)).state is ClaimState.IN_REVIEW
    with pytest.raises(DraftClosed):
        await world.do(belonging.is_new_sale, received.draft.id, by=world.installer)


async def test_it_may_be_a_new_sale(world: World) -> None:
    claim = await asked(world)
    received = await world.sends(world.installer, at=LATER)
    assert received.draft is not None
    draft = await world.do(belonging.is_new_sale, received.draft.id, by=world.installer)
    assert draft.asking is Asking.PRODUCT
    with pytest.raises(DraftMovedOn):
        await world.do(belonging.is_new_sale, received.draft.id, by=world.installer)
    assert (await world.claim(claim.id)).state is ClaimState.NEEDS_PHOTO


async def test_a_caption_that_tells_a_whole_sale_is_no_answer(world: World) -> None:
    await asked(world)
    received = await world.sends(world.installer, "TH-1 x1 №5", at=LATER)
    assert received.draft is not None
    assert received.draft.asking is not Asking.BELONGS


async def test_a_number_in_reply_is_the_number(world: World) -> None:
    claim = await asked(world, Wanted.NUMBER)
    sent = await world.do(replied.with_number, claim.id, "4499", by=world.installer, now=LATER)
    assert sent is not None
    back = await world.claim(claim.id)
    assert (back.state, back.document_no) == (ClaimState.IN_REVIEW, "4499")


async def test_words_answer_a_question(world: World) -> None:
    """The moderator who asked is told; both find everything in the history."""
    claim = await asked(world, Wanted.OTHER, "Which shop?")
    await world.do(notes.write, claim.id, "The one by the bridge", by=world.installer, now=LATER)
    back = await world.claim(claim.id)
    assert back.state is ClaimState.IN_REVIEW
    (told,) = await world.told(world.moderator, NoteAbout)
    assert isinstance(told, NoteAbout)
    assert (told.text, told.own) == ("The one by the bridge", False)
    happened = await world.do(history_of, back)
    assert [one.note.text if one.note else "" for one in happened] == ["", "Which shop?", "The one by the bridge"]


async def test_a_moderators_note_reaches_the_partner_alone(world: World) -> None:
    claim = await world.in_review(world.installer)
    await world.do(notes.write, claim.id, "Looks fine", by=world.moderator, now=NOW)
    assert len(await world.told(world.installer, NoteAbout)) == 1
    assert await world.told(world.moderator, NoteAbout) == []
    assert (await world.claim(claim.id)).state is ClaimState.IN_REVIEW


async def test_who_may_not(world: World) -> None:
    claim = await world.in_review(world.installer)
    ask: dict[str, Any] = {"version": claim.version, "wanted": Wanted.PHOTO, "now": NOW}
    with pytest.raises(NotAllowed):
        await world.do(asking.ask, claim.id, by=world.installer, **ask)
    own = await world.in_review(world.installer, number="9")
    with pytest.raises(NoteMissing):
        await world.do(
            asking.ask, own.id, by=world.moderator, **(ask | {"version": own.version, "wanted": Wanted.OTHER})
        )
    with pytest.raises(ClaimMovedOn):
        await world.do(asking.ask, claim.id, by=world.moderator, **(ask | {"version": claim.version + 1}))
    with pytest.raises(NotYours):
        await world.do(notes.write, claim.id, "hello", by=world.seller, now=NOW)
    with pytest.raises(NoteMissing):
        await world.do(notes.write, claim.id, "  ", by=world.installer, now=NOW)
    await world.do(asking.ask, claim.id, by=world.moderator, **ask)
    with pytest.raises((NotInReview, ClaimMovedOn, OwnClaim)):
        await world.do(asking.ask, claim.id, by=world.moderator, **ask)


async def test_an_asked_claim_cannot_be_approved_meanwhile(world: World) -> None:
    claim = await asked(world)
    with pytest.raises(NotInReview):
        await world.do(decisions.approve, claim.id, version=claim.version, by=world.moderator, now=NOW)
