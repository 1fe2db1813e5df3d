"""The owner's first start: one question a screen, a way back, lists with their errors, and an open programme."""

from zoneinfo import ZoneInfo

import pytest

from core.catalog.companies import list_companies
from core.people import owners
from core.programme import programmes
from core.programme.programmes import Programme
from sandbox.model import Document
from sandbox.server import Sandbox
from tandem.service import Service
from tests.stage import Human, Stage, invoice, open_stage


async def owner_by_link(stage: Stage, *, language: str = "ru") -> Human:
    """Olga, through the one-time link that the first start prints."""
    olga = stage.newcomer("Olga", language=language)
    invitation = await stage.run(
        lambda session: owners.ensure_owner(session, owner_ids=[], locale=language, timezone="UTC", now=stage.now())
    )
    assert invitation is not None
    await olga.opens(f"https://t.me/{stage.bot.username}?start={invitation.code}")
    return olga


@pytest.fixture
async def olga(stage: Stage) -> Human:
    return await owner_by_link(stage)


async def programme_of(stage: Stage) -> Programme:
    async with stage.service.db.read() as session:
        found = await programmes.current(session)
    assert found is not None
    return found


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_from_nothing_to_an_open_programme(stage: Stage, language: str) -> None:
    """Eight screens, most of them one tap; then keys, what is missing, and the way to invite."""
    olga = await owner_by_link(stage, language=language)
    await olga.says("Warm Club")
    await olga.taps({"ru": "Москва", "it": "Roma", "en": "Rome"}[language])
    await olga.taps(olga.t("Next →"))
    await olga.taps({"ru": "1 звезда", "it": "1 stella", "en": "1 star"}[language])
    await olga.says("Heat Works Ltd, Milan")
    await olga.says("help@heat.example")
    await olga.says("Teplo Dom\nClima Casa")
    assert olga.t("{n} company added.", "{n} companies added.", 2) in olga.heard
    await olga.taps(olga.t("Next →"))
    await olga.says("ABC-100; Boiler 24 kW; 120\nABC-200; Boiler 32 kW; 200")
    assert olga.t("{n} product added", "{n} products added", 2) in olga.heard
    await olga.taps(olga.t("Next →"))

    assert olga.t("What is still missing:") in olga.heard
    second = (
        "One moderator is enough to begin with: large sales that take two people, and decisions that partners want "
        "looked at again, come to you."
    )
    assert olga.t(second) in olga.heard
    assert olga.buttons[0] == olga.t("Invite people")
    daily = ("📋 To decide", "☀️ Today", "👥 Partners", "💬 Questions", "📷 New sale", "🎁 Prizes", "❓ Help")
    assert olga.keys == [olga.t(key) for key in daily]
    assert "invite" in olga.menu
    programme = await programme_of(stage)
    assert (programme.set_up, programme.name) == (True, "Warm Club")
    assert programme.timezone == ("Europe/Moscow" if language == "ru" else "Europe/Rome")
    assert programme.operator == "Heat Works Ltd, Milan"
    assert programme.locale == language
    assert programme.points_names["ru"] == ("звезда", "звезды", "звёзд")
    assert programme.points_names["it"] == ("stella", "stelle")


async def test_an_owner_named_in_the_settings_needs_no_link(sandbox: Sandbox, db_url: str) -> None:
    olga = sandbox.world.new_person("Olga", language_code="ru")
    stage = await open_stage(sandbox, db_url, owner_ids=(olga.id,))
    human = Human(sandbox.world, olga, stage.bot, settle=stage.settle)
    human.stage = stage
    await human.says("/start")
    assert human.t("What is the programme called? Partners will see this name. Type it.") in human.heard
    await stage.service.stop()


async def test_a_restart_in_the_middle_goes_on_where_it_was(stage: Stage, olga: Human) -> None:
    await olga.says("Warm Club")
    await stage.service.stop()
    stage.service = Service(stage.service.settings, stage.service.tuning)
    await stage.service.start()
    await olga.says("Рим")
    assert (await programme_of(stage)).timezone == "Europe/Rome"
    asked = olga.heard
    await olga.says("/start")
    assert asked.endswith(olga.heard)


