"""Those who decide are met as such: a key of their own, what waits, and no word of photos to send."""

from functools import partial

import pytest

from core.people import appointments
from core.people.roles import Role
from tests.conversations.selling import said, sell
from tests.stage import Human, Stage

OF_A_DAY = ("📋 To decide", "☀️ Today", "👥 Partners", "💬 Questions", "📷 New sale", "🎁 Prizes", "❓ Help")
KEYS = {
    Role.OWNER: OF_A_DAY,
    Role.MANAGER: OF_A_DAY,
    Role.MODERATOR: ("📋 To decide", "📷 New sale", "💰 Balance", "🎁 Prizes", "🏆 Top", "❓ Help"),
}


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


@pytest.mark.parametrize("role", list(KEYS))
async def test_the_first_key_shows_what_waits(stage: Stage, owner: Human, partner: Human, role: Role) -> None:
    """Selling is at hand too, in short; the line to type in speaks of deciding."""
    masha = owner if role is Role.OWNER else await stage.member("Masha", owner=owner, role=role)
    assert masha.keys == [masha.t(key) for key in KEYS[role]]
    assert masha.chat.keyboard is not None
    assert masha.chat.keyboard.placeholder == masha.t("📋 shows the sales to decide")
    await masha.taps(said(masha, "📋 To decide"))
    assert masha.heard == said(masha, "Nothing waits for your decision.")
    await sell(partner)
    await masha.says("/start")
    hello = said(masha, "Welcome back to <b>{programme}</b>.", programme="Warm Club")
    one = said(masha, "{n} sale waits for your decision: tap 📋.", "{n} sales wait for your decision: tap 📋.", 1)
    assert masha.heard == f"{hello} {one}"
    await masha.taps(said(masha, "📋 To decide"))
    await masha.taps(said(masha, "Approve"))
    await masha.says("/start")
    assert masha.heard == f"{hello} {said(masha, 'No sale waits for your decision now.')}"


async def test_help_begins_with_deciding(owner: Human) -> None:
    await owner.says("/help")
    assert owner.buttons[:2] == [said(owner, "📋 To decide"), said(owner, "📷 Register a sale")]
    await owner.taps(said(owner, "📋 To decide"))
    assert owner.heard == said(owner, "Nothing waits for your decision.")


async def test_an_owner_lacks_no_consents(owner: Human) -> None:
    """They are for sales of one's own: until there is one, nothing is missing and nothing is held against words."""
    await owner.says("/settings")
    assert said(owner, "needed only for sales of your own") in owner.heard
    await owner.taps(said(owner, "Consents"))
    assert (
        said(owner, "You need the first two only to register sales of your own. Everything else works without.")
        in owner.heard
    )
    await owner.says("Добрый день")
    assert owner.heard == said(owner, "I do not know what to do with this. Here is what you can do:")
    await owner.taps(said(owner, "📷 New sale"))
    assert "/settings" in owner.heard


async def test_a_new_role_comes_with_its_keys_and_what_to_do(stage: Stage, owner: Human, partner: Human) -> None:
    """And back again."""
    boss, ivan = await owner.member(), await partner.member()
    for role, first_key, what in (
        (
            Role.MODERATOR,
            "📋 To decide",
            "You decide sales: each comes here as a card with its photo. What waits is under 📋.",
        ),
        (Role.PARTNER, "📷 Register a sale", "You register sales: send a photo of the invoice, any time."),
    ):
        give = partial(appointments.set_role, person_id=ivan.id, role=role, by=boss.id, now=stage.now())
        await stage.run(give)
        await stage.settle()
        assert partner.keys[0] == partner.t(first_key)
        assert partner.heard.endswith(said(partner, what))
