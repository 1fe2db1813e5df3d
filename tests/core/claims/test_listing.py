"""Lists of claims are turned page by page, and every claim stands on one of them."""

from datetime import timedelta

from core.claims.listing import PAGE, ClaimsPage, Turn, own_claims
from core.ids import ClaimId
from tests.core.claims.world import NOW, World


async def test_own_claims_are_listed_newest_first(world: World) -> None:
    ids = [await world.claims(world.installer, number=str(number)) for number in (1, 2, 3)]
    await world.claims(world.seller, number="4")
    page = await world.do(own_claims, world.installer.id)
    assert (_ids(page), page.newer, page.older) == (ids[::-1], False, False)


async def test_a_long_list_is_turned_to_its_end_and_back(world: World) -> None:
    """Some were sent at one instant, which the claims' own order tells apart."""
    sent = [NOW + timedelta(minutes=number // 3) for number in range(2 * PAGE + 2)]
    newest = [await world.claims(world.installer, number=str(n), now=at) for n, at in enumerate(sent, start=1)][::-1]
    first = await world.do(own_claims, world.installer.id)
    second = await world.do(own_claims, world.installer.id, Turn(before=_ids(first)[-1]))
    third = await world.do(own_claims, world.installer.id, Turn(before=_ids(second)[-1]))
    assert [_ids(page) for page in (first, second, third)] == [
        newest[:PAGE],
        newest[PAGE : 2 * PAGE],
        newest[2 * PAGE :],
    ]
    assert [(page.newer, page.older) for page in (first, second, third)] == [(False, True), (True, True), (True, False)]
    assert await world.do(own_claims, world.installer.id, Turn(after=_ids(third)[0])) == second
    assert await world.do(own_claims, world.installer.id, Turn(after=_ids(second)[0])) == first


async def test_a_page_beside_somebody_elses_claim_is_empty(world: World) -> None:
    """A forged button tells nothing of when others sent theirs."""
    await world.claims(world.installer, number="1")
    other = await world.claims(world.seller, number="2")
    assert _ids(await world.do(own_claims, world.installer.id, Turn(before=other))) == []


def _ids(page: ClaimsPage) -> list[ClaimId]:
    return [claim.id for claim in page.claims]
