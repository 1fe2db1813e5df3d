"""Cards: one message through all versions, whatever comes between."""

from sqlalchemy import update

from core.channel.tables import CardRow
from sandbox.faults import FaultKind
from tests.bot.asking import eventually
from tests.conversations.selling import button, describe, said, sell
from tests.stage import Human, Stage, invoice


def sales(human: Human) -> list[str]:
    """Messages that show a sale being described or sent."""
    new = said(human, "<b>New sale</b>, no photo yet").partition(",")[0]
    return [text for text in human.all_heard if text.startswith((new, "⏳"))]


async def test_a_card_that_is_gone_is_sent_anew(stage: Stage, ivan: Human, owner: Human) -> None:
    """Deleted, or too old to be edited: what it has to say is said all the same."""
    await sell(ivan)
    card, _ = button(owner, said(owner, "Approve"))
    stage.sandbox.world.delete(card)
    await ivan.taps(said(ivan, "Withdraw"))
    await ivan.taps(ivan.buttons[0])
    assert owner.last_message.message_id > card.message_id
    assert said(owner, "Approve") not in owner.buttons


async def test_the_next_version_waits_for_the_message_of_the_last(stage: Stage, ivan: Human) -> None:
    """Taps faster than Telegram answers change one message; they do not send another one each."""
    await ivan.sends_photo(invoice("4411"))
    stage.sandbox.world.faults.add(FaultKind.SLOW, delay=0.05)
    message, boiler = button(ivan, "Boiler 24 kW")
    _, radiator = button(ivan, "Radiator")
    for found in (boiler, radiator, boiler):
        ivan.phone.tap(message, found)
    await stage.settle()
    assert "2" in ivan.buttons
    assert len(sales(ivan)) == 1


async def test_a_first_version_lost_in_an_outage_is_one_card_afterwards(stage: Stage, ivan: Human) -> None:
    """All that happened meanwhile is on it."""
    faults = stage.sandbox.world.faults
    faults.add(FaultKind.RESET_BEFORE, methods=["sendMessage", "getMe"])
    ivan.phone.send_photo(ivan.bot, invoice("4411"))
    await eventually(lambda: any(fault.happened for fault in faults.active))
    ivan.phone.send_photo(ivan.bot, invoice("4412"))
    await eventually(lambda: len(stage.sandbox.world.queue(stage.bot)) == 0)
    faults.clear()
    await stage.settle()
    assert len(sales(ivan)) == 1


async def test_a_typed_answer_leaves_one_card_with_buttons(stage: Stage, ivan: Human) -> None:
    """Also when taking the buttons off the old one is refused for a while."""
    stage.sandbox.world.faults.add(FaultKind.TOO_MANY, times=1, methods=["editMessageReplyMarkup"])
    await describe(ivan)
    with_buttons = [message for message in ivan.messages if message.by_bot and message.buttons]
    assert len(with_buttons) == 1


async def test_a_copy_that_a_kill_left_leads_back_to_the_card(stage: Stage, ivan: Human) -> None:
    """A card sent, and nobody noted where: the newest message is the copy, and the card goes on above it."""
    await describe(ivan)
    copy, send = button(ivan, said(ivan, "Send"))
    first = next(message for message in ivan.messages if message.by_bot)
    where = update(CardRow).where(CardRow.message_id == copy.message_id)
    await stage.run(lambda session: session.execute(where.values(message_id=first.message_id, shown=None)))
    await ivan.taps(said(ivan, "Quantity"))
    _, three = button(ivan, "3")
    ivan.phone.tap(first, three)
    await stage.settle()
    toast = await ivan.taps_on(copy, send)
    assert toast == said(ivan, "This button is out of date. Look at the sale as it is now and tap once more.")
    assert [message.message_id for message in ivan.messages if message.buttons] == [ivan.last_message.message_id]
    assert ivan.last_message.message_id > copy.message_id
    await ivan.taps(said(ivan, "Send"))
    assert ivan.last_message.text.startswith("⏳")
    assert "×\N{NO-BREAK SPACE}3" in ivan.last_message.text


async def test_an_answer_on_a_copy_is_taken_and_the_card_comes_below(stage: Stage, ivan: Human) -> None:
    await describe(ivan)
    await ivan.taps(said(ivan, "Quantity"))
    copy, three = button(ivan, "3")
    first = next(message for message in ivan.messages if message.by_bot)
    where = update(CardRow).where(CardRow.message_id == copy.message_id)
    await stage.run(lambda session: session.execute(where.values(message_id=first.message_id, shown=None)))
    await ivan.taps_on(copy, three)
    assert [message.message_id for message in ivan.messages if message.buttons] == [ivan.last_message.message_id]
    assert "×\N{NO-BREAK SPACE}3" in ivan.last_message.text
