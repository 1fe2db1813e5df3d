"""Joining: three switches, at most three questions, and what to do first."""

from datetime import timedelta

import pytest

from core.people import consents, pii
from core.people.consents import ConsentKind
from core.people.employments import employer
from core.people.roles import Occupation, Role, Status
from sandbox.model import Message
from tandem.service import Service
from tests.conversations.links import invite_link
from tests.stage import Human, Stage, invoice

RULES, DATA, NEWS = "Programme rules", "My personal data", "Ads and offers"


def off(human: Human, what: str) -> str:
    return f"⬜ {human.t(what)}"


async def agrees(human: Human, *what: str) -> None:
    for each in what or (RULES, DATA):
        await human.taps(off(human, each))
    await human.taps(human.t("Go on →"))


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_a_stranger_with_a_link_is_in_after_three_questions(stage: Stage, owner: Human, language: str) -> None:
    ivan = stage.newcomer("Ivan", language=language)
    await ivan.opens(await invite_link(owner))
    assert "Warm Club" in ivan.heard
    await agrees(ivan)
    await ivan.taps("Ivan")
    await ivan.taps(ivan.t("Installer"))
    await ivan.taps("Clima Casa")

    assert ivan.t("1. Send a photo of an invoice here, any time.") in ivan.screen
    assert ivan.keys == [ivan.t(key) for key in ("📷 Register a sale", "💰 Balance", "🎁 Prizes", "🏆 Top", "❓ Help")]
    hello = next(one for one in reversed(ivan.messages) if ivan.t("First steps:") in one.text)
    assert len(hello.text.splitlines()) <= 8
    member = await ivan.member()
    assert (member.status, member.role, member.occupation) == (Status.ACTIVE, Role.PARTNER, Occupation.INSTALLER)
    assert member.locale == language
    async with stage.service.db.read() as session:
        assert await employer(session, member.id) is not None
        given = {kind for kind, consent in (await consents.current(session, member.id)).items() if consent.given}
    assert given == {ConsentKind.RULES, ConsentKind.PERSONAL_DATA}
    assert "Ivan" in owner.heard


async def test_a_bound_invite_asks_for_the_name_alone(stage: Stage, owner: Human) -> None:
    """And speaks the language it was made for."""
    ivan = stage.newcomer("Ivan", language="en")
    await ivan.opens(await invite_link(owner, occupation=Occupation.SELLER, company=0, language="it"))
    ivan.person.language_code = "it"
    await agrees(ivan)
    await ivan.says("Иван Петров")
    assert ivan.t("1. Send a photo of an invoice here, any time.") in ivan.screen
    member = await ivan.member()
    assert (member.locale, member.occupation) == ("it", Occupation.SELLER)
    async with stage.service.db.read() as session:
        assert (await pii.names(session, [member.id]))[member.id] == "Иван Петров"


async def test_the_first_two_switches_have_to_be_on(stage: Stage, owner: Human) -> None:
    ivan = stage.newcomer("Ivan")
    await ivan.opens(await invite_link(owner))
    toast = await ivan.taps(ivan.t("Go on →"))
    assert toast is not None
    assert ivan.t(RULES) in toast
    assert ivan.t(DATA) in toast
    await ivan.taps(off(ivan, NEWS))
    await ivan.taps(off(ivan, RULES))
    toast = await ivan.taps(ivan.t("Go on →"))
    assert toast is not None
    assert ivan.t(RULES) not in toast
    assert (await ivan.member()).status is Status.INVITED


async def test_the_texts_can_be_read_before_agreeing(stage: Stage, owner: Human) -> None:
    """And the switches stand as they were left."""
    ivan = stage.newcomer("Ivan")
    await ivan.opens(await invite_link(owner))
    await ivan.taps(off(ivan, RULES))
    await ivan.taps(ivan.t("Read in full"))
    assert "Heat Works Ltd" in ivan.heard
    assert "help@heat.example" in ivan.heard
    await ivan.taps(ivan.t("← Back"))
    assert f"✅ {ivan.t(RULES)}" in ivan.buttons
    assert off(ivan, DATA) in ivan.buttons


