"""/announce: one message to everybody, seen and counted before it goes, and told to each once."""

import pytest
from sqlalchemy import func, select

from core.channel.tables import OutboxRow
from core.outreach.announcing import Announced
from core.people.roles import Role
from sandbox.model import Photo
from tests.conversations.selling import button, said
from tests.stage import Human, Stage, invoice


@pytest.fixture
async def crew(stage: Stage, owner: Human) -> list[Human]:
    """Three partners."""
    return [await stage.member(name, owner=owner) for name in ("Ivan", "Anna", "Petr")]


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_everybody_gets_the_message_as_it_was_sent(
    stage: Stage, owner: Human, crew: list[Human], language: str
) -> None:
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, language=language, company=None)
    await mara.says("/announce")
    await mara.says("New boilers from Monday")
    assert said(mara, "This goes to <b>{n} person</b>.", "This goes to <b>{n} people</b>.", 4) in mara.heard
    assert all("New boilers" not in one.screen for one in crew)
    await mara.taps(said(mara, "Send to {n}", n=4))
    for one in (*crew, owner):
        await one.until("New boilers from Monday")
    told = said(
        mara, "Your announcement has been sent to {n} person.", "Your announcement has been sent to {n} people.", 4
    )
    await mara.until(told)


async def test_a_photo_stays_a_photo(stage: Stage, owner: Human, crew: list[Human]) -> None:
    """And is no sale."""
    await owner.says("/announce")
    await owner.sends_photo(invoice("poster"), "Look!")
    await owner.taps(said(owner, "Send to {n}", n=3))
    await crew[0].until("Look!")
    assert isinstance(crew[0].last_message.media, Photo)


async def test_two_taps_send_it_once(stage: Stage, owner: Human, crew: list[Human]) -> None:
    await owner.says("/announce")
    await owner.says("Only once")
    message, sends = button(owner, said(owner, "Send to {n}", n=3))
    await owner.taps_on(message, sends)
    await owner.taps_on(message, sends)
    await crew[2].until("Only once")
    async with stage.service.db.read() as session:
        written = select(func.count()).select_from(OutboxRow).where(OutboxRow.kind == Announced.kind)
        assert await session.scalar(written) == 3


async def test_what_is_not_sent_reaches_nobody(stage: Stage, owner: Human, crew: list[Human]) -> None:
    await owner.says("/announce")
    await owner.says("A mistake")
    await owner.taps(owner.t("Do not send"))
    assert owner.heard == said(owner, "Not sent.")
    await owner.says("/announce")
    await owner.says("/cancel")
    await owner.says("Just words")
    assert all("Just words" not in one.screen and "A mistake" not in one.screen for one in crew)


async def test_another_message_takes_its_place(stage: Stage, owner: Human, crew: list[Human]) -> None:
    await owner.says("/announce")
    await owner.says("With a tpyo")
    await owner.taps(owner.t("Another message"))
    await owner.says("Without a typo")
    await owner.taps(said(owner, "Send to {n}", n=3))
    await crew[0].until("Without a typo")
    assert "tpyo" not in crew[0].screen


async def test_who_cannot_be_reached_is_counted_and_left_alone(stage: Stage, owner: Human, crew: list[Human]) -> None:
    await crew[0].blocks()
    await owner.says("/announce")
    await owner.says("Hello all")
    lost = said(
        owner,
        "{n} of them cannot be reached now: the bot is blocked there.",
        "{n} of them cannot be reached now: the bot is blocked there.",
        1,
    )
    assert lost in owner.heard
    await owner.taps(said(owner, "Send to {n}", n=3))
    await crew[1].until("Hello all")


async def test_an_album_and_a_sticker_are_asked_for_anew(stage: Stage, owner: Human, crew: list[Human]) -> None:
    await owner.says("/announce")
    await owner.sends_album([invoice("a"), invoice("b")])
    words = said(owner, "An announcement is one message. Send a single photo or video, with the words below it.")
    assert [told for told in owner.all_heard if told == words] == [words]
    await owner.sends_sticker()
    assert owner.heard == said(owner, "This cannot be announced. Send a text, a photo, a video or a file.")


async def test_partners_and_moderators_announce_nothing(stage: Stage, owner: Human, crew: list[Human]) -> None:
    told = said(crew[0], "Only managers and owners write to everybody. What you can do is under /help.")
    await crew[0].says("/announce")
    assert crew[0].heard == told
    assert await crew[0].forges(crew[0].last_message, "ann:launch:1") == told


async def test_with_nobody_there_is_nothing_to_announce(stage: Stage, owner: Human) -> None:
    await owner.says("/announce")
    await owner.says("Anybody?")
    assert owner.heard == said(owner, "There is nobody to tell yet. /invite brings people in.")
