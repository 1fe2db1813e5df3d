"""A product taken off the list: what was sent with it goes on, and what was not is told to choose another."""

import pytest

from tests.conversations.selling import decline, describe, said, sell
from tests.stage import Human, Stage, invoice

GONE = "This product is no longer on the list. Choose another one."


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


async def retire(owner: Human, sku: str = "ABC-100") -> None:
    await owner.says("/products")
    await owner.taps(said(owner, "Remove one"))
    await owner.taps(sku)
    await owner.taps(said(owner, "Remove"))


async def decide(owner: Human, verdict: str = "Approve") -> None:
    await owner.taps(said(owner, "📋 To decide"))
    await owner.taps(said(owner, verdict))


async def test_a_sent_sale_is_still_corrected(partner: Human, owner: Human) -> None:
    """Its product is shown and earns as before; nothing asks for another one."""
    await sell(partner)
    await retire(owner)
    await partner.taps(said(partner, "Change"))
    assert "Boiler 24 kW (ABC-100) ×\N{NO-BREAK SPACE}2" in partner.heard
    assert said(partner, GONE) not in partner.heard
    await partner.taps(said(partner, "Quantity"))
    await partner.taps("3")
    assert "360" in partner.heard
    await partner.taps(said(partner, "Send"))
    assert partner.heard.startswith("⏳")
    await decide(owner)
    assert await partner.balance() == 360


async def test_the_photo_a_sent_sale_waits_for_is_taken(partner: Human, owner: Human) -> None:
    await sell(partner, "4410", product="Boiler 32 kW")
    caption = "ABC-100 x1 №4411"
    await partner.sends_document(b"not a picture", "invoice.jpg", mime_type="image/jpeg", caption=caption)
    assert said(partner, "<b>Send the new photo.</b> It takes the place of the one before.") in partner.screen
    await retire(owner)
    await partner.sends_photo(invoice("4411"))
    assert partner.heard.startswith("⏳")
    assert "4411" in partner.heard


async def test_a_declined_sale_asks_for_another_product(partner: Human, owner: Human) -> None:
    """Whatever it was declined for; the card says why it asks, and everything else is kept."""
    await sell(partner)
    await decline(owner, "Other reason", "Нет печати")
    await retire(owner)
    await partner.taps(said(partner, "Send it again"))
    assert said(partner, GONE) in partner.heard
    assert "240" not in partner.heard
    await partner.taps("Boiler 32 kW")
    assert said(partner, GONE) not in partner.heard
    await partner.taps(said(partner, "Send"))
    await decide(owner)
    assert await partner.balance() == 400


async def test_a_sale_that_was_not_sent_says_that_its_product_is_gone(partner: Human, owner: Human) -> None:
    """Sending it is refused in the same words, and one tap leads to the products."""
    await describe(partner)
    await retire(owner)
    await partner.taps(said(partner, "Quantity"))
    await partner.taps("3")
    assert said(partner, GONE) in partner.heard
    assert await partner.taps(said(partner, "Send")) == said(partner, GONE)
    await partner.taps(said(partner, "Product"))
    await partner.taps("Boiler 32 kW")
    await partner.taps(said(partner, "Send"))
    await decide(owner)
    assert await partner.balance() == 600
