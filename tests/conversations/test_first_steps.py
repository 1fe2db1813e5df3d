"""First steps: a welcome bonus, five lines on a card that follows what happens, and one reminder."""

from datetime import timedelta

import pytest

from core.people.roles import Role
from tests.conversations.links import invite_link
from tests.conversations.selling import said, sell
from tests.conversations.test_approval import comes, poster
from tests.conversations.test_join import agrees
from tests.stage import Human, Stage

WEEK = timedelta(days=7)
AWAITED = "One photo of an invoice is enough to begin; the bot asks for the rest."


def lines(human: Human) -> list[str]:
    """The marks on the card, as it stands."""
    card = next(one for one in reversed(human.messages) if one.text.startswith(said(human, "<b>First steps</b>")))
    return [line[0] for line in card.text.split("\n") if line.startswith(("✅", "⬜"))]


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_the_card_follows_from_the_door_to_the_first_prize(stage: Stage, language: str) -> None:
    owner = await stage.found(language=language)
    await stage.set_options(welcome_points=50)
    await owner.says("/help")
    ivan = stage.newcomer("Ivan", language=language)
    await ivan.opens(await invite_link(owner))
    await agrees(ivan)
    await ivan.taps("Ivan")
    await ivan.taps(ivan.t("Installer"))
    await ivan.taps("Clima Casa")
    assert await ivan.balance() == 50
    await ivan.taps(ivan.t("👣 First steps"))
    assert lines(ivan) == ["✅", "⬜", "⬜", "⬜", "⬜"]
    assert "50" in ivan.heard
    assert "Olga" in ivan.heard
    await ivan.taps(ivan.t("🎓 Practise a sale"))
    await sell(ivan, "4411")
    assert lines(ivan) == ["✅", "✅", "⬜", "⬜", "⬜"]
    await sell(ivan, "4412")
    assert lines(ivan) == ["✅", "✅", "✅", "⬜", "⬜"]
    await owner.taps(said(owner, "Approve"))
    assert await ivan.balance() in {50, 290}
    if await ivan.balance() == 50:
        await owner.taps(said(owner, "Approve"))
    assert lines(ivan) == ["✅", "✅", "✅", "✅", "⬜"]
    await ivan.says("/prizes")
    assert lines(ivan) == ["✅"] * 5
    assert said(ivan, "All done. From here on it goes by itself.") in ivan.screen
    await ivan.says("/history")
    assert said(ivan, "{points}: welcome bonus", points="+50") in ivan.screen


async def test_whoever_has_to_be_let_in_gets_the_bonus_then(stage: Stage, owner: Human) -> None:
    await stage.set_options(welcome_points=50)
    await owner.says("/help")
    ivan = await comes(stage, await poster(owner))
    assert await ivan.balance() == 0
    await owner.taps(owner.t("Let in"))
    assert await ivan.balance() == 50
    assert ivan.t("👣 First steps") in ivan.buttons


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_a_week_without_a_sale_is_asked_about_once_at_a_decent_hour(stage: Stage, language: str) -> None:
    owner = await stage.found(language=language)
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, language=language, company=None)
    await stage.set_options(work_days=(0, 1, 2, 3, 4, 5, 6))
    evening = stage.now().replace(hour=20, minute=0, second=0, microsecond=0) + timedelta(days=1)
    await stage.move(evening - stage.now())
    ivan = await stage.member("Ivan", owner=mara, language=language)
    await stage.move(WEEK + timedelta(hours=4))
    assert said(ivan, AWAITED) not in ivan.screen
    await stage.move(timedelta(hours=10))
    assert said(ivan, AWAITED) in ivan.heard
    assert "Mara" in ivan.heard
    await ivan.taps(ivan.t("📷 Register a sale"))
    await stage.move(2 * WEEK)
    assert ivan.screen.count(said(ivan, AWAITED)) == 1
    await sell(ivan, "4411")


async def test_nobody_is_asked_who_has_sold_left_or_is_frozen(stage: Stage, owner: Human) -> None:
    sold = await stage.member("Ivan", owner=owner)
    gone = await stage.member("Anna", owner=owner)
    await sell(sold, "4411")
    await gone.says("/privacy")
    await gone.taps(gone.t("Erase my data"))
    await gone.taps(gone.t("Erase for good"))
    await stage.move(2 * WEEK)
    assert said(sold, AWAITED) not in sold.screen
    assert said(gone, AWAITED) not in gone.screen
