"""The programme after its opening: every answer of the first start can be changed, by those who may."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from core.people.roles import Role
from tests.conversations.earning import earn
from tests.conversations.test_first_start import programme_of
from tests.stage import Human, Stage, invoice


async def test_everything_stands_on_one_screen_under_help(stage: Stage, owner: Human) -> None:
    await owner.says("/help")
    await owner.taps(owner.t("Programme"))
    assert "Warm Club" in owner.heard
    assert owner.t("Run by: {operator}", operator="Heat Works Ltd") in owner.heard
    assert owner.t("Contact: {contact}", contact="help@heat.example") in owner.heard
    assert "1 балл, 3 балла, 5 баллов" in owner.heard
    await owner.taps(owner.t("← Back"))
    assert owner.t("Programme") in owner.buttons
    assert "programme" in owner.menu
    await owner.says("/settings")
    assert owner.buttons[-1] == owner.t("Programme")


@pytest.mark.parametrize(
    ("button", "typed", "shown"),
    [
        ("Name", "Тёплый дом", "Тёплый дом"),
        ("Time zone", "Милан", "Рим (Europe/Rome)"),
        ("Who runs it", "ООО «Тепло»", "ООО «Тепло»"),
        ("Contact", "+7 495 123-45-67", "+7 495 123-45-67"),
    ],
)
async def test_a_typed_answer_is_changed(stage: Stage, owner: Human, button: str, typed: str, shown: str) -> None:
    """Shown in its place at once; what is typed afterwards changes nothing."""
    await owner.says("/programme")
    await owner.taps(owner.t(button))
    assert owner.buttons[-1] == owner.t("← Back")
    await owner.says(typed)
    assert owner.heard.startswith(owner.t("Saved."))
    assert shown in owner.heard
    await owner.says("/programme")
    assert shown in owner.heard
    before = await programme_of(stage)
    await owner.says("привет, мир")
    assert await programme_of(stage) == before


async def test_what_cannot_be_is_asked_for_again(stage: Stage, owner: Human) -> None:
    before = await programme_of(stage)
    await owner.says("/programme")
    await owner.taps(owner.t("Contact"))
    await owner.says("call me")
    assert "«call me»" in owner.heard
    await owner.sends_sticker()
    assert owner.heard == owner.t("Please type it as text. /cancel if you do not want to.")
    await owner.says("/cancel")
    assert owner.heard == owner.t("Stopped. Nothing was changed.")
    assert await programme_of(stage) == before


async def test_going_back_awaits_nothing(stage: Stage, owner: Human) -> None:
    def without_the_clock() -> list[str]:
        zone = owner.t("Time zone: {zone}", zone="")
        return [line for line in owner.heard.splitlines() if not line.startswith(zone)]

    await owner.says("/programme")
    asked = without_the_clock()
    for button in ("Name", "Time zone", "Languages", "Points’ name", "Who runs it", "Contact"):
        await owner.taps(owner.t(button))
        assert without_the_clock() != asked
        await owner.taps(owner.t("← Back"))
        assert without_the_clock() == asked
    await owner.says("Moon Club")
    assert (await programme_of(stage)).name == "Warm Club"


async def test_languages_are_switched_and_one_stays(stage: Stage, owner: Human) -> None:
    await owner.says("/programme")
    await owner.taps(owner.t("Languages"))
    await owner.taps("✅ English")
    await owner.taps(owner.t("First: {language}", language="Italiano"))
    programme = await programme_of(stage)
    assert (programme.locales, programme.locale) == (("ru", "it"), "it")
    await owner.taps("✅ Русский")
    assert await owner.taps("✅ Italiano") == owner.t("One language at least has to stay.")


async def test_a_usual_name_of_the_points_holds_in_every_language(stage: Stage, owner: Human) -> None:
    """Partners read it in the next message."""
    await owner.says("/programme")
    await owner.taps(owner.t("Points’ name"))
    await owner.taps("1 звезда")
    assert "1 звезда, 3 звезды, 5 звёзд" in owner.heard
    assert (await programme_of(stage)).points_names["it"] == ("stella", "stelle")


async def test_a_name_of_the_own_is_asked_for_in_every_language(stage: Stage, owner: Human) -> None:
    await owner.says("/programme")
    await owner.taps(owner.t("Points’ name"))
    await owner.says("искра, искры")
    assert "звезда, звезды, звёзд" in owner.heard
    await owner.says("искра, искры, искр")
    assert owner.heard.startswith(owner.t("Saved."))
    assert "Italiano" in owner.heard
    await owner.says("scintilla, scintille")
    await owner.says("spark, sparks")
    assert owner.t("What shall I change?") in owner.heard
    programme = await programme_of(stage)
    assert (programme.points_names["ru"][2], programme.points_names["en"]) == ("искр", ("spark", "sparks"))
    await owner.taps(owner.t("Points’ name"))
    await owner.taps("English")
    await owner.says("flame, flames")
    assert (await programme_of(stage)).points_names["en"] == ("flame", "flames")


async def test_another_zone_cuts_the_boards_anew(stage: Stage, owner: Human) -> None:
    """What was earned on the last evening of a month here is next month's over there."""
    ivan = await stage.member("Ivan", owner=owner)
    now = stage.now()
    last_evening = (now.replace(day=1, hour=23, minute=0) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    await stage.move(last_evening - now)
    await earn(ivan, 120, document_no="4411")
    await stage.prove()
    await owner.says("/programme")
    await owner.taps(owner.t("Time zone"))
    await owner.says("владивосток")
    assert (await programme_of(stage)).timezone == "Asia/Vladivostok"
    await stage.prove()
    assert stage.now().astimezone(ZoneInfo("Asia/Vladivostok")).day == 1


@pytest.mark.parametrize(("role", "may"), [(Role.EDITOR, True), (Role.MANAGER, False), (Role.PARTNER, False)])
async def test_editors_may_and_others_hear_who_may(stage: Stage, owner: Human, role: Role, may: bool) -> None:
    anna = await stage.member("Anna", owner=owner, role=role, company=None)
    assert ("programme" in anna.menu) == may
    await anna.says("/programme")
    told = anna.t("Only editors and owners change the programme. What you can do is under /help.")
    assert (anna.heard == told) != may
    if not may:
        for data in ("prog:name:", "suzone:Asia/Tokyo", "sulang:it:0", "open:programme"):
            assert await anna.forges(anna.last_message, data) == told
    assert (await programme_of(stage)).timezone == "UTC"


async def test_a_photo_in_the_middle_of_a_change_is_a_sale(stage: Stage, owner: Human) -> None:
    await owner.says("/programme")
    await owner.taps(owner.t("Name"))
    await owner.sends_photo(invoice())
    assert owner.heard != owner.t("Please type it as text. /cancel if you do not want to.")
    assert (await programme_of(stage)).name == "Warm Club"
