"""What nobody asked for: kind words, the truth over old buttons, and people who leave and return."""

import pytest
from sqlalchemy import select, update

from core.channel.outbox import OutboxState
from core.channel.tables import OutboxRow
from core.people.persons import Person
from core.people.roles import Role, Status
from core.people.tables import PersonRow
from tests.conversations.links import invite_link
from tests.stage import Human, Stage


@pytest.fixture
async def vera(stage: Stage, owner: Human) -> Human:
    """A viewer: nothing of the sale's flow listens to her."""
    return await stage.member("Vera", owner=owner, role=Role.VIEWER, company=None)


async def test_whatever_is_not_understood_is_answered_with_what_can_be_done(vera: Human) -> None:
    for something in (vera.sends_voice(), vera.sends_sticker(), vera.says("Привет"), vera.says("x" * 4096)):
        await something
        assert vera.heard == vera.t("I do not know what to do with this. Here is what you can do:")
        assert vera.t("🏆 Top") in vera.buttons


async def test_a_command_that_is_none(vera: Human) -> None:
    await vera.says("/constructor")
    assert vera.heard == vera.t("There is no such command. Here is what you can do:")


async def test_a_button_of_no_screen_is_told_so(vera: Human) -> None:
    await vera.says("/help")
    heard = vera.heard
    for data in ("unknown:1", "why:x", "top:century", "open:nowhere", "inv:make", "shown:boss", "good:gold"):
        assert await vera.forges(vera.last_message, data) == vera.t(
            "This button is out of date. Open the screen anew: the keys below or ❓ lead there."
        )
    assert vera.heard == heard


async def test_a_strangers_forged_tap_changes_nothing(stage: Stage, owner: Human) -> None:
    ivan = stage.newcomer("Ivan")
    await ivan.says("/start")
    for data in ("open:invite", "open:products", "inv:make:partner::::1:7:0", "su:done:", "agree:rules:1", "enter"):
        assert await ivan.forges(ivan.last_message, data) is not None
    assert len([one for one in ivan.messages if one.by_bot]) == 1
    assert owner.heard != ivan.heard


async def test_nothing_to_cancel(vera: Human) -> None:
    await vera.says("/cancel")
    assert vera.heard == vera.t("There is nothing to cancel.")


async def held(stage: Stage, person: Person) -> int:
    async with stage.service.db.read() as session:
        rows = await session.scalars(
            select(OutboxRow.id).where(OutboxRow.person_id == person.id, OutboxRow.state == OutboxState.HELD)
        )
        return len(rows.all())


async def test_what_somebody_missed_while_the_bot_was_blocked_comes_with_the_return(stage: Stage, owner: Human) -> None:
    await owner.blocks()
    ivan = stage.newcomer("Ivan")
    await ivan.opens(await invite_link(owner, role=Role.VIEWER))
    await ivan.taps(f"⬜ {ivan.t('Programme rules')}")
    await ivan.taps(f"⬜ {ivan.t('My personal data')}")
    await ivan.taps(ivan.t("Go on →"))
    await ivan.taps("Ivan")
    assert "Ivan" not in owner.screen
    assert await held(stage, await owner.member()) == 1
    await owner.unblocks()
    await owner.until("Ivan")
    assert await held(stage, await owner.member()) == 0


async def test_somebody_kept_out_hears_it_once(stage: Stage, owner: Human, vera: Human) -> None:
    person = await vera.member()
    await stage.run(
        lambda session: session.execute(
            update(PersonRow).where(PersonRow.id == person.id).values(status=Status.BLOCKED.value)
        )
    )
    await vera.says("/top")
    assert "help@heat.example" in vera.heard
    count = len(vera.messages)
    await vera.says("/start")
    await vera.says("/help")
    assert not any(one.by_bot for one in vera.messages[count:])
    assert owner.heard != vera.heard


async def test_nothing_is_said_in_a_group(stage: Stage, owner: Human) -> None:
    """Somebody took the bot into a group: what is one person's stays in the own chat."""
    group = {"id": -1001, "type": "supergroup", "title": "Installers"}
    sender = {"id": owner.person.id, "is_bot": False, "first_name": "Olga", "language_code": "ru"}
    date = int(stage.now().timestamp())
    for number, text in enumerate(("/balance", "/start", owner.t("💰 Balance"), "Привет")):
        message = {"message_id": number + 1, "date": date, "chat": group, "from": sender, "text": text}
        stage.sandbox.world.queue(stage.bot).put_raw("message", message, chat_id=-1001)
    await stage.settle()
    async with stage.service.db.read() as session:
        assert (await session.scalars(select(OutboxRow.id).where(OutboxRow.chat_id == -1001))).all() == []
