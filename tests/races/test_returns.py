"""A return against everything that happens to the same points at the same time."""

import asyncio
import random
from functools import partial

from core.claims import decisions, returns
from core.claims.refusals import NothingToReturn, ReturnMovedOn
from core.claims.return_list import ReturnList
from core.claims.verdict_tables import ReturnRow
from core.ids import Points
from core.importing.running import DatabaseWork
from core.points import holds
from core.points.refusals import InsufficientPoints
from core.points.tables import TransactionRow
from core.sheets.sheet import Row, Sheet
from tests.core.claims.world import NOW, World
from tests.races.conftest import proven, race

ROUNDS = 8


async def test_a_return_reported_by_many_is_taken_once(world: World) -> None:
    """The partner and whoever decides, several times each."""
    for number in range(ROUNDS):
        claim = await world.in_review(world.installer, number=f"B-{number}")
        await world.do(decisions.approve, claim.id, version=claim.version, by=world.moderator, now=NOW)
        people = (world.installer, world.moderator, world.owner) * 3
        won, told = await race(*(world.do(returns.report, claim.id, {}, number=1, by=by, now=NOW) for by in people))
        assert len(won) == 1
        assert {type(refusal) for refusal in told} <= {ReturnMovedOn, NothingToReturn}
    assert await world.balance(world.installer) == 0
    assert await world.count(TransactionRow) == 2 * ROUNDS
    await proven(world)


async def test_a_list_takes_nothing_back_that_a_tap_reports_meanwhile(world: World) -> None:
    """One of two came back: the list names it, and the partner taps it at the same moment."""
    work = DatabaseWork(world.db, lambda: NOW, world.owner.programme_id, world.owner.id)
    for number in range(ROUNDS):
        claim = await world.in_review(world.installer, number=f"L-{number}")
        await world.do(decisions.approve, claim.id, version=claim.version, by=world.moderator, now=NOW)
        sheet = Sheet.of([Row(1, ("Document", "Item", "Qty")), Row(2, (f"L-{number}", "ABC-100", "1"))])
        tap = world.do(returns.report, claim.id, {1: 1}, number=1, by=world.installer, now=NOW)
        saved, tapped = await asyncio.gather(ReturnList().save(work, sheet), tap, return_exceptions=True)
        assert not isinstance(saved, BaseException)
        assert (saved["sales"], type(tapped)) in {(0, returns.Return), (1, ReturnMovedOn)}
        assert await world.count(ReturnRow) == number + 1
    await proven(world)


async def test_a_return_and_an_order_at_once(world: World) -> None:
    """Whichever comes first: the points are spent and owed, or there are none to spend."""
    dice = random.Random(5)
    for number in range(ROUNDS):
        claim = await world.in_review(world.installer, number=f"O-{number}")
        await world.do(decisions.approve, claim.id, version=claim.version, by=world.moderator, now=NOW)
        spend = partial(
            holds.hold,
            programme_id=world.installer.programme_id,
            person_id=world.installer.id,
            points=Points(200),
            key=f"order:{number}",
            reason={"kind": "order"},
            now=NOW,
        )
        runners = [
            world.do(returns.report, claim.id, {1: 2}, number=1, by=world.installer, now=NOW),
            world.db.run(spend),
        ]
        dice.shuffle(runners)
        _, told = await race(*runners)
        assert {type(refusal) for refusal in told} <= {InsufficientPoints}
        await proven(world, number=number)
