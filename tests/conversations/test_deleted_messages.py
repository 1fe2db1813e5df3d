"""A tap on a message that is deleted before it is answered: its work is done, and what follows is said below."""

from sqlalchemy import func, select

from core.channel.outbox import OutboxState
from core.channel.tables import OutboxRow
from sandbox.model import Button, Message
from tests.conversations.earning import earn
from tests.conversations.selling import button, said, sell
from tests.conversations.test_prizes import offer
from tests.stage import Human, Stage


async def taps_and_deletes(human: Human, message: Message, tapped: Button) -> None:
    """The tap is on its way when the message goes."""
    human.phone.tap(message, tapped)
    human.stage.sandbox.world.delete(message)
    await human.stage.settle()


async def amiss(stage: Stage) -> int:
    """Messages that did not arrive."""
    failed = select(func.count()).where(OutboxRow.state.in_((OutboxState.FAILED, OutboxState.UNKNOWN)))
    async with stage.service.db.read() as session:
        return (await session.scalars(failed)).one()


async def test_a_verdict_on_a_card_that_goes_counts_and_the_card_comes_below(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await sell(ivan)
    await taps_and_deletes(owner, *button(owner, said(owner, "Approve")))
    assert await ivan.balance() == 240
    assert "4411" in owner.heard


async def test_the_screen_after_one_that_goes_is_a_message_of_its_own(stage: Stage, owner: Human) -> None:
    """Once, and without a sound; its buttons lead on."""
    await owner.says("/programme")
    before = len(owner.messages)
    await taps_and_deletes(owner, *button(owner, owner.t("Points")))
    assert owner.heard.startswith(owner.t("Points"))
    assert len(owner.messages) == before
    assert owner.last_message.silent
    await owner.taps(owner.t("← Back"))
    assert owner.heard == f"Warm Club\n\n{owner.t('What shall I change?')}"
    assert len(owner.messages) == before
    assert await amiss(stage) == 0


async def test_a_groups_screen_that_goes_is_sent_to_the_group(stage: Stage, owner: Human) -> None:
    """An administrator cleans up while another taps."""
    group = await owner.makes_group("Review", [])
    await owner.adds_bot(group)
    await owner.says("/bind", chat=group)
    private = len(owner.messages)
    screen = owner.last_message_in(group)
    await taps_and_deletes(owner, screen, screen.buttons[0][0])
    assert owner.last_message_in(group) is not screen
    assert owner.buttons_in(group) == [said(owner, "Only here")]
    assert len(owner.messages) == private


async def test_a_picture_that_goes_is_shown_anew_with_the_next_one(stage: Stage, owner: Human) -> None:
    """The shelf of prizes is turned page by page."""
    ivan = await stage.member("Ivan", owner=owner)
    await earn(ivan, 500, document_no="1")
    await offer(owner, "Thermos", 300)
    await offer(owner, "Kettle", 400)
    await ivan.says("/prizes")
    first = ivan.last_message
    assert first.media is not None
    await taps_and_deletes(ivan, *button(ivan, "▶"))
    assert ivan.last_message.media is not None
    assert ivan.last_message.media is not first.media
    assert ("Kettle" in ivan.heard) is ("Thermos" in first.text)


async def test_a_return_from_a_card_that_goes_is_asked_and_taken_below(stage: Stage, owner: Human) -> None:
    """The card has a picture, the questions in its place have words alone."""
    ivan = await stage.member("Ivan", owner=owner)
    await sell(ivan)
    await owner.taps(said(owner, "Approve"))
    await ivan.says("/claims")
    await ivan.taps("4411")
    await taps_and_deletes(ivan, *button(ivan, said(ivan, "↩️ Returned by the buyer")))
    await ivan.taps("1")
    await ivan.taps(said(ivan, "Yes, it came back"))
    assert await ivan.balance() == 120


async def test_buttons_that_were_to_go_with_their_message_are_no_trouble(stage: Stage, owner: Human) -> None:
    """A question out of date is refused, and would have lost its buttons."""
    ivan = await stage.member("Ivan", owner=owner)
    await sell(ivan)
    await owner.taps(said(owner, "Decline"))
    await owner.taps(said(owner, "Other reason"))
    await owner.says("Not our boiler")
    question = button(owner, said(owner, "Decline for good"))
    await ivan.taps(said(ivan, "Withdraw"))
    await ivan.taps(ivan.buttons[0])
    await taps_and_deletes(owner, *question)
    assert await amiss(stage) == 0
