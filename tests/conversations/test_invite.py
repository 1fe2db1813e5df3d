"""Invites: one screen, every line changed by a button, a link and a QR code that lets somebody in."""

import re
from io import BytesIO

import pytest
from PIL import Image

from core.people.roles import Occupation, Role
from sandbox.model import Photo
from tests.conversations.links import invite_link
from tests.stage import Human, Stage

LINK = re.compile(r"https://t\.me/\S+\?start=[\w-]{22}")


def link_in(human: Human) -> str:
    found = LINK.search("\n".join(human.all_heard))
    assert found is not None, human.screen
    return found[0]


async def test_an_invite_is_made_with_one_tap_and_lets_a_partner_in(stage: Stage, owner: Human) -> None:
    await owner.says("/invite")
    await owner.taps(owner.t("Make the link"))
    ivan = stage.newcomer("Ivan")
    await ivan.opens(link_in(owner))
    assert "Warm Club" in ivan.heard
    member = await ivan.member()
    assert (member.role, member.occupation) == (Role.PARTNER, None)


async def test_every_line_is_changed_by_a_button(stage: Stage, owner: Human) -> None:
    await owner.says("/invite")
    await owner.taps(owner.t("Occupation"))
    await owner.taps(owner.t("Seller"))
    await owner.taps(owner.t("Company"))
    await owner.taps("Clima Casa")
    await owner.taps(owner.t("Language"))
    await owner.taps("Italiano")
    await owner.taps(owner.t("For how many"))
    await owner.taps(owner.t("{n} person", "{n} people", 20))
    await owner.taps(owner.t("For how long"))
    await owner.taps(owner.t("{n} day", "{n} days", 30))
    for fact in (owner.t("Seller"), "Clima Casa", "Italiano", "20", "30"):
        assert fact in owner.heard
    await owner.taps(owner.t("Make the link"))
    link = link_in(owner)
    for name in ("Ivan", "Anna"):
        human = stage.newcomer(name, language="en")
        await human.opens(link)
        member = await human.member()
        assert (member.locale, member.occupation) == ("it", Occupation.SELLER)


async def test_the_words_to_forward_speak_the_language_of_whoever_gets_them(owner: Human) -> None:
    await owner.says("/invite")
    await owner.taps(owner.t("Language"))
    await owner.taps("English")
    await owner.taps(owner.t("Make the link"))
    assert any(text.startswith("You are invited to Warm Club.") for text in owner.all_heard)


async def test_the_code_is_a_picture_with_a_white_border(owner: Human) -> None:
    await owner.says("/invite")
    await owner.taps(owner.t("Make the link"))
    sent = owner.last_message.media
    assert isinstance(sent, Photo)
    picture = Image.open(BytesIO(sent.best.file.content)).convert("L")
    assert min(picture.size) >= 400
    margin = 20
    for edge in (
        (0, 0, picture.width, margin),
        (0, picture.height - margin, picture.width, picture.height),
        (0, 0, margin, picture.height),
        (picture.width - margin, 0, picture.width, picture.height),
    ):
        assert sum(picture.crop(edge).histogram()[:200]) == 0


async def test_a_double_tap_makes_one_invite(owner: Human) -> None:
    await owner.says("/invite")
    message = owner.last_message
    button = next(one for row in message.buttons for one in row if one.text == owner.t("Make the link"))
    owner.phone.tap(message, button)
    toast = await owner.taps_on(message, button)
    assert toast == owner.t("The link is made: it is below.")
    assert len(LINK.findall("\n".join(owner.all_heard))) == 1


async def test_another_one_like_it_can_follow(owner: Human) -> None:
    await owner.says("/invite")
    await owner.taps(owner.t("For how many"))
    await owner.taps(owner.t("{n} person", "{n} people", 5))
    await owner.taps(owner.t("Make the link"))
    await owner.taps(owner.t("Another one like this"))
    await owner.taps(owner.t("Make the link"))
    assert len(set(LINK.findall("\n".join(owner.all_heard)))) == 2


@pytest.mark.parametrize("role", [Role.PARTNER, Role.MODERATOR, Role.EDITOR, Role.VIEWER])
async def test_only_managers_and_owners_invite(stage: Stage, owner: Human, role: Role) -> None:
    anna = await stage.member("Anna", owner=owner, role=role, company=None)
    await anna.says("/invite")
    assert anna.heard == anna.t("Only managers and owners invite people. Ask one of them, or look under /help.")
    assert LINK.findall(anna.screen) == []


async def test_a_manager_offers_no_role_above_the_own(stage: Stage, owner: Human) -> None:
    """Nor does a forged button give one."""
    anna = await stage.member("Anna", owner=owner, role=Role.MANAGER, company=None)
    await anna.says("/invite")
    await anna.taps(anna.t("Role"))
    assert not any(anna.t("Editor") in label for label in anna.buttons)
    assert any(anna.t("Moderator") in label for label in anna.buttons)
    toast = await anna.forges(anna.last_message, "inv:make:owner::::1:7:0")
    assert toast == anna.t("You cannot give this role: {role}. Ask an owner.", role=anna.t("Owner"))
    toast = await anna.forges(anna.last_message, "inv:make:partner::::1000000:7:0")
    assert toast is not None
    assert LINK.findall(anna.screen) == []


async def test_an_invitation_says_what_for(stage: Stage, owner: Human) -> None:
    """Points to whoever sells; a task to whoever decides."""
    anna, ivan = stage.newcomer("Anna"), stage.newcomer("Ivan")
    await anna.opens(await invite_link(owner, role=Role.MODERATOR))
    await ivan.opens(await invite_link(owner))
    task = "You decide sales: each comes here as a card with its photo. What waits is under 📋."
    assert anna.t(task) in anna.heard
    assert ivan.t(task) not in ivan.heard
