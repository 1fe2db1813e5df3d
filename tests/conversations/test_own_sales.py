"""Own sales: all of them in a list, and each behind the points it brought."""

import pytest

from tests.conversations.selling import said
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
