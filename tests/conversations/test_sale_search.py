"""Finding the product of a sale by what people call it."""

import pytest

from core.catalog import shelves
from tests.conversations.selling import said
from tests.stage import Human, Stage, invoice


@pytest.fixture(params=[1_000, 0], ids=["small catalogue", "large catalogue"])
async def partner(stage: Stage, owner: Human, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Human:
    monkeypatch.setattr(shelves, "SMALL", request.param)
    return await stage.member("Ivan", owner=owner)


async def test_a_word_of_ones_own_finds_the_product_next_time(partner: Human, stage: Stage, owner: Human) -> None:
    """Nothing is found at first; whoever then chooses from the list has taught it, to all of the programme."""
    await partner.sends_photo(invoice("1"))
    await partner.says("крутилка")
    assert said(partner, "<b>Nothing found for “{search}”.</b>", search="крутилка") in partner.heard
    await partner.taps(partner.t("All products"))
    await partner.taps("Thermostat")
    await partner.says("/cancel")
    petr = await stage.member("Petr", owner=owner)
    await petr.sends_photo(invoice("2"))
    await petr.says("Крутилка")
    assert petr.buttons[0].startswith("Thermostat")


async def test_typing_errors_and_look_alikes_find(partner: Human) -> None:
    await partner.sends_photo(invoice("1"))
    await partner.says("rodiator")
    assert partner.buttons[0].startswith("Radiator")
    await partner.says("АВС")
    assert partner.buttons[0].startswith("Boiler 24 kW")
