"""Many taps on one sale, and many photos of it: one claim, with all its pictures, shown once."""

import random

from sqlalchemy import select

from core.claims import drafts, evidence, receiving, submission
from core.claims.claim import Asking, ClaimState, DraftState
from core.claims.refusals import DraftClosed, DraftMovedOn, OwnDuplicate
from core.claims.tables import ClaimRow, DraftRow, EvidenceRow
from core.ids import EvidenceId
from tests.core.claims.world import NOW, World, announced, checked
from tests.core.people.world import join
from tests.races.conftest import race

ROUNDS = 10


async def test_a_sale_sent_by_many_taps_is_one_claim(world: World) -> None:
    for number in range(ROUNDS):
        draft = await world.describes(world.installer, number=f"T-{number}")
        won, told = await race(
            *(world.do(submission.submit, draft.id, by=world.installer, now=NOW, seen=draft.version) for _ in range(6))
        )
        assert len(won) == 1
        assert {type(refusal) for refusal in told} <= {DraftClosed, DraftMovedOn}
    assert await world.count(ClaimRow) == ROUNDS


async def test_a_sale_sent_and_cancelled_at_once_is_one_or_the_other(world: World) -> None:
    sent = 0
    for number in range(ROUNDS):
        draft = await world.describes(world.installer, number=f"C-{number}")
        won, told = await race(
            world.do(submission.submit, draft.id, by=world.installer, now=NOW),
            world.do(drafts.drop, draft.id, by=world.installer, now=NOW),
        )
        assert (len(won), len(told)) == (1, 1)
        sent += won[0].state is DraftState.SUBMITTED
    assert await world.count(ClaimRow) == sent


async def test_one_document_in_two_drafts_of_one_person_is_one_claim(world: World) -> None:
    """Two phones, two captions, one invoice."""
    for number in range(ROUNDS):
        pair = [await world.describes(world.installer, number=f"D-{number}") for _ in range(2)]
        won, told = await race(*(world.do(submission.submit, draft.id, by=world.installer, now=NOW) for draft in pair))
        assert len(won) == 1
        assert isinstance(told[0], OwnDuplicate)
    assert await world.count(ClaimRow) == ROUNDS


async def test_of_two_people_with_one_document_at_least_one_is_asked(world: World) -> None:
    """Whoever is second hears of the first, however close behind he is."""
    mate = await join(world.db, world.owner.id, name="Коля")
    for number in range(ROUNDS):
        pair = [(by, await world.describes(by, number=f"S-{number}")) for by in (world.installer, mate)]
        won, told = await race(*(world.do(submission.submit, draft.id, by=by, now=NOW) for by, draft in pair))
        assert told == []
        assert sorted(draft.asking is Asking.DUPLICATE for draft in won) == [False, True]


async def test_the_pictures_of_an_album_reach_one_sale_in_any_order(world: World) -> None:
    """The first ones may be stored, and the sale described, while the last are still on their way."""
    dice = random.Random(3)
    for number in range(ROUNDS):
        pictures = [
            announced("" if page else f"ABC-100 x2 №{number}9", album_key=f"album-{number}") for page in range(6)
        ]
        dice.shuffle(pictures)
        halves = pictures[:3], pictures[3:]
        for half in halves:
            won, told = await race(
                *(world.do(receiving.receive_picture, world.seller, one, sent_at=NOW, now=NOW) for one in half),
            )
            assert (len(won), told) == (3, [])
        await arrive(world, await awaited(world), dice)
    assert await world.count(DraftRow) == ROUNDS
    assert await world.count(EvidenceRow) == 6 * ROUNDS
    assert await world.count(ClaimRow) == ROUNDS
    shown = [subject for kind, subject in await world.cards(world.moderator) if kind == "review"]
    assert len(shown) == len(set(shown)) == ROUNDS


async def test_a_claim_whose_pictures_arrive_at_once_is_shown_once(world: World) -> None:
    """While the last tap is made."""
    for number in range(ROUNDS):
        draft = await world.describes(world.installer, number=f"P-{number}")
        for _ in range(4):
            page = announced(album_key=f"pages-{number}")
            await world.do(receiving.receive_picture, world.installer, page, sent_at=NOW, now=NOW)
        due = await awaited(world)
        assert len(due) == 5
        won, told = await race(
            *(world.do(evidence.store, one, checked(f"{number}:{one}"), now=NOW) for one in due),
            world.do(submission.submit, draft.id, by=world.installer, now=NOW),
        )
        assert (len(won), told) == (6, [])
        more = await world.do(drafts.newest_open, world.installer)
        if more is not None:
            await world.do(drafts.drop, more.id, by=world.installer, now=NOW)
    async with world.db.read() as session:
        assert set(await session.scalars(select(ClaimRow.state))) == {ClaimState.IN_REVIEW}
    assert len(await world.cards(world.moderator)) == ROUNDS


async def awaited(world: World) -> list[EvidenceId]:
    return [item.id for item in await world.do(evidence.awaiting, now=NOW)]


async def arrive(world: World, due: list[EvidenceId], dice: random.Random) -> None:
    """All pictures' bytes at once, each twice."""
    twice = due * 2
    dice.shuffle(twice)
    won, told = await race(*(world.do(evidence.store, one, checked(f"file {one}"), now=NOW) for one in twice))
    assert (len(won), told) == (len(twice), [])
