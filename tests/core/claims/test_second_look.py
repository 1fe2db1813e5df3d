"""What looks the same to those who decide: a number for half a year, a picture for good."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from core.claims import decisions, receiving, submission
from core.claims.claim import SameAs
from core.claims.claim_card import ClaimCard
from core.claims.refusals import LooksTheSame
from core.claims.second_look import Confirmed
from tests.core.claims.world import NOW, World, announced

NEXT_YEAR = NOW + timedelta(days=365)


async def told(world: World, caption: str, *, at: datetime, **picture: Any) -> ClaimCard:
    """A claim of the seller's by one caption."""
    sent = await world.do(receiving.receive_picture, world.seller, announced(caption, **picture), sent_at=at, now=at)
    draft = sent.draft
    assert draft is not None
    if draft.claim_id is None:
        draft = await world.do(submission.submit, draft.id, by=world.seller, now=at, same_as=SameAs.ANOTHER)
    assert draft.claim_id is not None
    await world.fetches(now=at)
    return await world.claim(draft.claim_id)


async def approve(world: World, claim: ClaimCard, confirmed: Confirmed | None = None) -> None:
    await world.do(
        decisions.approve, claim.id, version=claim.version, by=world.moderator, now=NEXT_YEAR, confirmed=confirmed
    )


async def test_a_number_of_last_year_is_another_document(world: World) -> None:
    """Issuers begin anew every year."""
    await approve(world, await told(world, "ABC-100 x2 №4411", at=NOW))
    await approve(world, await told(world, "ABC-100 x2 №4411", at=NEXT_YEAR))
    assert await world.balance(world.seller) == 480


async def test_a_picture_used_again_is_noticed_a_year_later(world: World) -> None:
    """By its bytes, though number and day are others and the channel knows it by another name."""
    paid = await world.in_review(world.installer)
    await approve(world, paid)
    draft = (await world.sends(world.seller, "ABC-100 x2 №9999", at=NEXT_YEAR)).draft
    assert draft is not None
    assert draft.claim_id is not None
    await world.fetches(now=NEXT_YEAR, content=paid.pictures[0].file_id)
    again = await world.claim(draft.claim_id)
    with pytest.raises(LooksTheSame) as asked:
        await approve(world, again)
    assert (asked.value.other_id, asked.value.paid) == (paid.id, True)
    with pytest.raises(LooksTheSame):
        await approve(world, again, Confirmed(claim_id=paid.id, paid=False))
    await approve(world, again, Confirmed(claim_id=paid.id, paid=True))
    assert await world.balance(world.seller) == 240
