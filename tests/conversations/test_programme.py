"""The programme after its opening: every answer of the first start can be changed, by those who may."""

import json
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from core.audit.proof import prove
from core.people.roles import Role
from core.programme.options import ClaimField
from tests.conversations.earning import earn
from tests.conversations.test_first_start import programme_of
from tests.stage import Human, Stage, invoice

SETTING_TAPS = ("opt:sales", "optv:hold_days:90", "optv:modules:+board", "optl", "optu:1")


async def opens(owner: Human, group: str, setting: str = "") -> None:
    """From the first screen to a group, and to one of its settings."""
    await owner.says("/programme")
    await owner.taps(owner.t(group))
    if setting:
        await owner.taps(owner.t(setting))


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_settings_stand_in_groups_under_help(stage: Stage, language: str) -> None:
    """The first screen is short; each group tells its values, and leads back."""
    owner = await stage.found(language=language)
    await owner.says("/help")
    await owner.taps(owner.t("Programme"))
    assert owner.heard == f"Warm Club\n\n{owner.t('What shall I change?')}"
    groups = ("Name and contact", "Points", "Sales", "Decisions", "Time and languages", "Parts and people")
    assert owner.buttons[:6] == [owner.t(group) for group in groups]
    for group in groups:
        await owner.taps(owner.t(group))
        assert owner.heard.startswith(owner.t(group))
        assert owner.buttons[-1] == owner.t("← Back")
        await owner.taps(owner.t("← Back"))
    await owner.taps(owner.t("Name and contact"))
    assert f"{owner.t('Who runs it')}: Heat Works Ltd" in owner.heard
    assert f"{owner.t('Contact')}: help@heat.example" in owner.heard
    await owner.taps(owner.t("← Back"))
    await owner.taps(owner.t("← Back"))
    assert owner.t("Programme") in owner.buttons
    assert "programme" in owner.menu
    await owner.says("/settings")
    assert owner.buttons[-1] == owner.t("Programme")


@pytest.mark.parametrize(
    ("group", "button", "typed", "shown"),
    [
        ("Name and contact", "Name", "Тёплый дом", "Тёплый дом"),
        ("Name and contact", "Who runs it", "ООО «Тепло»", "ООО «Тепло»"),
        ("Name and contact", "Contact", "+7 495 123-45-67", "+7 495 123-45-67"),
        ("Name and contact", "Brand", "Heat & Co", "Heat & Co"),
        ("Time and languages", "Time zone", "Милан", "Рим (Europe/Rome)"),
        ("Time and languages", "Public holidays", "италия", "Италия"),
        ("Sales", "Time to register", "45 дней", "45 дней"),
        ("Points", "Points in all", "2 500 000", "2 500 000 баллов"),
        ("Points", "Currency", "eur", "евро"),
    ],
)
@pytest.mark.written_in("ru")
async def test_a_typed_answer_is_changed(
    stage: Stage, owner: Human, group: str, button: str, typed: str, shown: str
) -> None:
    """Both values are told at once; what is typed afterwards changes nothing."""
    await opens(owner, group, button)
    assert owner.buttons[-1] == owner.t("← Back")
    await owner.says(typed)
    assert owner.heard.splitlines()[0].startswith(owner.t("Saved: {setting}.", setting=owner.t(button)).rstrip("."))
    assert owner.heard.replace("\xa0", " ").count(shown) == 2
    assert owner.buttons[0] == owner.t("Undo")
    before = await programme_of(stage)
    await owner.says("привет, мир")
    assert await programme_of(stage) == before


