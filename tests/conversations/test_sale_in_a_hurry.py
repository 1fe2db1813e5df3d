"""What people type in a hurry: an answer twice, in the wrong place, or all of them at once."""

import pytest

from tests.conversations.selling import describe, said
from tests.stage import Human, Stage, invoice

NO_NAME = "Who issued the document? Type the company’s name or its tax number: other digits are not enough."


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


async def test_a_number_typed_twice_is_heard_once(partner: Human) -> None:
    """A bad network makes people type again; what came before stays as it was."""
    await partner.sends_photo(invoice("200000"))
    await partner.taps("Boiler 24 kW")
    await partner.taps("2")
    await partner.says("200000")
    await partner.says("№ 200 000")
    assert said(partner, "<b>Who issued the document?</b>") in partner.heard
    assert "Teplo Dom" in partner.buttons
    await partner.taps("Teplo Dom")
    ready = partner.heard
    await partner.says("200000")
    assert partner.heard == ready
    assert said(partner, "Issued by: {issuer}", issuer="Teplo Dom") in partner.heard


async def test_a_number_typed_twice_without_network_is_heard_once(partner: Human) -> None:
    await partner.sends_photo(invoice("200000"))
    await partner.taps("Boiler 24 kW")
    await partner.taps("2")
    partner.goes_offline()
    await partner.says("200000")
    await partner.says("200000")
    await partner.comes_back()
    assert said(partner, "<b>Who issued the document?</b>") in partner.heard


async def test_other_digits_are_no_issuer_either(partner: Human) -> None:
    """A tax number is one; whatever else has no letter gets a kind sentence, and the question stays."""
    await describe(partner)
    await partner.taps(said(partner, "Issuer"))
    for digits in ("200000", "12-34", "№ 5", "1234567890123"):
        await partner.says(digits)
        assert partner.heard == said(partner, NO_NAME)
    await partner.says("7701234567")
    assert said(partner, "Issued by: {issuer}", issuer="7701234567") in partner.heard