async def test_every_step_has_a_way_back_and_shows_what_was_entered(stage: Stage, olga: Human) -> None:
    await olga.says("Worm Club")
    await olga.taps(olga.t("← Back"))
    assert olga.t("Now: <b>{entered}</b>", entered="Worm Club").replace("<b>", "").replace("</b>", "") in olga.heard
    await olga.says("Warm Club")
    assert (await programme_of(stage)).name == "Warm Club"
    for _ in range(3):
        await olga.taps(olga.t("Next →"))
    for _ in range(2):
        await olga.taps(olga.t("← Back"))
    assert olga.t("Which languages may people choose? And in which one are they met first?") in olga.heard


async def test_a_zone_that_is_none_is_asked_for_again(stage: Stage, olga: Human) -> None:
    await olga.says("Warm Club")
    await olga.says("Нарния")
    assert "Нарния" in olga.heard
    await olga.says("владивосток")
    assert (await programme_of(stage)).timezone == "Asia/Vladivostok"


async def test_a_typed_zone_is_shown_with_its_clock(stage: Stage, olga: Human) -> None:
    """A mistake is seen at once, and mended by going back."""
    await olga.says("Warm Club")
    await olga.says("милан")
    time = f"{stage.now().astimezone(ZoneInfo('Europe/Rome')):%H:%M}"
    assert olga.heard.startswith(olga.t("Time zone: {zone}", zone=f"Рим (Europe/Rome), {time}"))
    assert olga.t("Which languages may people choose? And in which one are they met first?") in olga.heard


async def test_a_contact_that_reaches_nobody_is_asked_for_again(stage: Stage, olga: Human) -> None:
    """And what is typed next is the contact, not a company."""
    await olga.says("Warm Club")
    for _ in range(3):
        await olga.taps(olga.t("Next →"))
    await olga.says("Heat Works Ltd")
    await olga.says("call me")
    assert "«call me»" in olga.heard
    await olga.says("+39 02 1234567")
    assert (await programme_of(stage)).contact == "+39 02 1234567"
    assert olga.t("Later →") in olga.buttons


async def test_the_programme_keeps_one_language_at_least(stage: Stage, olga: Human) -> None:
    await olga.says("Warm Club")
    await olga.taps(olga.t("Next →"))
    await olga.taps("✅ English")
    await olga.taps("✅ Русский")
    assert (await programme_of(stage)).locale == "it"
    assert await olga.taps("✅ Italiano") == olga.t("One language at least has to stay.")
    assert (await programme_of(stage)).locales == ("it",)


async def test_points_are_named_form_by_form_in_each_language(stage: Stage, olga: Human) -> None:
    await olga.says("Warm Club")
    await olga.taps(olga.t("Next →"))
    await olga.taps("✅ English")
    await olga.taps(olga.t("Next →"))
    await olga.says("искра, искры")
    assert "звезда, звезды, звёзд" in olga.heard
    await olga.says("искра, искры, искр")
    await olga.says("scintilla, scintille")
    programme = await programme_of(stage)
    assert programme.points_names["ru"] == ("искра", "искры", "искр")
    assert programme.points_names["it"] == ("scintilla", "scintille")
    await olga.taps(olga.t("← Back"))
    assert "1 scintilla, 5 scintille" in olga.heard


async def at_companies(olga: Human) -> None:
    await olga.says("Warm Club")
    for _ in range(3):
        await olga.taps(olga.t("Next →"))
    await olga.says("Heat Works Ltd")
    await olga.says("@heat")


async def test_row_errors_are_told_before_anything_is_saved(stage: Stage, olga: Human) -> None:
    await at_companies(olga)
    await olga.says("Teplo Dom\n\nteplo dom\nClima Casa")
    assert olga.t("repeats a company from above.") in olga.heard
    assert "3" in olga.heard
    programme = await programme_of(stage)
    async with stage.service.db.read() as session:
        assert await list_companies(session, programme.id) == []
    save = olga.buttons[0]
    message, button = olga.last_message, olga.last_message.buttons[0][0]
    await olga.taps(save)
    async with stage.service.db.read() as session:
        assert [firm.name for firm in await list_companies(session, programme.id)] == ["Teplo Dom", "Clima Casa"]
    assert await olga.taps_on(message, button) is not None