async def test_a_switch_tapped_twice_at_once_stays_on(stage: Stage, owner: Human) -> None:
    ivan = stage.newcomer("Ivan")
    await ivan.opens(await invite_link(owner))
    message, button = ivan.last_message, ivan.last_message.buttons[0][0]
    ivan.phone.tap(message, button)
    await ivan.taps_on(message, button)
    assert f"✅ {ivan.t(RULES)}" in ivan.buttons


async def test_joining_survives_a_restart_and_a_new_start(stage: Stage, owner: Human) -> None:
    ivan = stage.newcomer("Ivan")
    link = await invite_link(owner)
    await ivan.opens(link)
    await agrees(ivan)
    await stage.service.stop()
    stage.service = Service(stage.service.settings, stage.service.tuning)
    await stage.service.start()
    await ivan.opens(link)
    await ivan.taps("Ivan")
    assert ivan.t("What do you do?") in ivan.heard


async def test_other_things_get_the_question_again(stage: Stage, owner: Human) -> None:
    ivan = stage.newcomer("Ivan")
    await ivan.opens(await invite_link(owner))
    await agrees(ivan)
    asked = ivan.heard
    for something in (ivan.sends_photo(invoice()), ivan.sends_voice(), ivan.sends_sticker(), ivan.says("/balance")):
        await something
        assert ivan.heard.endswith(asked)
    assert (await ivan.member()).status is Status.INVITED


async def test_a_name_that_is_none_is_asked_for_again(stage: Stage, owner: Human) -> None:
    """No letters, too long, tags, marks that turn the writing around: the name stays readable everywhere."""
    ivan = stage.newcomer("👍👍")
    await ivan.opens(await invite_link(owner, occupation=Occupation.BUYER, company=0))
    await agrees(ivan)
    assert ivan.buttons == []
    await ivan.says("🔧🔧🔧")
    assert ivan.heard == ivan.t("I see no letters or digits there. Type it in words, please.")
    await ivan.says("x" * 4096)
    assert (await ivan.member()).status is Status.INVITED
    await ivan.says("<b>Ivan</b>\u202e & Sons")
    assert "<b>Ivan</b> & Sons" in ivan.screen
    assert "<b>Ivan</b> & Sons" in owner.heard


async def test_the_company_is_found_by_a_part_of_its_name(stage: Stage, owner: Human) -> None:
    ivan = stage.newcomer("Ivan")
    await ivan.opens(await invite_link(owner, occupation=Occupation.SELLER))
    await agrees(ivan)
    await ivan.taps("Ivan")
    await ivan.says("casa")
    assert ivan.buttons == ["Clima Casa", ivan.t("Not listed, or on my own")]
    await ivan.says("Газпром <i>")
    assert "Газпром <i>" in ivan.heard
    await ivan.taps(ivan.t("Not listed, or on my own"))
    member = await ivan.member()
    assert member.status is Status.ACTIVE
    async with stage.service.db.read() as session:
        assert await employer(session, member.id) is None


async def test_an_old_answer_changes_nothing(stage: Stage, owner: Human) -> None:
    """Buttons of questions long answered, tapped by a member."""
    ivan = stage.newcomer("Ivan")
    await ivan.opens(await invite_link(owner, company=0))
    await agrees(ivan)
    await ivan.taps("Ivan")
    question: Message = ivan.last_message
    seller = next(one for row in question.buttons for one in row if one.text == ivan.t("Seller"))
    await ivan.taps(ivan.t("Installer"))
    assert await ivan.taps_on(question, seller) is not None
    assert (await ivan.member()).occupation is Occupation.INSTALLER


