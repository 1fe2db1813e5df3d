"""Choosing a product: offered ones, found ones, and all of them page by page."""

import pytest

from tests.conversations.selling import said, sell
from tests.stage import Human, Stage, invoice

MANY = "\n".join(f"P-{number:02}; Pump {number:02}; 10" for number in range(1, 20))


@pytest.fixture
async def partner(stage: Stage) -> Human:
    owner = await stage.found(products=MANY)
    return await stage.member("Ivan", owner=owner)


async def test_all_products_are_a_tap_away(partner: Human) -> None:
    """Whoever has sold before is offered what was sold; the whole list is paged, eight at a time, with a way back."""
    await sell(partner, "4411", product="Pump 03")
    await partner.sends_photo(invoice("4412"))
    assert partner.buttons[:2] == ["Pump 03 · P-03", said(partner, "All products")]
    await partner.taps(said(partner, "All products"))
    assert said(partner, "<b>All products</b>") in partner.heard
    assert [label for label in partner.buttons if label.startswith("Pump")] == _pumps(1, 8)
    await partner.taps(said(partner, "More →"))
    await partner.taps(said(partner, "More →"))
    assert [label for label in partner.buttons if label.startswith("Pump")] == _pumps(17, 19)
    assert said(partner, "More →") not in partner.buttons
    await partner.taps(said(partner, "← Earlier"))
    assert [label for label in partner.buttons if label.startswith("Pump")] == _pumps(9, 16)
    await partner.taps(said(partner, "← Back"))
    assert said(partner, "<b>Which product?</b>") in partner.heard
    await partner.taps(said(partner, "All products"))
    await partner.taps("Pump 08")
    assert said(partner, "<b>How many?</b>") in partner.heard


async def test_after_nothing_was_found_there_is_the_whole_list(partner: Human) -> None:
    await partner.sends_photo(invoice("4411"))
    await partner.says("xyzzy")
    assert said(partner, "<b>Nothing found for “{search}”.</b>", search="xyzzy") in partner.heard
    assert (
        said(partner, "Type another part of the name or the article number, or look through the list.") in partner.heard
    )
    await partner.taps(said(partner, "All products"))
    assert "Pump 01 · P-01" in partner.buttons
    await partner.says("P-12")
    assert "Pump 12 (P-12)" in partner.heard


async def test_a_short_list_is_shown_as_a_whole(stage: Stage) -> None:
    owner = await stage.found()
    partner = await stage.member("Ivan", owner=owner)
    await partner.sends_photo(invoice("4411"))
    assert said(partner, "All products") not in partner.buttons
    assert len([label for label in partner.buttons if " · " in label]) == 4


def _pumps(first: int, last: int) -> list[str]:
    return [f"Pump {number:02} · P-{number:02}" for number in range(first, last + 1)]
