"""Goods that came back: what that takes is shown first, then taken once, with a debt where it was spent."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import Points
from core.points import holds
from tests.conversations.selling import button, said, sell
from tests.stage import Human, Stage

X = "×\N{NO-BREAK SPACE}"


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    found = await stage.member("Ivan", owner=owner)
    await sell(found)
    await owner.taps(said(owner, "Approve"))
    await found.says("/claims")
    await found.taps("4411")
    return found


async def spend(stage: Stage, partner: Human, points: int) -> None:
    person, now = await partner.member(), stage.now()

    async def step(session: AsyncSession) -> None:
        hold = await holds.hold(
            session,
            programme_id=person.programme_id,
            person_id=person.id,
            points=Points(points),
            key="spent:1",
            reason={"kind": "order"},
            now=now,
        )
        await holds.capture(session, hold, now=now)

    await stage.run(step)


async def test_the_partner_reports_what_came_back(partner: Human, owner: Human) -> None:
    """Two taps and a last one; the card, the balance and whoever decided tell of it."""
    await partner.taps(said(partner, "↩️ Returned by the buyer"))
    assert f"{X}2" in partner.heard
    await partner.taps("1")
    assert "−120" in partner.heard
    assert said(partner, "This cannot be undone.") in partner.heard
    assert await partner.balance() == 240
    toast = await partner.taps(said(partner, "Yes, it came back"))
    assert toast is not None
    assert "−120" in toast
    assert await partner.balance() == 120
    assert any("−120" in text and text.startswith("↩️") for text in owner.all_heard)
    await partner.says("/claims")
    await partner.taps("4411")
    assert (
        said(partner, "↩️ {n} unit returned: −{points}", "↩️ {n} units returned: −{points}", 1, points="120")
        in partner.heard
    )


async def test_nothing_is_taken_before_the_last_tap(partner: Human) -> None:
    await partner.taps(said(partner, "↩️ Returned by the buyer"))
    await partner.taps(said(partner, "All {n}", n=2))
    await partner.taps(said(partner, "← Back"))
    assert partner.heard.startswith("✅")
    assert await partner.balance() == 240


async def test_a_double_tap_takes_once(partner: Human) -> None:
    await partner.taps(said(partner, "↩️ Returned by the buyer"))
    await partner.taps("1")
    message, surely = button(partner, said(partner, "Yes, it came back"))
    await partner.taps_on(message, surely)
    toast = await partner.taps_on(message, surely)
    assert toast == said(partner, "This was reported already. Look at the sale as it is now.")
    assert await partner.balance() == 120


async def test_what_was_spent_becomes_a_debt(stage: Stage, partner: Human, owner: Human) -> None:
    """It is said before, and the next sale pays it off."""
    await spend(stage, partner, 200)
    await partner.taps(said(partner, "↩️ Returned by the buyer"))
    await partner.taps(said(partner, "All {n}", n=2))
    debt = "{points} of it were spent already: the next sales pay them off."
    assert said(partner, debt, points="200") in partner.heard
    await partner.taps(said(partner, "Yes, it came back"))
    assert await partner.balance() == 0
    await sell(partner, "4412")
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 40


async def test_a_debt_beside_a_balance_says_why(stage: Stage, partner: Human, owner: Human) -> None:
    """A return takes from its own sale alone: what other sales earned can be spent all the same."""
    await spend(stage, partner, 200)
    await sell(partner, "4412")
    await owner.taps(said(owner, "Approve"))
    first = next(one for one in partner.messages if one.by_bot and "4411" in one.text and one.buttons)
    _, returned = button(partner, said(partner, "↩️ Returned by the buyer"))
    await partner.taps_on(first, next(b for row in first.buttons for b in row if b.text == returned.text))
    await partner.taps(said(partner, "All {n}", n=2))
    await partner.taps(said(partner, "Yes, it came back"))
    assert await partner.balance() == 240
    await partner.says("/balance")
    assert said(partner, "What you have to spend is of other sales: it stays yours.") in partner.heard


async def test_whoever_decides_reports_it_from_the_card(stage: Stage, partner: Human, owner: Human) -> None:
    """The partner is told; boards lose the points from the month in which they came."""
    await stage.move(timedelta(days=40))
    await owner.taps(said(owner, "↩️ Returned by the buyer"))
    await owner.says("2")
    await owner.taps(said(owner, "Yes, it came back"))
    assert await partner.balance() == 0
    assert partner.heard.startswith("↩️")
    assert said(partner, "You now have {balance}", balance="0") in partner.heard


async def test_strangers_to_the_sale_report_nothing(stage: Stage, partner: Human, owner: Human) -> None:
    mate = await stage.member("Petr", owner=owner)
    await partner.taps(said(partner, "↩️ Returned by the buyer"))
    await partner.taps("1")
    data = button(partner, said(partner, "Yes, it came back"))[1].callback_data
    assert data is not None
    assert await mate.forges(mate.last_message, data)
    assert await partner.balance() == 240
