"""So many points take two: the first approval waits for somebody else, and neither may be of the partner's company."""

from datetime import timedelta

import pytest

from core.people.roles import Role
from tests.conversations.selling import decline, promote, said, sell
from tests.stage import Human, Stage


@pytest.fixture
async def owner(stage: Stage) -> Human:
    return await stage.found(undo_seconds=10, second_approver_above=200)


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


@pytest.fixture
async def moderator(stage: Stage, owner: Human) -> Human:
    return await stage.member("Masha", owner=owner, role=Role.MODERATOR)


async def test_two_people_approve(stage: Stage, partner: Human, owner: Human, moderator: Human) -> None:
    await sell(partner)
    card = partner.heard
    toast = await moderator.taps(said(moderator, "Approve"))
    assert toast is not None
    assert toast.startswith(said(moderator, "Approved: +{points}", points="240"))
    assert moderator.buttons == [said(moderator, "↩️ Undo")]
    await stage.move(timedelta(minutes=5))
    assert await partner.balance() == 0
    assert owner.heard.startswith("✌️")
    assert "Masha" in owner.heard
    assert partner.heard == card.replace("\n\n", "\n" + said(partner, "Who decides: {names}", names="Olga") + "\n\n", 1)
    await owner.taps(said(owner, "Approve"))
    await stage.move(timedelta(seconds=10))
    assert await partner.balance() == 240
    assert said(owner, "{first} and {second}", first="Masha", second="Olga") in owner.screen
    assert "Masha" not in "".join(partner.all_heard)


async def test_the_second_person_undoes_his_word_and_the_first_one_stands(
    stage: Stage, partner: Human, owner: Human, moderator: Human
) -> None:
    await sell(partner)
    await moderator.taps(said(moderator, "Approve"))
    await owner.taps(said(owner, "Approve"))
    await owner.taps(said(owner, "↩️ Undo"))
    await stage.move(timedelta(minutes=1))
    assert await partner.balance() == 0
    assert said(partner, "Who decides: {names}", names="Olga") in partner.heard
    await owner.taps(said(owner, "Approve"))
    await stage.move(timedelta(minutes=1))
    assert await partner.balance() > 0


async def test_the_second_person_decides_otherwise(
    stage: Stage, partner: Human, owner: Human, moderator: Human
) -> None:
    await sell(partner)
    await moderator.taps(said(moderator, "Approve"))
    await decline(owner, "Photo unreadable")
    await stage.move(timedelta(seconds=10))
    assert await partner.balance() == 0
    assert said(partner, "the document cannot be read on the photo") in partner.heard


async def test_a_smaller_sale_takes_one(stage: Stage, partner: Human, moderator: Human) -> None:
    await sell(partner, quantity="1")
    await moderator.taps(said(moderator, "Approve"))
    await stage.move(timedelta(seconds=10))
    assert await partner.balance() == 120


async def test_nobody_decides_for_the_own_company(stage: Stage, partner: Human, owner: Human) -> None:
    """A shop head who moderates does not even see sales of the own shop."""
    head = await stage.member("Lev", owner=owner)
    mate = await stage.member("Petr", owner=owner, company=1)
    await promote(stage, head, Role.MODERATOR)
    await sell(partner)
    assert said(head, "Approve") not in head.buttons
    await sell(mate, "4412")
    assert said(head, "Approve") in head.buttons
    assert "4411" not in head.screen