async def test_a_list_can_be_sent_again(stage: Stage, olga: Human) -> None:
    await at_companies(olga)
    await olga.says("Teplo Dom\nteplo dom")
    await olga.taps(olga.t("Send again"))
    await olga.says("Clima Casa")
    programme = await programme_of(stage)
    async with stage.service.db.read() as session:
        assert [firm.name for firm in await list_companies(session, programme.id)] == ["Clima Casa"]


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_products_come_as_a_file(stage: Stage, language: str) -> None:
    """The template is handed out, what is filled in is looked at and saved, and the way on is there."""
    olga = await owner_by_link(stage, language=language)
    await olga.says("Warm Club")
    for _ in range(3):
        await olga.taps(olga.t("Next →"))
    await olga.says("Heat Works Ltd")
    await olga.says("@heat")
    await olga.taps(olga.t("Later →"))
    await olga.taps(olga.t("Template"))
    assert isinstance(olga.last_message.media, Document)
    await olga.sends_document("sku;name;points\nX-1;Pump;5\nX-2;Valve;7\n".encode("cp1251"), "list.csv")
    await olga.taps(olga.t("Save {n} row", "Save {n} rows", 2))
    await olga.taps(olga.buttons[0])
    assert "X-1" in olga.heard
    await olga.taps(olga.t("Next →"))
    assert (await programme_of(stage)).set_up


async def test_lists_can_wait(stage: Stage, olga: Human) -> None:
    """The programme opens without them and says that they are missing."""
    await at_companies(olga)
    await olga.taps(olga.t("Later →"))
    await olga.taps(olga.t("Later →"))
    assert olga.t("• products, which every sale needs: /products") in olga.heard
    assert olga.buttons == [olga.t(text) for text in ("Invite people", "Add products", "Add companies")]
    assert (await programme_of(stage)).set_up


async def test_whatever_does_not_answer_gets_the_question_again(olga: Human) -> None:
    asked = olga.heard
    await olga.sends_photo(invoice())
    assert asked in olga.heard
    await olga.sends_sticker()
    assert asked in olga.heard
    await olga.says("/balance")
    assert asked in olga.heard


async def test_nobody_else_comes_in_before_it_is_open(stage: Stage, olga: Human) -> None:
    ivan = stage.newcomer("Ivan")
    await ivan.says("/start")
    assert ivan.heard == ivan.t(
        "Hello. This service is not open yet. Please come back later with the invitation you get."
    )
    await olga.says("Warm Club")
    assert (await programme_of(stage)).name == "Warm Club"


async def test_the_owner_link_works_once(stage: Stage) -> None:
    olga = stage.newcomer("Olga")
    invitation = await stage.run(
        lambda session: owners.ensure_owner(session, owner_ids=[], locale="ru", timezone="UTC", now=stage.now())
    )
    assert invitation is not None
    link = f"https://t.me/{stage.bot.username}?start={invitation.code}"
    await olga.opens(link)
    ivan = stage.newcomer("Ivan")
    await ivan.opens(link)
    assert ivan.heard == ivan.t("This invitation does not work. Ask whoever sent it for a new link.")


async def test_names_that_would_break_a_screen_do_not(stage: Stage, olga: Human) -> None:
    await olga.says("<b>Tepl\u202eo</b> & Co")
    assert (await programme_of(stage)).name == "<b>Teplo</b> & Co"
    await olga.taps(olga.t("← Back"))
    assert "<b>Teplo</b> & Co" in olga.heard
    await olga.says("x" * 4096)
    assert (await programme_of(stage)).name == "<b>Teplo</b> & Co"
    await olga.says("👍")
    assert olga.heard == olga.t("I see no letters or digits there. Type it in words, please.")


async def test_products_sent_where_companies_are_due_are_asked_about(stage: Stage, olga: Human) -> None:
    """Nothing is saved in doubt; either answer is one tap, and the step goes on."""
    await at_companies(olga)
    products = "ABC-100; Boiler 24 kW; 120\nABC-200; Boiler 32 kW; 200"
    await olga.says(products)
    assert olga.heard == olga.t("These look like products, not companies. Add them as products?")
    programme = await programme_of(stage)
    await olga.taps(olga.t("Yes, add products"))
    assert olga.t("{n} product added", "{n} products added", 2) in olga.heard
    assert olga.heard.startswith(olga.t("Step {n} of {total}", n=7, total=8))
    await olga.says("Teplo Dom\nClima Casa")
    assert olga.heard.startswith(olga.t("Step {n} of {total}", n=7, total=8))
    async with stage.service.db.read() as session:
        assert [firm.name for firm in await list_companies(session, programme.id)] == ["Teplo Dom", "Clima Casa"]
    await olga.says("A-1; Rossi; 5")
    await olga.taps(olga.t("No, these are companies"))
    async with stage.service.db.read() as session:
        assert "A-1; Rossi; 5" in [firm.name for firm in await list_companies(session, programme.id)]
