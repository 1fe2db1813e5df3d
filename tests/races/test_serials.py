"""One serial number in several hands at once: held by one claim, and paid for once."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims import decisions, submission
from core.claims.claim import Asking, SameAs
from core.claims.draft_rows import load
from core.claims.drafting import Draft
from core.claims.drafts import put_line
from core.claims.refusals import LooksTheSame, SerialTaken
from core.claims.second_look import Confirmed
from core.claims.serial_tables import ClaimSerialRow
from core.ids import ClaimId
from core.people.persons import Person
from tests.core.claims.world import NOW, World
from tests.core.people.world import join
from tests.races.conftest import proven, race

ROUNDS = 8


async def described(world: World, by: Person, number: str, serial: str) -> Draft:
    draft = await world.describes(by, number=number, quantity=1)

    async def bear(session: AsyncSession) -> Draft:
        return await put_line(session, await load(session, draft.id), at=0, serials=(serial,))

    return await world.db.run(bear)


async def holders(world: World) -> dict[str, int]:
    """How many claims hold each number."""
    async with world.db.read() as session:
        held = list(await session.scalars(select(ClaimSerialRow.serial_key).where(ClaimSerialRow.held)))
    return {key: held.count(key) for key in held}


async def test_of_two_who_send_one_number_at_least_one_is_asked(world: World) -> None:
    """On different documents: the number alone tells."""
    mate = await join(world.db, world.owner.id, name="Коля")
    for number in range(ROUNDS):
        people = (world.installer, mate)
        pair = [await described(world, by, f"{by.id}-{number}", f"77Q-{number}") for by in people]
        won, told = await race(
            *(world.do(submission.submit, one.id, by=by, now=NOW) for by, one in zip(people, pair, strict=True))
        )
        assert told == []
        assert sorted(draft.asking is Asking.DUPLICATE for draft in won) == [False, True]
        late = next(draft for draft in won if draft.asking is Asking.DUPLICATE)
        by = next(person for person in people if person.id == late.person_id)
        await world.do(submission.submit, late.id, by=by, now=NOW, same_as=SameAs.NOT_SURE)
    assert set((await holders(world)).values()) == {1}
    assert len(await holders(world)) == ROUNDS


async def test_two_moderators_pay_one_number_once(world: World) -> None:
    """Each approves one of two sales with the same number at once, whatever he is asked to confirm."""
    mate = await join(world.db, world.owner.id, name="Коля")
    for number in range(ROUNDS):
        claims = []
        for by in (world.installer, mate):
            draft = await described(world, by, f"{by.id}-{number}", f"77Q-{number}")
            sent = await world.do(submission.submit, draft.id, by=by, now=NOW, same_as=SameAs.ANOTHER)
            assert sent.claim_id is not None
            claims.append(sent.claim_id)
        await world.fetches()
        pairs = zip(claims, reversed(claims), (world.moderator, world.owner), strict=True)
        won, told = await race(*(_pays(world, claim, beside, by) for claim, beside, by in pairs))
        assert (len(won), [type(refusal) for refusal in told]) == (1, [SerialTaken])
    assert set((await holders(world)).values()) == {1}
    await proven(world)


async def _pays(world: World, claim: ClaimId, beside: ClaimId, by: Person) -> ClaimId:
    """Approve, and confirm where that is asked."""
    confirmed = None
    for _ in range(3):
        try:
            await world.do(
                decisions.approve, claim, version=await _version(world, claim), by=by, now=NOW, confirmed=confirmed
            )
        except LooksTheSame as asked:
            confirmed = Confirmed(claim_id=beside, paid=asked.paid)
        else:
            return claim
    raise AssertionError("asked again and again")


async def _version(world: World, claim: ClaimId) -> int:
    return (await world.claim(claim)).version
