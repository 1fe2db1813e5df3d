"""Help by role, and /privacy for everybody."""

import pytest

from core.people.roles import Role
from tests.stage import Human, Stage

PLACES = {
    Role.PARTNER: {"📷 Register a sale", "💰 Balance", "History", "🏆 Top", "Settings", "Privacy"},
    Role.VIEWER: {"🏆 Top", "Settings", "Privacy"},
    Role.MODERATOR: {
        "📷 Register a sale",
        "📋 To decide",
        "💰 Balance",
        "History",
        "🏆 Top",
        "Settings",
        "Privacy",
    },
    Role.EDITOR: {
        "📷 Register a sale",
        "💰 Balance",
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
        "📋 To decide",
        "💰 Balance",
        "History",
        "🏆 Top",
        "Invite people",
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


async def test_every_button_of_help_opens_its_screen(stage: Stage, owner: Human) -> None:
    """So that nobody needs to know a command."""
    for label in ("💰 Balance", "History", "🏆 Top", "Invite people", "Products", "Settings", "Privacy"):
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
