"""Settings: one screen in place, every choice heard at once, in the language chosen."""

import pytest

from core.people import consents, pii
from core.people.consents import ConsentKind
from core.people.roles import Role, ShownAs
from tests.stage import Human, Stage


@pytest.fixture
async def ivan(stage: Stage, owner: Human) -> Human:
    ivan = await stage.member("Ivan", owner=owner)
    await ivan.says("/settings")
    return ivan


async def test_a_language_takes_effect_at_once(ivan: Human) -> None:
    """Screen, keys and command menu speak it from the same tap on; the old keys are still understood."""
    old_key = ivan.t("🏆 Top")
    await ivan.taps(ivan.t("Language"))
    await ivan.taps("Italiano")
    assert (await ivan.member()).locale == "it"
    in_russian = ivan.person.language_code
    ivan.person.language_code = "it"
    assert ivan.keys == [ivan.t(key) for key in ("📷 Register a sale", "💰 Balance", "🎁 Prizes", "🏆 Top", "❓ Help")]
    assert ivan.t("From now on I write English. Your keys are below.") in ivan.all_heard
    assert any(ivan.t("Language: {language}", language="Italiano") in text for text in ivan.all_heard)
    expected = ivan.t("What I can spend")
    ivan.person.language_code = in_russian
    assert ivan.menu["balance"] == expected
    await ivan.says(old_key)
    ivan.person.language_code = "it"
    assert ivan.t("Nobody has {points} yet. The first sale that is approved leads.", points="punti") in ivan.heard


@pytest.mark.written_in("ru")
async def test_a_zone_is_tapped_or_typed_and_can_follow_the_programme_again(ivan: Human) -> None:
    await ivan.taps(ivan.t("Time zone"))
    await ivan.taps("Омск")
    assert (await ivan.member()).timezone == "Asia/Omsk"
    await ivan.taps(ivan.t("Time zone"))
    await ivan.says("Нарния")
    assert "Нарния" in ivan.heard
    await ivan.says("рим")
    assert (await ivan.member()).timezone == "Europe/Rome"
    await ivan.taps(ivan.t("Time zone"))
    await ivan.taps(ivan.t("As the programme: {zone}", zone="UTC"))
    assert (await ivan.member()).timezone == "UTC"


async def test_the_name_on_boards(ivan: Human) -> None:
    await ivan.taps(ivan.t("Name on boards"))
    await ivan.taps(ivan.t("Nothing: “A participant”"))
    assert (await ivan.member()).shown_as is ShownAs.HIDDEN
    await ivan.taps(ivan.t("A nickname"))
    await ivan.says("Ас <b>")
    assert (await ivan.member()).shown_as is ShownAs.NICKNAME
    await ivan.taps(ivan.t("My name: {name}", name="Ivan"))
    assert (await ivan.member()).shown_as is ShownAs.NAME
    await ivan.taps(ivan.t("My nickname: {name}", name="Ас <b>"))
    assert (await ivan.member()).shown_as is ShownAs.NICKNAME


async def test_the_own_name(stage: Stage, ivan: Human) -> None:
    await ivan.taps(ivan.t("My name"))
    await ivan.sends_sticker()
    assert ivan.heard == ivan.t("Please type it as text. /cancel if you do not want to.")
    await ivan.says("Иван Петров")
    member = await ivan.member()
    async with stage.service.db.read() as session:
        assert (await pii.names(session, [member.id]))[member.id] == "Иван Петров"
    assert "Иван Петров" in ivan.heard


async def test_consents_are_withdrawn_and_given_again(stage: Stage, ivan: Human) -> None:
    """Without a needed one no sale is registered; all else works."""
    await ivan.taps(ivan.t("Consents"))
    toast = await ivan.taps(f"✅ {ivan.t('Programme rules')}")
    assert toast == ivan.t("Withdrawn. You can register no sale until you agree again; what you have earned stays.")
    member = await ivan.member()
    assert not member.agreed
    await ivan.says("/balance")
    assert ivan.t("To earn the first ones, send a photo of an invoice here.") in ivan.heard
    await ivan.taps(f"⬜ {ivan.t('Programme rules')}")
    await ivan.taps(f"✅ {ivan.t('Ads and offers')}")
    async with stage.service.db.read() as session:
        standing = {kind for kind, one in (await consents.current(session, member.id)).items() if one.given}
    assert standing == {ConsentKind.RULES, ConsentKind.PERSONAL_DATA}
    assert (await ivan.member()).agreed


async def test_every_part_leads_back(ivan: Human) -> None:
    menu = ivan.heard
    for part in ("Language", "Time zone", "Name on boards", "Consents", "My name"):
        await ivan.taps(ivan.t(part))
        assert ivan.heard != menu
        await ivan.taps(ivan.t("← Back"))
        assert ivan.heard == menu


async def test_a_key_in_the_middle_of_a_step_is_a_key(ivan: Human) -> None:
    """And what is typed afterwards no longer is a name."""
    await ivan.taps(ivan.t("My name"))
    await ivan.taps(ivan.t("💰 Balance"))
    assert ivan.t("To earn the first ones, send a photo of an invoice here.") in ivan.heard
    await ivan.says("привет")
    await ivan.says("/settings")
    assert "Ivan" in ivan.heard


async def test_cancel_ends_a_step(ivan: Human) -> None:
    await ivan.taps(ivan.t("My name"))
    await ivan.says("/cancel")
    assert ivan.heard == ivan.t("Stopped. Nothing was changed.")
    await ivan.says("привет")
    await ivan.says("/settings")
    assert "Ivan" in ivan.heard


async def test_a_moderators_menu_follows_the_language(stage: Stage, owner: Human) -> None:
    anna = await stage.member("Anna", owner=owner, role=Role.MODERATOR, company=None)
    assert anna.menu["review"] == anna.t("Sales to decide")
    await anna.says("/settings")
    await anna.taps(anna.t("Language"))
    await anna.taps("English")
    assert anna.menu["review"] == "Sales to decide"
