"""One moderator is enough: the owner is the second person, for large sales and for another look."""

import pytest

from core.people.roles import Role
from tests.conversations.selling import decline, said, sell
from tests.stage import Human, Stage


@pytest.fixture
async def owner(stage: Stage) -> Human:
    return await stage.found(second_approver_above=200)


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


@pytest.fixture
async def moderator(stage: Stage, owner: Human) -> Human:
    return await stage.member("Masha", owner=owner, role=Role.MODERATOR)


async def test_the_owner_says_the_second_word(partner: Human, owner: Human, moderator: Human) -> None:
    """A small sale takes the moderator alone; a large one waits, and comes to the owner with who said the first."""
    await sell(partner, quantity="1")
    await moderator.taps(said(moderator, "Approve"))
    assert await partner.balance() == 120
    await sell(partner, "4412")
    await moderator.taps(said(moderator, "Approve"))
    assert await partner.balance() == 120
    await moderator.says("/review")
    assert moderator.heard == said(moderator, "Nothing waits for your decision.")
    assert owner.heard.startswith("✌️")
    assert "Masha" in owner.heard
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 360


async def test_the_owner_takes_another_look(partner: Human, owner: Human, moderator: Human) -> None:
    """What the moderator declined does not come back to him; the owner hears of it and decides alone."""
    await sell(partner, quantity="1")
    await decline(moderator, "Photo unreadable", again=False)
    await partner.taps(said(partner, "⚖️ Ask for another look"))
    asked = said(
        owner,
        "⚖️ {document}: the partner asks for another look.",
        document=said(owner, "No. {number}", number="4411"),
    )
    assert asked in owner.all_heard
    await moderator.says("/review")
    assert moderator.heard == said(moderator, "Nothing waits for your decision.")
    await owner.says("/review")
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 120


async def test_the_owner_answers_an_appeal_about_a_large_sale_alone(
    partner: Human, owner: Human, moderator: Human
) -> None:
    """The moderator has had his say, so nobody is left for a second word."""
    await sell(partner)
    await decline(moderator, "Photo unreadable", again=False)
    await partner.taps(said(partner, "⚖️ Ask for another look"))
    await owner.says("/review")
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240


async def test_whoever_sets_a_limit_hears_who_decides_above_it(stage: Stage) -> None:
    """Alone: that such sales will wait, at once and wherever the group is looked at. With a second: who they are."""
    owner = await stage.found()
    alone = said(
        owner,
        "⚠️ Above {points} two people decide, and here only {name} does: such sales wait until there is a second. Make "
        "somebody a moderator by /invite, or take the limit off.",
        points="|",
        name="Olga",
    ).rpartition("|")[2]
    await owner.says("/programme")
    await owner.taps(owner.t("Decisions"))
    assert alone not in owner.heard
    await owner.taps(owner.t("Second approver above"))
    await owner.taps("500")
    assert alone in owner.heard
    await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    await owner.says("/programme")
    await owner.taps(owner.t("Decisions"))
    assert alone not in owner.heard
    assert "Olga, Masha" in owner.heard
