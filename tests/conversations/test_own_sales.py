"""Own sales: all of them in a list, and each behind the points it brought."""

import pytest

from tests.conversations.earning import earn
from tests.conversations.selling import said, sell
from tests.stage import Human, Stage, invoice


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


async def test_many_sales_are_listed_page_by_page(partner: Human) -> None:
    for number in range(4401, 4411):
        await partner.sends_photo(invoice(str(number)), caption=f"ABC-100 x2 №{number}")
        if "Teplo Dom" in partner.buttons:
            await partner.taps("Teplo Dom")
    await partner.says("/claims")
    newest = partner.buttons
    assert ["4410" in newest[0], "4403" in newest[7]] == [True, True]
    assert newest[8:] == [said(partner, "Older →")]
    await partner.taps(said(partner, "Older →"))
    assert ["4402" in partner.buttons[0], "4401" in partner.buttons[1]] == [True, True]
    assert partner.buttons[2:] == [said(partner, "← Newer")]
    await partner.taps(said(partner, "← Newer"))
    assert partner.buttons == newest
    await partner.taps(said(partner, "Older →"))
    await partner.taps(partner.buttons[0])
    assert said(partner, "No. {number}", number="4402") in partner.heard


async def test_points_lead_to_the_sale_they_came_from(partner: Human, owner: Human) -> None:
    await sell(partner)
    await owner.taps(said(owner, "Approve"))
    await partner.says("/history")
    await partner.taps(partner.t("{number}. Why {points}?", number=1, points="+240"))
    assert partner.buttons == [said(partner, "Show the sale"), said(partner, "← Back")]
    await partner.taps(said(partner, "Show the sale"))
    assert partner.heard.startswith("✅")
    assert said(partner, "No. {number}", number="4411") in partner.heard
    assert said(partner, "History") in partner.buttons


async def test_points_of_no_sale_lead_nowhere(partner: Human) -> None:
    await earn(partner, 7, document_no="17")
    await partner.says("/history")
    await partner.taps(partner.t("{number}. Why {points}?", number=1, points="+7"))
    assert partner.buttons == [said(partner, "← Back")]
