"""How those who decide are called: by every sale, at set hours, or by late ones; else one message counts silently."""

from datetime import timedelta

import pytest

from core.people.roles import Role
from tests.conversations.selling import decline, said, sell
from tests.stage import Human, Stage

WAITS = ("📋 <b>{n} sale waits</b>", "📋 <b>{n} sales wait</b>")


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


async def chooses(human: Human, how: str) -> None:
    await human.says("/settings")
    await human.taps(said(human, "Sales that wait"))
    await human.taps(said(human, how))


async def test_one_silent_message_counts(stage: Stage, partner: Human, owner: Human) -> None:
    """It edits itself, and rings neither for the first sale nor for the third."""
    await chooses(owner, "Only when a promise runs out")
    rang = owner.rang
    for number in ("4411", "4412", "4413"):
        await sell(partner, number)
    counters = [text for text in owner.all_heard if text.startswith(said(owner, *WAITS, 3))]
    assert len(counters) == 1
    assert owner.rang == rang
    await owner.taps(said(owner, "▶️ Start"))
    await owner.taps(said(owner, "Approve"))
    assert any(text.startswith(said(owner, *WAITS, 2)) for text in owner.all_heard)
    assert not any(text.startswith(said(owner, *WAITS, 3)) for text in owner.all_heard)


async def test_the_counter_counts_appeals(stage: Stage, partner: Human, owner: Human) -> None:
    """For those who may answer one: whoever has decided sees nothing wait."""
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    for human in (owner, masha):
        await chooses(human, "Only when a promise runs out")
    await sell(partner)
    await masha.taps(said(masha, "▶️ Start"))
    await decline(masha, "Photo unreadable")
    assert not any(text.startswith(said(owner, *WAITS, 1)) for text in owner.all_heard)
    await partner.taps(said(partner, "⚖️ Ask for another look"))
    counted = [text for text in owner.all_heard if text.startswith(said(owner, *WAITS, 1))]
    assert len(counted) == 1
    assert said(owner, "To be looked at again: {n}", n=1) in counted[0]
    assert not any(text.startswith(said(masha, *WAITS, 1)) for text in masha.all_heard)


async def test_at_set_hours(stage: Stage, partner: Human, owner: Human) -> None:
    await chooses(owner, "At set hours")
    assert "✅ 9:00" in owner.buttons
    await owner.taps("12:00")
    await owner.taps("9:00")
    await sell(partner)
    before = len(owner.messages)
    for _ in range(24):
        await stage.move(timedelta(hours=1))
    told = [message for message in owner.messages[before:] if said(owner, *WAITS, 1) in message.text]
    assert len(told) == 2, "at 12 and at 15"


async def test_every_sale_is_what_a_small_programme_begins_with(partner: Human, owner: Human) -> None:
    await owner.says("/settings")
    await owner.taps(said(owner, "Sales that wait"))
    assert owner.buttons[0] == f"✅ {said(owner, 'Every sale')}"
    await sell(partner)
    assert said(owner, "Approve") in owner.buttons


async def test_with_many_moderators_a_counter_is_what_it_begins_with(
    stage: Stage, partner: Human, owner: Human
) -> None:
    moderators = [await stage.member(name, owner=owner, role=Role.MODERATOR) for name in ("Anna", "Boris", "Vera")]
    await chooses(moderators[0], "Every sale")
    await sell(partner)
    assert said(moderators[0], "Approve") in moderators[0].buttons
    for human in (owner, *moderators[1:]):
        assert any(text.startswith(said(human, *WAITS, 1)) for text in human.all_heard)
        assert said(human, "Approve") not in human.buttons


async def test_partners_are_not_asked(partner: Human) -> None:
    await partner.says("/settings")
    assert said(partner, "Sales that wait") not in partner.buttons
