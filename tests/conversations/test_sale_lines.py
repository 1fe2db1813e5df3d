"""Several products on one invoice: told in one caption, added by taps, decided line by line."""

import pytest

from bot.taps_claims import LineAct, OfLine
from tests.conversations.selling import button, describe, said
from tests.stage import Human, Stage, invoice

SIGN = "×\N{NO-BREAK SPACE}"


@pytest.fixture(params=["ru", "it", "en"])
async def partner(stage: Stage, owner: Human, request: pytest.FixtureRequest) -> Human:
    return await stage.member("Ivan", owner=owner, language=request.param)


async def test_one_caption_tells_several_products(partner: Human, owner: Human) -> None:
    """Every line stands on both cards with its points; approval pays them all."""
    await partner.sends_photo(invoice("4411"), caption="ABC-100 x2, RAD-10 x4 №4411")
    await partner.taps("Teplo Dom")
    for reader in (partner, owner):
        assert f"Boiler 24 kW (ABC-100) {SIGN}2 · +240" in reader.heard
        assert f"Radiator 10 sections (RAD-10) {SIGN}4 · +60" in reader.heard
        assert "300" in reader.heard
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 300


async def test_another_product_is_two_taps_away(partner: Human, owner: Human) -> None:
    await describe(partner)
    await partner.taps(said(partner, "+ Another product"))
    assert said(partner, "<b>Which product?</b>") in partner.heard
    await partner.taps("Radiator")
    assert said(partner, "<b>{product}: how many?</b>", product="Radiator 10 sections") in partner.heard
    await partner.taps("4")
    assert f"(RAD-10) {SIGN}4 · +60" in partner.heard
    await partner.taps(said(partner, "Send"))
    assert f"(RAD-10) {SIGN}4 · +60" in owner.heard


async def test_the_wish_for_another_product_is_taken_back(partner: Human) -> None:
    await describe(partner)
    before = partner.heard
    await partner.taps(said(partner, "+ Another product"))
    await partner.taps(said(partner, "← Back"))
    assert partner.heard == before


async def test_a_line_is_changed_and_taken_out(partner: Human) -> None:
    await describe(partner)
    await partner.taps(said(partner, "+ Another product"))
    await partner.taps("Radiator")
    await partner.taps("4")
    await partner.taps("RAD-10 × 4")
    assert said(partner, "<b>{product}: what is to be changed?</b>", product="Radiator 10 sections") in partner.heard
    await partner.says("6")
    await partner.taps("RAD-10 × 6")
    await partner.taps(said(partner, "Quantity"))
    await partner.taps("5")
    await partner.taps("ABC-100 × 2")
    message, old = button(partner, said(partner, "Remove"))
    await partner.taps(said(partner, "Remove"))
    assert "(ABC-100)" not in partner.heard
    assert f"Radiator 10 sections (RAD-10) {SIGN}5" in partner.heard
    assert await partner.taps_on(message, old) is not None
    assert f"Radiator 10 sections (RAD-10) {SIGN}5" in partner.heard


async def test_one_product_can_be_left_out_while_it_is_asked_for(partner: Human) -> None:
    """Two products in a caption, the second without a number: it is counted, or given up."""
    await partner.sends_photo(invoice("4411"), caption="ABC-100 x2, RAD-10 №4411")
    assert said(partner, "<b>{product}: how many?</b>", product="Radiator 10 sections") in partner.heard
    await partner.taps(said(partner, "← Back"))
    await partner.taps(said(partner, "Without this product"))
    assert "(RAD-10)" not in partner.heard


async def test_a_forged_line_changes_nothing(partner: Human) -> None:
    await describe(partner)
    before = partner.heard
    message, remove = button(partner, said(partner, "Send"))
    draft_id = int((remove.callback_data or "").split(":")[1])
    for line, act in ((99, LineAct.REMOVE), (99, LineAct.QUANTITY)):
        assert await partner.forges(message, OfLine(draft_id=draft_id, version=1, line=line, act=act).pack())
    assert partner.heard == before