@pytest.mark.written_in("ru")
async def test_a_change_is_undone_by_one_tap(stage: Stage, owner: Human) -> None:
    """From the confirmation; a second tap finds nothing to undo."""
    await opens(owner, "Points", "Rest before spending")
    await owner.taps("14 дней")
    assert "0 дней → 14 дней" in owner.heard
    assert (await programme_of(stage)).options.hold_days == 14
    undo = owner.last_message.buttons[0][0].callback_data or ""
    await owner.taps(owner.t("Undo"))
    assert "14 дней → 0 дней" in owner.heard
    assert (await programme_of(stage)).options.hold_days == 0
    told = owner.t(
        "“{setting}” was changed again since then. Look at /programme, the last changes are there.",
        setting=owner.t("Rest before spending"),
    )
    assert await owner.forges(owner.last_message, undo) == told


@pytest.mark.written_in("ru")
async def test_the_last_changes_are_listed_and_undone(stage: Stage, owner: Human) -> None:
    """Only what still holds can be put back."""
    await opens(owner, "Decisions", "Time to object")
    await owner.taps("5 дней")
    await opens(owner, "Decisions", "Time to object")
    await owner.taps("30 дней")
    await opens(owner, "Sales", "Photo alone")
    await owner.taps(owner.t("No"))
    await owner.says("/programme")
    await owner.taps(owner.t("Last changes"))
    assert "5 дней → 30 дней" in owner.heard
    assert "Olga" in owner.heard
    undo = [each for each in owner.buttons if each != owner.t("← Back")]
    assert undo[:2] == [
        owner.t("Undo {n}: {setting}", n=1, setting=owner.t("Photo alone")),
        owner.t("Undo {n}: {setting}", n=2, setting=owner.t("Time to object")),
    ]
    await owner.taps(undo[1])
    options = (await programme_of(stage)).options
    assert (options.appeal_days, options.manager_fills) == (5, False)


@pytest.mark.written_in("ru")
async def test_every_change_stands_in_the_audit_log(stage: Stage, owner: Human) -> None:
    """With both values; of what somebody typed a fingerprint alone."""
    await opens(owner, "Sales", "Time to register")
    await owner.taps("60 дней")
    await owner.taps(owner.t("Undo"))
    await opens(owner, "Name and contact", "Contact")
    await owner.says("+7 495 123-45-67")
    async with stage.service.db.read() as session:
        rows = (
            await session.execute(text("SELECT act, subject, before, after FROM audit_entries ORDER BY serial"))
        ).all()
        assert (await prove(session, (await programme_of(stage)).id)).holds
    told = [
        (row.act, row.subject, json.loads(row.before)["value"], json.loads(row.after)["value"]) for row in rows[-3:]
    ]
    assert told[0] == ("setting_changed", "option:claim_window_days", 30, 60)
    assert told[1] == ("setting_undone", "option:claim_window_days", 60, 30)
    assert told[2][:2] == ("setting_changed", "option:contact")
    assert all(len(value) == 16 for value in told[2][2:]), "fingerprints"


@pytest.mark.written_in("ru")
async def test_bounds_are_told_before_and_after(stage: Stage, owner: Human) -> None:
    before = await programme_of(stage)
    await opens(owner, "Sales", "Time to register")
    assert owner.t("Tap one, or type a number: from {low} to {high}.", low="1 день", high="366 дней") in owner.heard
    for typed in ("0", "1000", "-5 и 7", "месяц", "9" * 40):
        await owner.says(typed)
        assert "1" in owner.heard
        assert "366" in owner.heard
    await opens(owner, "Name and contact", "Contact")
    await owner.says("call me")
    assert "«call me»" in owner.heard
    await owner.sends_sticker()
    assert owner.heard == owner.t("Please type it as text. /cancel if you do not want to.")
    await owner.says("/cancel")
    assert owner.heard == owner.t("Stopped. Nothing was changed.")
    await opens(owner, "Time and languages", "Public holidays")
    await owner.says("Нарния")
    assert "«Нарния»" in owner.heard
    assert await programme_of(stage) == before