async def test_a_member_who_opens_an_invite_again_is_welcomed_back(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    link = await invite_link(owner, role=Role.MODERATOR)
    await ivan.opens(link)
    assert "Warm Club" in ivan.heard
    assert (await ivan.member()).role is Role.PARTNER
    anna = stage.newcomer("Anna")
    await anna.opens(link)
    assert off(anna, RULES) in anna.buttons


async def test_a_wrong_code_always_gets_the_same_answer_and_soon_none_is_looked_at(stage: Stage, owner: Human) -> None:
    ivan = stage.newcomer("Ivan")
    wrong = f"https://t.me/{stage.bot.username}?start=" + "A" * 22
    right = await invite_link(owner)
    for _ in range(5):
        await ivan.opens(wrong)
        assert ivan.heard == ivan.t("This invitation does not work. Ask whoever sent it for a new link.")
    throttled = ivan.t("Too many invitations that do not work. Try again in ten minutes, with the link you were sent.")
    await ivan.opens(right)
    assert ivan.heard == throttled
    await stage.move(timedelta(minutes=11))
    await ivan.opens(right)
    assert off(ivan, RULES) in ivan.buttons


async def test_a_used_up_invite_looks_like_a_wrong_one(stage: Stage, owner: Human) -> None:
    link = await invite_link(owner)
    await stage.newcomer("Anna").opens(link)
    ivan = stage.newcomer("Ivan")
    await ivan.opens(link)
    assert ivan.heard == ivan.t("This invitation does not work. Ask whoever sent it for a new link.")


async def test_the_uninvited_get_one_answer_a_day(stage: Stage, owner: Human) -> None:
    ivan = stage.newcomer("Ivan")
    await ivan.says("/start")
    assert "Warm Club" in ivan.heard
    count = len(ivan.messages)
    for something in (ivan.says("Есть кто?"), ivan.sends_photo(invoice()), ivan.says("/start"), ivan.says("/balance")):
        await something
    assert [message for message in ivan.messages[count:] if message.by_bot] == []
    await stage.move(timedelta(days=1, minutes=1))
    await ivan.says("Есть кто?")
    assert ivan.last_message in ivan.messages[count:]
    assert owner.t("Somebody has joined by your invitation. Role: {role}", role="") not in owner.heard


async def test_a_moderator_hears_what_moderators_do(stage: Stage, owner: Human) -> None:
    """No question of occupation or company, and a menu of the own."""
    anna = stage.newcomer("Anna")
    await anna.opens(await invite_link(owner, role=Role.MODERATOR))
    await agrees(anna)
    await anna.taps("Anna")
    assert "📋" in anna.heard
    assert "review" in anna.menu
    assert "invite" not in anna.menu
    ivan = await stage.member("Ivan", owner=owner)
    assert "review" not in ivan.menu
    assert "claims" in ivan.menu


async def test_the_language_can_be_changed_on_the_first_screen(stage: Stage, owner: Human) -> None:
    """The invitation speaks as Telegram does; whoever reads another language better goes on in it."""
    ivan = stage.newcomer("Ivan", language="en")
    await ivan.opens(await invite_link(owner))
    assert {"Русский", "Italiano"} <= set(ivan.buttons)
    await ivan.taps(off(ivan, RULES))
    await ivan.taps("Italiano")
    ivan.person.language_code = "it"
    assert "Italiano" not in ivan.buttons
    assert f"✅ {ivan.t(RULES)}" in ivan.buttons
    await ivan.taps(off(ivan, DATA))
    await ivan.taps(ivan.t("Go on →"))
    assert ivan.heard.startswith(
        ivan.t("What is your name? Tap it or type it as colleagues know you: first and last name.")
    )
    assert (await ivan.member()).locale == "it"


@pytest.mark.parametrize(
    "around", ["{link}", "Тебя пригласили: {link} — жми", "?start={code}", "tg://resolve?domain={bot}&start={code}"]
)
async def test_a_pasted_link_opens_like_a_tapped_one(stage: Stage, owner: Human, around: str) -> None:
    """Also after the one answer to strangers."""
    ivan = stage.newcomer("Ivan")
    await ivan.says("Есть кто?")
    link = await invite_link(owner)
    await ivan.says(around.format(link=link, code=link.rpartition("=")[2], bot=stage.bot.username))
    assert off(ivan, RULES) in ivan.buttons


async def test_pasted_guesses_are_counted_too(stage: Stage, owner: Human) -> None:
    ivan = stage.newcomer("Ivan")
    for _ in range(5):
        await ivan.says(f"https://t.me/{stage.bot.username}?start=" + "A" * 22)
        assert ivan.heard == ivan.t("This invitation does not work. Ask whoever sent it for a new link.")
    await ivan.says(await invite_link(owner))
    assert ivan.heard == ivan.t(
        "Too many invitations that do not work. Try again in ten minutes, with the link you were sent."
    )


async def test_a_link_to_another_bot_opens_nothing(stage: Stage, owner: Human) -> None:
    ivan = stage.newcomer("Ivan")
    link = await invite_link(owner)
    await ivan.says(link.replace(stage.bot.username, "another_bot"))
    assert off(ivan, RULES) not in ivan.buttons
