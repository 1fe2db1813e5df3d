"""A tap on a message that is deleted before it is answered: its work is done, and what follows is said below."""

from sandbox.model import Button, Message
from tests.conversations.selling import button, said, sell
from tests.stage import Human, Stage


async def taps_and_deletes(human: Human, message: Message, tapped: Button) -> None:
    """The tap is on its way when the message goes."""
    human.phone.tap(message, tapped)
    human.stage.sandbox.world.delete(message)
    await human.stage.settle()


async def test_a_verdict_on_a_card_that_goes_counts_and_the_card_comes_below(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await sell(ivan)
    await taps_and_deletes(owner, *button(owner, said(owner, "Approve")))
    assert await ivan.balance() == 240
    assert "4411" in owner.heard