async def test_several_are_switched_one_by_one(stage: Stage, owner: Human) -> None:
    """The same question stays below the thumb."""
    await opens(owner, "Sales", "Required")
    await owner.taps(f"⬜ {owner.t('Serial number')}")
    await owner.taps(f"✅ {owner.t('Document number')}")
    assert owner.t("What can a sale not be sent without? Tap to change.") in owner.heard
    required = (await programme_of(stage)).options.required
    assert ClaimField.SERIAL in required
    assert ClaimField.DOCUMENT_NO not in required
    assert ClaimField.ISSUER in required
    await opens(owner, "Decisions", "Reasons to decline")
    await owner.taps(f"✅ {owner.t('Not our product')}")
    assert (await programme_of(stage)).options.reasons_off == {"not_ours"}


async def test_days_off_are_typed_and_tapped_away(stage: Stage, owner: Human) -> None:
    await opens(owner, "Time and languages", "Days off")
    await owner.says("31.12.2026, 7.01.2027")
    await owner.says("2026-12-30")
    assert len((await programme_of(stage)).options.holidays) == 3
    await owner.taps("✕ 07.01.2027")
    assert [day.isoformat() for day in (await programme_of(stage)).options.holidays] == ["2026-12-30", "2026-12-31"]
    await owner.says("31.02.2027")
    assert (await programme_of(stage)).options.holidays[-1].day == 31


async def test_going_back_awaits_nothing(stage: Stage, owner: Human) -> None:
    await opens(owner, "Name and contact")
    asked = owner.heard
    for button in ("Name", "Brand", "Who runs it", "Contact"):
        await owner.taps(owner.t(button))
        assert owner.heard != asked
        await owner.taps(owner.t("← Back"))
        assert owner.heard == asked
    await owner.says("Moon Club")
    assert (await programme_of(stage)).name == "Warm Club"


async def test_languages_are_switched_and_one_stays(stage: Stage, owner: Human) -> None:
    await opens(owner, "Time and languages", "Languages")
    await owner.taps("✅ English")
    await owner.taps(owner.t("First: {language}", language="Italiano"))
    programme = await programme_of(stage)
    assert (programme.locales, programme.locale) == (("ru", "it"), "it")
    await owner.taps("✅ Русский")
    assert await owner.taps("✅ Italiano") == owner.t("One language at least has to stay.")


@pytest.mark.written_in("ru")
async def test_a_usual_name_of_the_points_holds_in_every_language(stage: Stage, owner: Human) -> None:
    """Partners read it in the next message."""
    await opens(owner, "Points", "Points’ name")
    await owner.taps("1 звезда")
    assert "1 звезда, 3 звезды, 5 звёзд" in owner.heard
    assert (await programme_of(stage)).points_names["it"] == ("stella", "stelle")


@pytest.mark.written_in("ru")
async def test_a_name_of_the_own_is_asked_for_in_every_language(stage: Stage, owner: Human) -> None:
    await opens(owner, "Points", "Points’ name")
    await owner.says("искра, искры")
    assert "звезда, звезды, звёзд" in owner.heard
    await owner.says("искра, искры, искр")
    assert "Italiano" in owner.heard
    await owner.says("scintilla, scintille")
    await owner.says("spark, sparks")
    assert owner.t("Undo") in owner.buttons
    programme = await programme_of(stage)
    assert (programme.points_names["ru"][2], programme.points_names["en"]) == ("искр", ("spark", "sparks"))
    await opens(owner, "Points", "Points’ name")
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
    await opens(owner, "Time and languages", "Time zone")
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
        for data in ("prog:name:", "suzone:Asia/Tokyo", "sulang:it:0", "open:programme", *SETTING_TAPS):
            assert await anna.forges(anna.last_message, data) == told
    assert (await programme_of(stage)).timezone == "UTC"


async def test_a_photo_in_the_middle_of_a_change_is_a_sale(stage: Stage, owner: Human) -> None:
    await opens(owner, "Name and contact", "Name")
    await owner.sends_photo(invoice())
    assert owner.heard != owner.t("Please type it as text. /cancel if you do not want to.")
    assert (await programme_of(stage)).name == "Warm Club"
