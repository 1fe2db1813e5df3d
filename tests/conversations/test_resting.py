"""Points that rest: everybody is told from when on they can be spent, and a return in between leaves no debt."""

from datetime import date, timedelta

import pytest

from bot.views import formats
from bot.words import speaking
from core.clock import local_date
from core.people.roles import Role
from tests.conversations.earning import earn
from tests.conversations.selling import button, decline, said, sell
from tests.conversations.test_prizes import offer
from tests.conversations.test_returning import spend
from tests.stage import Human, Stage

WEEK = 7


@pytest.fixture
async def owner(stage: Stage) -> Human:
    return await stage.found(hold_days=WEEK)


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


def in_days(stage: Stage, days: int = WEEK) -> date:
    return local_date(stage.now(), "UTC") + timedelta(days=days)


def on(human: Human, day: date) -> str:
    with speaking(human.language):
        return formats.day(day)


def points(human: Human, amount: int) -> str:
    with speaking(human.language):
        return formats.number(amount)


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_the_day_is_told_from_the_approval_on(stage: Stage, owner: Human, language: str) -> None:
    """With the approval, on the balance, with "why?" and with a prize; on that day they are there, without a word."""
    await offer(owner, "Thermos", 200, picture=False)
    partner = await stage.member("Ivan", owner=owner, language=language)
    day = in_days(stage)
    await sell(partner)
    await owner.taps(said(owner, "Approve"))
    approved = partner.heard
    assert on(partner, day) in approved
    assert "+240" in approved
    assert await partner.balance() == 0
    await partner.says("/balance")
    first, second, *_ = partner.heard.splitlines()
    assert first.startswith("0")
    assert second.startswith(said(partner, "Pending until {date}: {points}", date=on(partner, day), points="240"))
    await partner.taps(partner.t("Where they come from"))
    await partner.taps(partner.t("{number}. Why {points}?", number=1, points="+240"))
    with speaking(language):
        assert said(partner, "Can be spent from {date}", date=formats.full_day(day)) in partner.heard
    await partner.says("/prizes")
    assert partner.heard.endswith(on(partner, day))
    assert partner.t("Order for {points}", points="").strip() not in "".join(partner.buttons)
    told = len(partner.messages)
    await stage.move(timedelta(days=WEEK))
    assert await partner.balance() == 240
    assert len(partner.messages) == told
    await partner.says("/balance")
    assert partner.heard.startswith("240")
    assert on(partner, day) not in partner.heard
    await partner.says("/history")
    assert partner.heard.count("240") == 1
    await partner.says("/prizes")
    await partner.taps(partner.t("Order for {points}", points="").strip())
    await partner.taps(partner.t("Order"))
    assert await partner.balance() == 40


async def test_an_order_in_between_is_refused_with_the_day(stage: Stage, owner: Human, partner: Human) -> None:
    """By a button that stands from before, when there was enough."""
    await offer(owner, "Thermos", 200, picture=False)
    await earn(partner, 200, document_no="1")
    await sell(partner)
    await owner.taps(said(owner, "Approve"))
    await partner.says("/prizes")
    await partner.taps(partner.t("Order for {points}", points="").strip())
    message, button_then = button(partner, partner.t("Order"))
    await spend(stage, partner, 200)
    refused = await partner.taps_on(message, button_then)
    assert refused == said(
        partner,
        "You are {n} short, and will have enough from {date}.",
        n=200,
        date=on(partner, in_days(stage)),
    )


@pytest.mark.written_in("ru")
async def test_several_days_are_told_apart(stage: Stage, owner: Human, partner: Human) -> None:
    """The next of them first; another setting changes nothing for what is pending already."""
    await sell(partner)
    await owner.taps(said(owner, "Approve"))
    day = in_days(stage)
    await stage.set_options(hold_days=30)
    await stage.move(timedelta(days=1))
    await sell(partner, "4412", quantity="1")
    await owner.taps(said(owner, "Approve"))
    await partner.says("/balance")
    told = said(
        partner,
        "Pending: {points}, the next {first} until {date}",
        points=f"{points(partner, 360)} баллов",
        first="240",
        date=on(partner, day),
    )
    assert told in partner.heard
    await stage.set_options(hold_days=0)
    await stage.move(timedelta(days=6))
    assert await partner.balance() == 240
    await sell(partner, "4413", quantity="1")
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 360
    await stage.move(timedelta(days=24))
    assert await partner.balance() == 480


async def test_a_return_in_between_leaves_no_debt(stage: Stage, owner: Human, partner: Human) -> None:
    await sell(partner)
    await owner.taps(said(owner, "Approve"))
    await partner.says("/claims")
    await partner.taps("4411")
    await partner.taps(said(partner, "↩️ Returned by the buyer"))
    await partner.taps("1")
    assert said(partner, "This cannot be undone.") in partner.heard
    await partner.taps(said(partner, "Yes, it came back"))
    await partner.says("/balance")
    assert said(partner, "Pending until {date}: {points}", date=on(partner, in_days(stage)), points="120") in (
        partner.heard
    )
    assert said(partner, "To be paid off: {points}", points="").strip() not in partner.heard
    await stage.move(timedelta(days=WEEK))
    assert await partner.balance() == 120


async def test_what_an_appeal_adds_rests_from_then_on(stage: Stage, owner: Human, partner: Human) -> None:
    masha = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    await sell(partner)
    await decline(masha, "Photo unreadable", again=False)
    await partner.taps(said(partner, "⚖️ Ask for another look"))
    await stage.move(timedelta(days=2))
    await owner.says("/review")
    await owner.taps(said(owner, "Approve"))
    assert said(partner, "To spend from {date}", date=on(partner, in_days(stage))) in partner.heard
    assert await partner.balance() == 0
    await stage.move(timedelta(days=WEEK))
    assert await partner.balance() == 240


async def test_boards_count_them_from_the_verdict_on(stage: Stage, owner: Human, partner: Human) -> None:
    """They are earned; only spending waits."""
    await sell(partner)
    await owner.taps(said(owner, "Approve"))
    await partner.taps(partner.t("🏆 Top"))
    assert "240" in partner.heard


async def test_erasure_says_what_lapses(stage: Stage, owner: Human, partner: Human) -> None:
    await sell(partner)
    await owner.taps(said(owner, "Approve"))
    await partner.says("/privacy")
    await partner.taps(partner.t("Erase my data"))
    assert "240" in partner.heard
    await partner.taps(said(partner, "Erase for good"))
    await stage.move(timedelta(days=WEEK))
    await stage.prove()
