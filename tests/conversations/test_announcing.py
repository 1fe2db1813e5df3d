"""/announce: one message to everybody, seen and counted before it goes, and told to each once."""

import json

import pytest
from sqlalchemy import func, select

from core.audit.acts import Act
from core.audit.tables import AuditEntryRow
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


OFFER = "🏷 <b>An offer</b> goes only to those who agreed to advertising, with a button to refuse more."
NEWS = "📰 <b>News of the programme</b> go to everybody."


async def without_offers(human: Human) -> None:
    """Withdraws the consent to advertising."""
    await human.says("/settings")
    await human.taps(human.t("Consents"))
    await human.taps(f"✅ {human.t('Ads and offers')}")


def goes_to(human: Human, n: int) -> str:
    return said(human, "This goes to <b>{n} person</b>.", "This goes to <b>{n} people</b>.", n)


def left_out(human: Human, n: int) -> str:
    one, many = (
        "{n} person is left out: no consent to advertising.",
        "{n} people are left out: no consent to advertising.",
    )
    return said(human, one, many, n)


async def test_an_offer_goes_to_those_who_agreed_to_advertising(stage: Stage, owner: Human, crew: list[Human]) -> None:
    """One tap says so before the message; who is left out is told, and the audit log knows which it was."""
    await without_offers(crew[0])
    await owner.says("/announce")
    assert said(owner, NEWS) in owner.heard
    await owner.taps(owner.t("An offer"))
    assert said(owner, OFFER) in owner.heard
    await owner.says("Boilers at half the price")
    assert goes_to(owner, 2) in owner.heard
    assert left_out(owner, 1) in owner.heard
    await owner.taps(said(owner, "Send to {n}", n=2))
    for one in crew[1:]:
        await one.until("Boilers at half the price")
    assert "half the price" not in crew[0].screen
    async with stage.service.db.read() as session:
        last = select(AuditEntryRow.after).where(AuditEntryRow.act == Act.ANNOUNCED.value)
        assert json.loads(await session.scalar(last) or "") == {"people": 2, "advertising": True}


async def test_news_go_to_everybody_with_nothing_below(stage: Stage, owner: Human, crew: list[Human]) -> None:
    await without_offers(crew[0])
    await owner.says("/announce")
    await owner.says("Points are counted on Monday")
    assert goes_to(owner, 3) in owner.heard
    assert "🔕" not in owner.screen
    await owner.taps(said(owner, "Send to {n}", n=3))
    for one in crew:
        await one.until("Points are counted on Monday")
        assert one.last_message.buttons == ()


async def test_what_it_is_can_be_said_below_the_preview_too(stage: Stage, owner: Human, crew: list[Human]) -> None:
    await without_offers(crew[0])
    await owner.says("/announce")
    await owner.says("Boilers at half the price")
    await owner.taps(owner.t("It is an offer"))
    assert left_out(owner, 1) in owner.heard
    await owner.taps(owner.t("It is news of the programme"))
    assert goes_to(owner, 3) in owner.heard
    await owner.taps(owner.t("It is an offer"))
    await owner.taps(owner.t("Another message"))
    assert said(owner, OFFER) in owner.heard, "the next one is of the same kind"
    await owner.says("Boilers at a third")
    assert goes_to(owner, 2) in owner.heard


async def test_one_tap_below_an_offer_ends_them_and_one_brings_them_back(
    stage: Stage, owner: Human, crew: list[Human]
) -> None:
    ivan = crew[0]
    await owner.says("/announce")
    await owner.taps(owner.t("An offer"))
    await owner.says("Boilers at half the price")
    await owner.taps(said(owner, "Send to {n}", n=3))
    await ivan.until("Boilers at half the price")
    assert await ivan.taps(ivan.t("🔕 No more offers")) == said(
        ivan, "No more offers. News of the programme still come."
    )
    assert "Boilers at half the price" in ivan.heard
    await owner.says("/announce")
    await owner.taps(owner.t("An offer"))
    await owner.says("Pumps as well")
    assert left_out(owner, 1) in owner.heard
    await ivan.taps(ivan.t("↩️ Get offers again"))
    await owner.taps(said(owner, "Send to {n}", n=2))
    for one in crew:
        await one.until("Pumps as well")


async def test_an_offer_that_nobody_wants_has_no_button_to_send(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await without_offers(ivan)
    await owner.says("/announce")
    await owner.taps(owner.t("An offer"))
    await owner.says("Boilers at half the price")
    assert goes_to(owner, 0) in owner.heard
    assert said(owner, "Send to {n}", n=0) not in owner.buttons
    await owner.taps(owner.t("It is news of the programme"))
    await owner.taps(said(owner, "Send to {n}", n=1))
    await ivan.until("Boilers at half the price")
