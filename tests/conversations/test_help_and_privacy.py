"""Help by role, and /privacy for everybody."""

import pytest

from core.people.roles import Role
from core.programme.options import BEGUN_WITH, Module
from tests.conversations.selling import said
from tests.stage import Human, Stage

PLACES = {
    Role.PARTNER: {
        "📷 Register a sale",
        "🎓 Practise a sale",
        "👣 First steps",
        "💰 Balance",
        "🎁 Prizes",
        "History",
        "🏆 Top",
        "Settings",
        "Privacy",
    },
    Role.VIEWER: {"🏆 Top", "The week", "Settings", "Privacy"},
    Role.MODERATOR: {
        "📷 Register a sale",
        "🎓 Practise a sale",
        "📋 To decide",
        "💰 Balance",
        "🎁 Prizes",
        "History",
        "🏆 Top",
        "Returns",
        "Settings",
        "Privacy",
    },
    Role.EDITOR: {
        "📷 Register a sale",
        "🎓 Practise a sale",
        "💰 Balance",
        "🎁 Prizes",
        "History",
        "🏆 Top",
        "Products",
        "Companies",
        "Programme",
        "Settings",
        "Privacy",
    },
    Role.MANAGER: {
        "📷 Register a sale",
        "🎓 Practise a sale",
        "📋 To decide",
        "💰 Balance",
        "🎁 Prizes",
        "History",
        "🏆 Top",
        "Returns",
        "Partners",
        "Staff",
        "Today",
        "The week",
        "Why declined",
        "Questions",
        "Tell everybody",
        "Invite people",
        "People by list",
        "Settings",
        "Privacy",
    },
}


@pytest.mark.parametrize("role", PLACES)
async def test_help_offers_what_the_role_may_do(stage: Stage, owner: Human, role: Role) -> None:
    anna = await stage.member("Anna", owner=owner, role=role)
    await anna.taps(anna.t("❓ Help"))
    assert "help@heat.example" in anna.heard
    assert set(anna.buttons) == {anna.t(label) for label in PLACES[role]}


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_partners_read_that_plain_words_reach_their_manager(stage: Stage, owner: Human, language: str) -> None:
    """And managers, that they come to them; neither where the programme goes without."""
    told = "<b>Anything else</b>: just write it here or say it aloud. Your manager gets it and answers."
    comes = "<b>Answers</b>: what partners write or say comes to you here. Reply to it, and they read you."
    anna = await stage.member("Anna", owner=owner, language=language)
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, language=language, company=None)
    for human, line in ((anna, told), (mara, comes)):
        await human.says("/help")
        assert said(human, line) in human.heard
    await stage.set_options(modules=BEGUN_WITH - {Module.HUMAN})
    await owner.says("/help")
    for human, line in ((anna, told), (mara, comes)):
        await human.says("/help")
        assert said(human, line) not in human.heard


async def test_the_keys_of_a_manager_open_what_a_day_asks_for(stage: Stage, owner: Human) -> None:
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, company=None)
    await mara.taps(mara.t("☀️ Today"))
    assert mara.heard.startswith(mara.t("Today"))
    await mara.taps(mara.t("👥 Partners"))
    assert mara.heard.startswith(mara.t("Partners"))
    await mara.taps(mara.t("💬 Questions"))
    assert mara.heard == said(mara, "Nobody waits for an answer.")


async def test_every_button_of_help_opens_its_screen(stage: Stage, owner: Human) -> None:
    """So that nobody needs to know a command."""
    for label in (
        *("💰 Balance", "History", "🏆 Top", "Returns", "Why declined", "Invite people", "People by list"),
        *("Products", "Settings", "Privacy"),
    ):
        await owner.says("/help")
        menu = owner.heard
        await owner.taps(owner.t(label))
        assert owner.heard != menu
        assert owner.toast is None


async def test_privacy_says_who_runs_it_and_how_to_reach_them(owner: Human) -> None:
    await owner.says("/privacy")
    for fact in ("Warm Club", "Heat Works Ltd", "help@heat.example"):
        assert fact in owner.heard
    await owner.taps(owner.t("My consents"))
    assert f"⬜ {owner.t('Programme rules')}" in owner.buttons


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_privacy_says_for_how_long_photos_are_kept(stage: Stage, language: str) -> None:
    """Where the programme has set it; for ever is not promised otherwise."""
    owner = await stage.found(language=language)
    await owner.says("/privacy")
    months = ("Photos are deleted {n} month after the decision.", "Photos are deleted {n} months after the decision.")
    assert owner.t(*months, 12) not in owner.heard
    await stage.set_options(evidence_months=12)
    await owner.says("/help")
    await owner.says("/privacy")
    assert owner.t(*months, 12) in owner.heard


async def test_privacy_is_answered_to_strangers_too(stage: Stage, owner: Human) -> None:
    ivan = stage.newcomer("Ivan", language="it")
    await ivan.says("/start")
    await ivan.says("/privacy")
    assert "Heat Works Ltd" in ivan.heard
    assert ivan.buttons == []
    assert owner.heard != ivan.heard


async def test_privacy_before_there_is_anything_to_tell(stage: Stage) -> None:
    ivan = stage.newcomer("Ivan")
    await ivan.says("/privacy")
    assert ivan.heard == ivan.t("This service is not open yet and keeps nothing about you but that you wrote.")
