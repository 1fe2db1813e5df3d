"""A cap on all points: owners are warned, no new sale is taken at the end, and what was sent before is honoured."""

import pytest

from core.people.roles import Occupation
from tests.conversations.links import invite_link
from tests.conversations.selling import describe, said, sell
from tests.conversations.test_join import agrees
from tests.conversations.test_members_list import IVAN, LIST, cards
from tests.stage import Human, Stage, invoice

LANGUAGES = pytest.mark.parametrize("language", ["ru", "it", "en"])
STOPPED = (
    "The programme has given out all it may, so new sales are not taken for now. What you sent before counts."
    " Your manager knows when it goes on."
)


async def approve(owner: Human, number: str) -> None:
    """Approve the sale of that document, whichever card stands last."""
    for message in reversed(owner.messages):
        for row in message.buttons:
            for one in row:
                if number in message.text and one.text == said(owner, "Approve"):
                    await owner.taps_on(message, one)
                    return
    raise AssertionError(owner.screen)


async def joins(stage: Stage, owner: Human, name: str) -> Human:
    """Somebody joins by an invitation that asks for nothing but a name."""
    human = stage.newcomer(name)
    await human.opens(await invite_link(owner, occupation=Occupation.INSTALLER, company=0))
    await agrees(human)
    await human.taps(name)
    return human


async def test_a_welcome_bonus_never_passes_the_cap(stage: Stage) -> None:
    """Whoever comes when no whole bonus is left gets none, and reads of none."""
    owner = await stage.found(points_cap=100, welcome_points=80)
    ivan = await joins(stage, owner, "Ivan")
    anna = await joins(stage, owner, "Anna")
    assert (await ivan.balance(), await anna.balance()) == (80, 0)
    for human in (ivan, anna):
        await human.taps(human.t("👣 First steps"))
    assert said(ivan, "You are in: {points} to begin with", points="80").split("80")[0] + "80" in ivan.heard
    assert said(anna, "You are in") + "\n" in anna.heard
    await owner.says("/today")
    assert "80" in owner.heard
    await sell(ivan, "4411", quantity="1")
    assert said(ivan, STOPPED) not in ivan.screen


@pytest.mark.written_in("ru")
async def test_what_a_list_promises_is_as_good_as_given(stage: Stage, owner: Human) -> None:
    """A balance beyond the cap is refused with its list; a bonus leaves room for those that were promised."""
    await stage.set_options(points_cap=200, welcome_points=80)
    await owner.says("/members")
    await owner.says(LIST + IVAN + "Мария Росси; +39 333 000 0002; Teplo Dom; ; ; 100\n")
    assert said(owner, "has a larger opening balance than the programme may still give out.") in owner.heard
    await owner.taps(owner.t("Save {n} row", "Save {n} rows", 1))
    anna = await joins(stage, owner, "Anna")
    assert await anna.balance() == 0
    (link,) = await cards(owner)
    ivan = stage.newcomer("Vanya")
    await ivan.opens(link)
    await agrees(ivan)
    assert await ivan.balance() == 150
    await owner.says("/today")
    assert "150" in owner.heard


@LANGUAGES
async def test_a_cap_warns_then_stops_new_sales_and_honours_those_sent(stage: Stage, language: str) -> None:
    owner = await stage.found(language=language, points_cap=300)
    ivan = await stage.member("Ivan", owner=owner, language=language)
    anna = await stage.member("Anna", owner=owner, language=language)
    await sell(ivan, "4411")
    await sell(anna, "4412", quantity="1")
    await describe(anna, "4413")
    await approve(owner, "4411")
    assert any(told.startswith("⏳") and "80" in told for told in owner.all_heard), owner.screen
    await approve(owner, "4412")
    assert any(told.startswith("🛑") and "120" in told for told in owner.all_heard), owner.screen
    assert (await ivan.balance(), await anna.balance()) == (240, 120)
    assert await anna.taps(said(anna, "Send")) == said(anna, STOPPED)
    await ivan.sends_photo(invoice("4414"))
    assert ivan.heard == said(ivan, STOPPED)
    await owner.says("/programme")
    await owner.taps(owner.t("Points"))
    assert "120" in owner.heard.splitlines()[2]
    await owner.taps(owner.t("Points in all"))
    await owner.says("1000")
    assert "36" in owner.heard
    await anna.taps(said(anna, "Send"))
    await ivan.sends_photo(invoice("4415"))
    assert said(ivan, STOPPED) not in ivan.heard
    await approve(owner, "4413")
    assert await anna.balance() == 360
