"""Presses at once upon one thing: exactly one effect, and every loser hears what is true."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from core.claims import appeals, changes, decisions, receiving, returns, submission, verdicts
from core.claims.claim import ClaimState, DeclineReason, Verdict
from core.claims.refusals import (
    AlreadyDecided,
    ClaimMovedOn,
    DraftClosed,
    DraftMovedOn,
    NothingToReturn,
    NotInReview,
    ReturnMovedOn,
    SecondIsAnother,
    TooLateToUndo,
)
from core.claims.tables import ClaimRow, DecisionRow, DraftRow, EvidenceRow
from core.claims.taking import TakenByAnother
from core.claims.verdict_tables import AppealRow, ReturnRow
from core.ids import OrderId, Points
from core.points import activation, holds
from core.points.kinds import TransactionKind
from core.points.refusals import InsufficientPoints
from core.points.statement import balance
from core.points.tables import TransactionRow
from core.rewards import orders
from tests.core.claims.world import NOW, announced
from tests.races.scene import APPROVE, DECLINE, LATER, SALE, Scene, gives, is_returned, settles, undoes, verdict_of


async def sending(scene: Scene) -> None:
    """The last tap of a sale, again and again."""
    scene.number += 1
    world = scene.world
    draft = await world.describes(world.installer, number=f"P-{scene.number}")
    won, told = await scene.at_once(
        [
            world.do(submission.submit, draft.id, by=world.installer, now=NOW, seen=draft.version)
            for _ in range(scene.presses())
        ]
    )
    assert len(won) == 1
    assert {type(refusal) for refusal in told} <= {DraftClosed, DraftMovedOn}
    assert await scene.count(ClaimRow, ClaimRow.document_no == f"P-{scene.number}") == 1


async def album(scene: Scene) -> None:
    """Two to ten pictures of one album, all at the same moment: one sale, each of them in it."""
    world, pages = scene.world, scene.dice.randint(2, 10)
    scene.number += 1
    before = await scene.count(DraftRow), await scene.count(EvidenceRow)
    pictures = [
        announced("" if page else f"ABC-100 x2 №A-{scene.number}", album_key=f"album-{scene.number}")
        for page in range(pages)
    ]
    won, told = await scene.at_once(
        [world.do(receiving.receive_picture, world.seller, one, sent_at=NOW, now=NOW) for one in pictures]
    )
    assert (len(won), told) == (pages, [])
    assert (await scene.count(DraftRow), await scene.count(EvidenceRow)) == (before[0] + 1, before[1] + pages)


async def deciding(scene: Scene) -> None:
    """Approvals and declines of four people."""
    await scene.options(undo_seconds=0)
    claim = await scene.sale()
    hands = [(scene.dice.choice((APPROVE, DECLINE)), by) for by in scene.some(scene.deciders)]
    won, told = await scene.at_once([gives(scene, claim, by, said) for said, by in hands])
    assert len(won) == 1
    assert {type(refusal) for refusal in told} <= {AlreadyDecided, ClaimMovedOn, TakenByAnother}
    assert {refusal.verdict for refusal in told if isinstance(refusal, AlreadyDecided)} <= {won[0].verdict}
    scene.earned += won[0].points
    assert await scene.count(DecisionRow, DecisionRow.claim_id == claim.id) == 1
    assert await scene.posted(claim, TransactionKind.ACCRUAL) == (won[0].verdict is Verdict.APPROVE)


async def withdrawing(scene: Scene) -> None:
    """The partner takes the sale back while it is approved."""
    await scene.options(undo_seconds=0)
    claim = await scene.sale()
    runners = [gives(scene, claim, by) for by in scene.some(scene.deciders)]
    runners.append(scene.world.do(changes.withdraw, claim.id, by=scene.world.installer, now=NOW))
    won, told = await scene.at_once(runners)
    assert len(won) == 1
    assert len(told) == len(runners) - 1
    approved = (await scene.world.claim(claim.id)).state is ClaimState.APPROVED
    heard = {type(refusal) for refusal in told if not isinstance(refusal, TakenByAnother)}
    assert (AlreadyDecided not in heard) or approved
    assert (NotInReview not in heard) or not approved
    scene.earned += SALE * approved
    assert await scene.posted(claim, TransactionKind.ACCRUAL) == approved


async def undone_or_counted(scene: Scene) -> None:
    """A verdict is undone in the second in which it counts, and several replicas look whether it does."""
    await scene.options(undo_seconds=30)
    claim, by = await scene.sale(), scene.dice.choice(scene.deciders)
    await gives(scene, claim, by)
    verdict = await verdict_of(scene, claim)
    due = NOW + timedelta(seconds=30)
    backwards = [undoes(scene, verdict, by, due) for _ in range(scene.presses())]
    looks = [settles(scene, due) for _ in range(scene.dice.randint(1, 4))]
    won, told = await scene.at_once([*backwards, *looks])
    undone = [one for one in won if one == "undone"]
    assert len(undone) <= 1
    assert {type(refusal) for refusal in told} <= {TooLateToUndo}
    assert {refusal.undone for refusal in told if isinstance(refusal, TooLateToUndo)} <= {bool(undone)}
    await scene.world.do(verdicts.settle, now=due)
    counts = await scene.posted(claim, TransactionKind.ACCRUAL)
    assert counts == (not undone)
    assert await scene.count(DecisionRow, DecisionRow.claim_id == claim.id) == counts
    scene.earned += SALE * counts


async def seconding(scene: Scene) -> None:
    """Whoever approved first presses on, and two others approve as the second person."""
    await scene.options(undo_seconds=0, second_approver_above=SALE - 1)
    claim, (first, *others) = await scene.sale(), scene.dice.sample(scene.deciders, 3)
    await gives(scene, claim, first)
    verdict = await verdict_of(scene, claim)
    hands = [*scene.some([first, *others]), others[0]]
    won, told = await scene.at_once([scene.world.do(verdicts.second, verdict, by=by, now=NOW) for by in hands])
    assert len(won) == 1
    assert {type(refusal) for refusal in told} <= {AlreadyDecided, ClaimMovedOn, SecondIsAnother, TakenByAnother}
    assert await scene.posted(claim, TransactionKind.ACCRUAL) == 1
    async with scene.world.db.read() as session:
        of_two = (
            await session.execute(
                select(DecisionRow.decided_by, DecisionRow.seconded_by).where(DecisionRow.claim_id == claim.id)
            )
        ).one()
    assert of_two.decided_by == first.id
    assert of_two.seconded_by in {one.id for one in others}
    scene.earned += SALE


async def appealing(scene: Scene) -> None:
    """One look is asked for, however often; one answer raises it, however many give it."""
    world = scene.world
    await scene.options(undo_seconds=0)
    claim = await scene.sale()
    await world.do(
        decisions.decline,
        claim.id,
        version=claim.version,
        by=world.moderator,
        reason=DeclineReason.UNREADABLE,
        now=NOW,
    )
    _, told = await scene.at_once(
        [world.do(appeals.appeal, claim.id, by=world.installer, now=NOW) for _ in range(scene.presses())]
    )
    assert {type(refusal) for refusal in told} <= {ClaimMovedOn}
    assert await scene.count(AppealRow, AppealRow.claim_id == claim.id) == 1
    asked = await world.claim(claim.id)
    others = [one for one in scene.deciders if one.id != world.moderator.id]
    won, told = await scene.at_once([gives(scene, asked, by) for by in scene.some(others)])
    assert len(won) == 1
    assert {type(refusal) for refusal in told} <= {AlreadyDecided, ClaimMovedOn, TakenByAnother}
    assert await scene.posted(claim, TransactionKind.ACCRUAL) == 1
    scene.earned += SALE


async def returning(scene: Scene) -> None:
    """The partner and those who decide report the same goods."""
    claim = await scene.approved()
    won, told = await is_returned(scene, claim, NOW)
    assert len(won) == 1
    assert {type(refusal) for refusal in told} <= {ReturnMovedOn, NothingToReturn}
    assert await scene.posted(claim, TransactionKind.REVERSAL) == 1
    scene.earned -= SALE


async def ordering(scene: Scene) -> None:
    """The confirming tap of an order."""
    world, person = scene.world, scene.world.installer
    await scene.approved()
    after = await world.do(orders.newest, person.id)
    won, told = await scene.at_once(
        [
            world.do(
                orders.place, scene.prize.id, points=scene.prize.points, after=OrderId(after), by=person.id, now=NOW
            )
            for _ in range(scene.presses())
        ]
    )
    assert told == []
    assert len({order.id for order in won}) == 1
    await scene.spend_all()


async def activating(scene: Scene) -> None:
    """Points that rested can be spent: several replicas see it, and an order comes at the same moment."""
    await scene.spend_all()
    await scene.approved(hold_days=1)
    before = await scene.count(TransactionRow, TransactionRow.kind == TransactionKind.ACTIVATION.value)
    person = scene.world.installer
    scene.number += 1
    order = partial(
        holds.hold,
        programme_id=person.programme_id,
        person_id=person.id,
        points=Points(SALE),
        key=f"ordered:{scene.number}",
        reason={"kind": "order"},
        now=LATER,
    )
    wakes = [scene.world.do(activation.activate_due, now=LATER) for _ in range(scene.presses())]
    won, told = await scene.at_once([*wakes, scene.world.db.run(order)])
    assert told == []
    assert sum(won) > 0
    activated = await scene.count(TransactionRow, TransactionRow.kind == TransactionKind.ACTIVATION.value)
    assert activated == before + 1


async def returned_while_activated(scene: Scene) -> None:
    """Goods come back in the second in which their points can be spent, or are: a debt only where they were."""
    await scene.spend_all()
    claim = await scene.approved(hold_days=1)
    person, world = scene.world.installer, scene.world
    scene.number += 1
    order = partial(
        holds.hold,
        programme_id=person.programme_id,
        person_id=person.id,
        points=Points(SALE),
        key=f"ordered:{scene.number}",
        reason={"kind": "order"},
        now=LATER,
    )
    hands = [world.do(returns.report, claim.id, {}, number=1, by=by, now=LATER) for by in scene.some(scene.deciders)]
    wakes = [world.do(activation.activate_due, now=LATER) for _ in range(scene.dice.randint(1, 4))]
    _, told = await scene.at_once([*hands, *wakes, world.db.run(order)])
    assert {type(refusal) for refusal in told} <= {ReturnMovedOn, NothingToReturn, InsufficientPoints}
    ordered = not any(isinstance(refusal, InsufficientPoints) for refusal in told)
    assert await scene.count(ReturnRow, ReturnRow.claim_id == claim.id) == 1
    async with world.db.read() as session:
        found = await balance(session, person.id, programme_id=person.programme_id)
    assert (found.spendable, found.pending, found.debt) == (0, 0, SALE * ordered)
    scene.earned -= SALE
    if ordered:
        await scene.approved()  # and the next sale pays it off


Race = Callable[[Scene], Awaitable[None]]

RACES: dict[str, Race] = {
    "the last tap of a sale": sending,
    "the pictures of an album": album,
    "four who decide": deciding,
    "a verdict and a withdrawal": withdrawing,
    "undoing and counting": undone_or_counted,
    "the second person": seconding,
    "another look, and its answer": appealing,
    "a return": returning,
    "an order": ordering,
    "an activation and an order": activating,
    "a return, an activation and an order": returned_while_activated,
}
