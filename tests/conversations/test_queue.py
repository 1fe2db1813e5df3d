"""The queue: the next sale lies under the thumb once one is decided, and what one has taken others leave alone."""

from datetime import timedelta

import pytest

from bot.taps_claims import Review, ReviewAct
from core.people.roles import Role
from tests.conversations.selling import data_of, said, sell
from tests.stage import Human, Stage

UNDO_SECONDS = 30


@pytest.fixture
async def owner(stage: Stage) -> Human:
    return await stage.found(undo_seconds=UNDO_SECONDS)


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


@pytest.fixture
async def masha(stage: Stage, owner: Human) -> Human:
    return await stage.member("Masha", owner=owner, role=Role.MODERATOR)


async def test_nothing_waits(owner: Human) -> None:
    await owner.says("/review")
    assert owner.heard == said(owner, "Nothing waits for your decision.")


async def test_thirty_sales_by_taps_alone(stage: Stage, partner: Human, owner: Human) -> None:
    """One tap a sale, in one message, within two minutes of the bot's own time and of ours."""
    for number in range(4400, 4430):
        await sell(partner, str(number), quantity="1", product="Thermostat")
    await owner.says("/review")
    messages = len(owner.messages)
    for number in range(4400, 4430):
        assert str(number) in owner.heard
        left = 4429 - number
        progress = said(owner, "📋 {n} more after this", "📋 {n} more after this", left) if left else ""
        assert (progress or said(owner, "📋 The last one")) in owner.heard
        assert (await owner.taps(said(owner, "Approve"))) is not None
        await stage.move(timedelta(seconds=3))
    assert owner.heard == said(owner, "Nothing waits for your decision.")
    assert len(owner.messages) == messages
    await stage.move(timedelta(seconds=UNDO_SECONDS))
    assert await partner.balance() == 30 * 7
    assert owner.buttons == []


async def test_the_last_verdict_is_undone_from_the_next_card(stage: Stage, partner: Human, owner: Human) -> None:
    for number in ("4411", "4412"):
        await sell(partner, number)
    await owner.says("/review")
    await owner.taps(said(owner, "Approve"))
    assert "4412" in owner.heard
    undo = said(owner, "↩️ {document} approved · Undo", document=said(owner, "No. {number}", number="4411"))
    assert undo in owner.buttons
    await owner.taps(undo)
    assert "4411" in owner.heard
    assert undo not in owner.buttons
    await stage.move(timedelta(minutes=1))
    assert await partner.balance() == 0
    await owner.taps(said(owner, "Approve"))
    await stage.move(timedelta(minutes=1))
    assert "4412" in owner.heard
    assert undo not in owner.buttons
    assert await partner.balance() == 240


async def test_a_newcomer_goes_first(stage: Stage, partner: Human, owner: Human) -> None:
    for number in ("4411", "4412"):
        await sell(partner, number)
    newcomer = await stage.member("Petr", owner=owner)
    await sell(newcomer, "77")
    await owner.says("/review")
    assert "4411" in owner.heard
    await owner.taps(said(owner, "Approve"))
    assert "Petr" in owner.heard


async def test_later_and_once_more(partner: Human, owner: Human) -> None:
    for number in ("4411", "4412"):
        await sell(partner, number)
    await owner.says("/review")
    await owner.taps(said(owner, "⏭ Later"))
    assert "4412" in owner.heard
    await owner.taps(said(owner, "⏭ Later"))
    assert owner.heard == said(owner, "{n} sale still waits.", "{n} sales still wait.", 2)
    await owner.taps(said(owner, "Look at them"))
    assert "4411" in owner.heard


async def test_declining_in_the_queue_leads_on_and_back(partner: Human, owner: Human) -> None:
    for number in ("4411", "4412"):
        await sell(partner, number)
    await owner.says("/review")
    await owner.taps(said(owner, "Decline"))
    await owner.taps(said(owner, "← Back"))
    assert "4411" in owner.heard
    assert said(owner, "⏭ Later") in owner.buttons
    await owner.taps(said(owner, "Decline"))
    await owner.taps(said(owner, "Other quantity"))
    await owner.taps(said(owner, "Decline, may be sent again"))
    assert "4412" in owner.heard
    assert said(owner, "⏭ Later") in owner.buttons


async def test_a_taken_sale_is_locked_for_others_and_they_see_it(
    stage: Stage, partner: Human, owner: Human, masha: Human
) -> None:
    await sell(partner)
    approve = data_of(masha, said(masha, "Approve"))
    await owner.says("/review")
    first = masha.heard.splitlines()[0]
    assert first.startswith("👀")
    assert "Olga" in first
    assert masha.buttons == [said(masha, "Take over")]
    toast = await masha.forges(masha.last_message, approve)
    assert toast is not None
    assert "Olga" in toast
    assert await masha.taps(said(masha, "Take over")) == toast
    await masha.says("/review")
    assert masha.heard == said(masha, "Nothing waits for your decision.")
    await owner.taps(said(owner, "⏭ Later"))
    await masha.says("/review")
    assert said(masha, "Approve") in masha.buttons
    assert "4411" in masha.heard


async def test_a_taking_ends_by_time(stage: Stage, partner: Human, owner: Human, masha: Human) -> None:
    await sell(partner)
    await masha.taps(said(masha, "Decline"))
    assert said(owner, "Take over") in owner.buttons
    approve = Review.unpack(data_of(masha, said(masha, "← Back"))).model_copy(update={"act": ReviewAct.APPROVE})
    assert "Masha" in (await owner.forges(owner.last_message, approve.pack()) or "")
    await stage.move(timedelta(minutes=10))
    await owner.forges(owner.last_message, approve.pack())
    await stage.move(timedelta(minutes=1))
    assert await partner.balance() == 240


async def test_an_owner_takes_over_at_once(partner: Human, owner: Human, masha: Human) -> None:
    await sell(partner)
    await masha.says("/review")
    assert await owner.taps(said(owner, "Take over")) == said(owner, "It is yours now.")
    assert said(owner, "Approve") in owner.buttons
    assert masha.heard == said(masha, "Nothing waits for your decision.")


async def test_going_back_from_the_reasons_frees_the_sale(partner: Human, owner: Human, masha: Human) -> None:
    await sell(partner)
    await masha.taps(said(masha, "Decline"))
    assert said(owner, "Approve") not in owner.buttons
    await masha.taps(said(masha, "← Back"))
    assert said(owner, "Approve") in owner.buttons


async def test_partners_have_no_queue(partner: Human, owner: Human) -> None:
    await sell(partner)
    await owner.says("/review")
    later = data_of(owner, said(owner, "⏭ Later"))
    assert await partner.forges(partner.last_message, later)
    assert "4411" in owner.heard
