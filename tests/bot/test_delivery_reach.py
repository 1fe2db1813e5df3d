"""People who cannot be reached: what they have to know waits for their return."""

from sandbox.faults import FaultKind
from tests.bot.asking import eventually
from tests.conversations.selling import said, sell
from tests.stage import Human, Stage


def verdicts(human: Human) -> int:
    return sum(text.startswith("+240") for text in human.all_heard)


async def test_a_verdict_waits_for_whoever_blocked_the_bot(stage: Stage, ivan: Human, owner: Human) -> None:
    """It is told at the return, once, and the points were never in question."""
    await sell(ivan)
    await ivan.blocks()
    await owner.taps(said(owner, "Approve"))
    assert await ivan.balance() == 240
    assert verdicts(ivan) == 0
    await ivan.unblocks()
    await ivan.says("/start")
    await eventually(lambda: verdicts(ivan) == 1, ivan)
    await stage.settle()
    assert verdicts(ivan) == 1


async def test_telegram_says_so_first(stage: Stage, ivan: Human, owner: Human) -> None:
    """A block that we only learn of when a message is refused: nobody else's messages suffer."""
    await sell(ivan)
    world = stage.sandbox.world
    fault = world.faults.add(FaultKind.FORBIDDEN, chat_id=ivan.person.id)
    await owner.taps(said(owner, "Approve"))
    assert owner.heard.startswith("✅")
    world.faults.remove(fault)
    await ivan.says("/start")
    await eventually(lambda: verdicts(ivan) == 1, ivan)


async def test_whoever_left_telegram_costs_one_call(stage: Stage, ivan: Human, owner: Human) -> None:
    await sell(ivan)
    ivan.phone.delete_account()
    await owner.taps(said(owner, "Approve"))
    await stage.prove()
    calls = stage.sandbox.world.calls
    refused = [call for call in calls.latest if call.chat_id == ivan.person.id and call.code >= 400]
    assert 1 <= len(refused) <= 3
