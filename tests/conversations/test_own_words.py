"""Everybody reads what a product is called, and what a sale waits for, in the own words."""

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import ProductRow
from tests.conversations.selling import said
from tests.stage import Human, Stage, invoice

NAMES = {"ru": "Котёл 24 кВт", "it": "Caldaia 24 kW"}
CALLED = {**NAMES, "en": "Boiler 24 kW"}


@pytest.fixture(params=["ru", "it", "en"])
async def partner(stage: Stage, owner: Human, request: pytest.FixtureRequest) -> Human:
    async def name(session: AsyncSession) -> None:
        await session.execute(update(ProductRow).where(ProductRow.sku == "ABC-100").values(names=NAMES))

    await stage.run(name)
    return await stage.member("Ivan", owner=owner, language=request.param)


async def test_each_reads_a_product_in_the_own_language(partner: Human, owner: Human) -> None:
    """On the claim's card, the moderator's, and behind the points."""
    own = CALLED[partner.language]
    await partner.sends_photo(invoice("4411"), caption="ABC-100 x2 №4411")
    await partner.taps("Teplo Dom")
    assert own in partner.heard
    assert CALLED[owner.language] in owner.heard
    await owner.taps(said(owner, "Approve"))
    assert f"{own} (ABC-100)" in partner.screen
    await partner.says("/history")
    await partner.taps(partner.buttons[0])
    assert own in partner.heard


@pytest.mark.parametrize(
    ("asked", "wanted", "waits"),
    [
        (
            "The number",
            "❓ <b>The number on the document is needed.</b> Tap “Change” and type it.",
            "❓ <b>Waits for the partner’s answer.</b>",
        ),
        (
            "One more page",
            "📄 <b>One more page is needed.</b> Tap “Add a page”, then send it.",
            "📷 <b>Waits for another photo from the partner.</b>",
        ),
        (
            "A sharper photo",
            "📷 <b>A new photo is needed.</b> Tap “Replace photo”, then send it.",
            "📷 <b>Waits for another photo from the partner.</b>",
        ),
    ],
)
async def test_a_sale_says_what_it_waits_for(partner: Human, owner: Human, asked: str, wanted: str, waits: str) -> None:
    await partner.sends_photo(invoice("4411"), caption="ABC-100 x2 №4411")
    await partner.taps("Teplo Dom")
    await owner.taps(said(owner, "Ask the partner"))
    await owner.taps(said(owner, asked))
    assert said(owner, waits) in owner.screen
    await partner.taps(said(partner, "Leave as it was"))
    assert said(partner, wanted) in partner.screen
    await partner.says("/claims")
    assert partner.buttons[0].startswith("❓")
