"""Boards: who leads, the own place with its neighbours, ties, names as people chose them."""

from datetime import timedelta

import pytest

from tests.conversations.earning import earn
from tests.stage import Human, Stage


@pytest.fixture
async def people(stage: Stage, owner: Human) -> dict[str, Human]:
    """Seven partners; Anna and Boris share the second place."""
    points = {"Max": 900, "Anna": 500, "Boris": 500, "Vera": 300, "Ivan": 200, "Gleb": 100, "Dina": 0}
    found = {}
    for number, (name, earned) in enumerate(points.items()):
        found[name] = await stage.member(name, owner=owner)
        if earned:
            await earn(found[name], earned, document_no=f"{number}")
    return found


def rows(human: Human) -> list[str]:
    return [line for line in human.heard.splitlines() if ":" in line and line[:1] in "🥇🥈🥉0123456789"]


async def test_the_board_shows_the_leaders_and_the_neighbours(people: dict[str, Human]) -> None:
    ivan = people["Ivan"]
    await ivan.taps(ivan.t("🏆 Top"))
    shown = [row.split(":")[0] for row in rows(ivan)]
    you = ivan.t("You")
    assert shown == ["🥇 Max", "🥈 Anna", "🥈 Boris", "4. Vera", f"5. {you}", "6. Gleb"]
    assert "5" in ivan.heard
    assert "6" in ivan.heard


@pytest.mark.written_in("ru")
async def test_whoever_has_no_points_hears_how_to_get_on(people: dict[str, Human]) -> None:
    dina = people["Dina"]
    await dina.says("/top")
    assert (
        dina.t("You have no {points} here yet. Send a photo of an invoice to get on the board.", points="баллов")
        in dina.heard
    )
    assert rows(dina)[0].startswith("🥇 Max")


@pytest.mark.written_in("ru")
async def test_an_empty_board_invites(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await ivan.says("/top")
    assert ivan.t("Nobody has {points} yet. The first sale that is approved leads.", points="баллов") in ivan.heard


async def test_periods_change_in_place(stage: Stage, people: dict[str, Human]) -> None:
    """What was earned last quarter counts for all time alone."""
    ivan = people["Ivan"]
    await stage.move(timedelta(days=95))
    await earn(people["Gleb"], 1, document_no="late")
    await ivan.says("/top")
    messages = len(ivan.messages)
    for period in ("Month", "Quarter", "Week"):
        await ivan.taps(ivan.t(period))
        assert [row.split(":")[0] for row in rows(ivan)] == ["🥇 Gleb"]
    await ivan.taps(ivan.t("All time"))
    assert rows(ivan)[0].startswith("🥇 Max")
    assert len(ivan.messages) == messages


async def test_people_are_named_as_they_chose(people: dict[str, Human]) -> None:
    max_, anna, ivan = people["Max"], people["Anna"], people["Ivan"]
    await max_.says("/top")
    await max_.taps(max_.t("My name here"))
    await max_.taps(max_.t("Nothing: “A participant”"))
    await max_.says("/top")
    assert max_.t("{line} (others do not see your name)", line="").strip() in max_.heard
    await anna.says("/settings")
    await anna.taps(anna.t("Name on boards"))
    await anna.taps(anna.t("A nickname"))
    await anna.says("<i>Ace</i>")
    await ivan.says("/top")
    assert rows(ivan)[0].startswith(f"🥇 {ivan.t('A participant')}")
    assert any("<i>Ace</i>" in row for row in rows(ivan))
    assert "Max" not in ivan.heard
    assert "Anna" not in ivan.heard


async def test_a_far_place_is_shown_after_a_gap(stage: Stage, owner: Human, people: dict[str, Human]) -> None:
    late = await stage.member("Yan", owner=owner)
    zoe = await stage.member("Zoe", owner=owner)
    await earn(late, 90, document_no="y")
    await earn(zoe, 80, document_no="z")
    await zoe.says("/top")
    lines = zoe.heard.splitlines()
    assert "…" in lines
    assert lines[lines.index("…") + 1].startswith("6. Gleb")
