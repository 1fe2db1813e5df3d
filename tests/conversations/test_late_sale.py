"""A sale that comes late: what it earns is said before it is sent and ever after; receipts of shops, and many a day."""

from datetime import timedelta

import pytest

from core.people.roles import Occupation
from tests.conversations.selling import describe, said, sell
from tests.stage import Human, Stage


async def sold_ago(human: Human, days: int) -> None:
    """Date the sale at hand some days back."""
    await human.taps(said(human, "Date"))
    await human.says(f"{human.stage.now() - timedelta(days=days):%d.%m.%Y}")


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_what_lateness_takes_stands_beside_every_number(stage: Stage, language: str) -> None:
    """On the draft, on the partner's card, on the moderator's, and behind "why?"."""
    owner = await stage.found(language=language, late_percent_per_month=10)
    ivan = await stage.member("Ivan", owner=owner, language=language)
    await describe(ivan)
    await sold_ago(ivan, 45)
    late = said(ivan, "Late: it earns {percent}%", percent=90)
    assert late in ivan.heard
    await ivan.taps(said(ivan, "Send"))
    assert late in ivan.heard
    assert "216" in ivan.heard
    assert late in owner.heard
    assert "216" in owner.heard
    await owner.taps(said(owner, "Approve"))
    assert await ivan.balance() == 216
    await ivan.says("/history")
    await ivan.taps(ivan.t("{number}. Why {points}?", number=1, points="+216"))
    assert "2 × 120 × 90% = 216" in ivan.heard.replace("\N{NO-BREAK SPACE}", " ")
    assert late in ivan.heard


async def test_a_shops_receipt_is_taken_for_a_week(stage: Stage, owner: Human) -> None:
    vera = await stage.member("Vera", owner=owner, occupation=Occupation.SELLER)
    await describe(vera)
    await sold_ago(vera, 8)
    assert said(vera, "Send") not in vera.buttons
    await vera.says(f"{stage.now() - timedelta(days=7):%d.%m.%Y}")
    assert said(vera, "Send") in vera.buttons


async def test_many_sales_of_a_day_are_flagged_and_taken(stage: Stage, owner: Human) -> None:
    await stage.set_options(claims_a_day_flag=1)
    await owner.says("/help")
    ivan = await stage.member("Ivan", owner=owner)
    many = ("⚑ {n} sale within a day", "⚑ {n} sales within a day")
    await sell(ivan, "4411")
    assert said(owner, *many, 1) not in owner.heard
    await sell(ivan, "4412")
    assert said(owner, *many, 2) in owner.heard
    assert said(owner, "Approve") in owner.buttons
