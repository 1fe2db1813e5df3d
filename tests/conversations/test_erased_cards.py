"""What somebody erased had handed over or practised leaves the phones of those who decide: name, photo and buttons."""

from datetime import timedelta

from sqlalchemy import select

from core.channel.outbox import OutboxState
from core.channel.tables import OutboxRow
from core.people.roles import Role
from sandbox.model import Message
from tests.conversations.selling import said, sell
from tests.conversations.test_handed import hands_over
from tests.conversations.test_practice import begins
from tests.stage import Human, Stage

SENT_PHOTO_HAS_LEFT = "Whoever sent this photo has left. Nothing is left to fill in."


async def test_a_handed_photo_is_forgotten_on_every_phone(stage: Stage, owner: Human) -> None:
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    ivan = await stage.member("Ivan", owner=owner)
    await hands_over(ivan)
    photos = {human: human.last_message.media for human in (masha, owner)}
    await _erases(stage, ivan)
    for human, photo in photos.items():
        card = _card(human, SENT_PHOTO_HAS_LEFT)
        assert card.media not in {None, photo}
        assert not card.buttons
    assert "Ivan" not in masha.screen
    async with stage.service.db.read() as session:
        failed = list(await session.scalars(select(OutboxRow.kind).where(OutboxRow.state == OutboxState.FAILED.value)))
    assert failed == []


async def test_a_practice_sale_is_forgotten_too(stage: Stage, owner: Human) -> None:
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, company=None)
    ivan = await stage.member("Ivan", owner=mara)
    await begins(ivan)
    await sell(ivan, "4411")
    photo = mara.last_message.media
    await _erases(stage, ivan)
    card = _card(mara, "The practice sale is deleted.")
    assert card.media not in {None, photo}
    assert not card.buttons


async def _erases(stage: Stage, human: Human) -> None:
    await human.says("/privacy")
    await human.taps(human.t("Erase my data"))
    await human.taps(human.t("Erase for good"))
    await stage.move(timedelta(minutes=3))


def _card(human: Human, text: str) -> Message:
    found = [message for message in human.messages if message.text == said(human, text)]
    assert len(found) == 1, human.screen
    return found[0]
