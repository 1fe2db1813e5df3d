"""What proves a sale is the programme's choice: serial numbers, the kind of customer, or less than usual."""

import pytest

from bot.words import speaking, translate
from core.programme.options import REQUIRED, ClaimField
from tests.conversations.selling import button, decline, said
from tests.stage import Human, Stage, invoice

TOASTED = "Serial number {serial} was paid for in {document} of {name}. Correct it here, or decline this sale."


@pytest.fixture(params=["ru", "it", "en"])
async def partner(stage: Stage, owner: Human, request: pytest.FixtureRequest) -> Human:
    return await stage.member("Ivan", owner=owner, language=request.param)


@pytest.fixture
async def mate(stage: Stage, owner: Human) -> Human:
    return await stage.member("Petr", owner=owner)


async def require(stage: Stage, owner: Human, *fields: ClaimField) -> None:
    await stage.set_options(required=frozenset({ClaimField.ISSUER, *fields}))
    await owner.says("/help")


async def test_serial_numbers_are_asked_one_after_another(partner: Human, owner: Human, stage: Stage) -> None:
    """Two boilers, two numbers; the second in one message with what was sent already is no third one."""
    await require(stage, owner, ClaimField.QUANTITY, ClaimField.SERIAL)
    await partner.sends_photo(invoice("4411"))
    await partner.taps("Boiler 24 kW")
    await partner.taps("2")
    assert _which(partner, 1, 2) in partner.heard
    await partner.says("77Q-1200")
    assert _which(partner, 2, 2) in partner.heard
    await partner.says("77q 1200")
    twice = "{serial} stands in this sale already. Each piece has a number of its own."
    assert partner.heard == said(partner, twice, serial="77q 1200")
    await partner.says("77Q-1201")
    await partner.taps("Teplo Dom")
    assert "S/N 77Q-1200, 77Q-1201" in partner.heard
    assert said(partner, "Number") in partner.buttons
    await partner.taps(said(partner, "Send"))
    assert partner.heard.startswith("⏳")
    assert "S/N 77Q-1200, 77Q-1201" in owner.heard
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240
    assert "S/N 77Q-1200" in partner.screen


async def test_a_list_of_serial_numbers_is_pasted(partner: Human, owner: Human, stage: Stage) -> None:
    await require(stage, owner, ClaimField.QUANTITY, ClaimField.SERIAL)
    await partner.sends_photo(invoice("4411"), caption="ABC-100 x3")
    await partner.says("1) 77Q-1200\n2) 77Q-1201\n3) 77Q-1202\n4) 77Q-1203")
    few, many = (f"Those are more serial numbers than pieces: {{n}} {are} enough." for are in ("is", "are"))
    assert partner.heard == said(partner, few, many, 3)
    await partner.says("77Q-1200\n77Q-1201\n77Q-1202")
    await partner.taps("Teplo Dom")
    assert "S/N 77Q-1200, 77Q-1201, 77Q-1202" in partner.screen
    await partner.taps(said(partner, "Change"))
    await partner.taps(said(partner, "Serial number"))
    await partner.says("77Q-1300\n77Q-1301\n77Q-1302")
    assert "S/N 77Q-1300, 77Q-1301, 77Q-1302" in partner.heard


async def test_with_a_serial_number_the_documents_may_be_left_out(partner: Human, owner: Human) -> None:
    """By a button where the number is asked for, or in the caption; the sale then goes by its serial number."""
    await partner.sends_photo(invoice("4411"))
    await partner.taps("Boiler 24 kW")
    await partner.taps("1")
    await partner.taps(said(partner, "Serial number instead"))
    assert said(partner, "What is the serial number?") in partner.heard
    await partner.says("77Q-1200")
    await partner.taps("Teplo Dom")
    await partner.taps(said(partner, "Send"))
    assert partner.heard.startswith("⏳")
    await owner.taps(said(owner, "Approve"))
    assert any("S/N 77Q-1200" in text for text in partner.all_heard)
    await partner.sends_photo(invoice("4412"), caption="ABC-100 x1 s/n 77Q-1201")
    assert partner.heard.startswith("⏳")
    assert "S/N 77Q-1201" in partner.heard
    await partner.says("/history")
    assert "S/N 77Q-1200" in partner.heard


async def test_an_own_serial_number_is_shown(partner: Human) -> None:
    await partner.sends_photo(invoice("4411"), caption="ABC-100 x1 №4411 s/n 77Q-1200")
    await partner.taps("Teplo Dom")
    await partner.sends_photo(invoice("4412"), caption="ABC-100 x1 №4412 s/n 77q1200")
    own = "We already have this serial number from you. Here is the sale."
    assert said(partner, own) in partner.all_heard[-2:]


async def test_somebody_elses_serial_number_is_no_accusation(
    partner: Human, mate: Human, owner: Human, stage: Stage
) -> None:
    """It is asked about, goes to review side by side, is paid for once, and can be mended there."""
    await mate.sends_photo(invoice("4411"), caption="ABC-100 x1 №4411 s/n 77Q-1200")
    await mate.taps("Teplo Dom")
    theirs = button(owner, said(owner, "Approve"))
    await partner.sends_photo(invoice("4412"), caption="ABC-100 x1 №4412 s/n 77Q-1200")
    await partner.taps("Teplo Dom")
    assert said(partner, "<b>Is the serial number right?</b>") in partner.heard
    assert "Petr" not in partner.screen
    await partner.taps(said(partner, "It is right, send it"))
    assert partner.heard.startswith("⏳")
    assert said(owner, "⚠️ <b>May be the same as this, on the right:</b>") in owner.heard
    await owner.taps_on(*theirs)
    assert await mate.balance() == 120
    toast = await owner.taps(said(owner, "Approve"))
    document = said(owner, "No. {number}", number="4411")
    assert toast == said(owner, TOASTED, serial="77Q-1200", document=document, name="Petr")
    await owner.taps(said(owner, "Correct and approve"))
    await owner.taps("ABC-100")
    await owner.taps(said(owner, "Serial number"))
    await owner.says("77Q-1208")
    assert "S/N 77Q-1200 → S/N 77Q-1208" in owner.heard
    await owner.taps(f"✓ {said(owner, 'Other number or date')}")
    assert await partner.balance() == 120
    assert "S/N 77Q-1208" in partner.screen


async def test_a_declined_sale_leaves_its_serial_number_to_others(partner: Human, mate: Human, owner: Human) -> None:
    await mate.sends_photo(invoice("4411"), caption="ABC-100 x1 №4411 s/n 77Q-1200")
    await mate.taps("Teplo Dom")
    await decline(owner, "Photo unreadable")
    await partner.sends_photo(invoice("4412"), caption="ABC-100 x1 №4412 s/n 77Q-1200")
    await partner.taps("Teplo Dom")
    assert partner.heard.startswith("⏳")


async def test_a_programme_asks_for_less(partner: Human, owner: Human, stage: Stage) -> None:
    """Neither number nor quantity: a photo and a product are a sale, and what is told besides is understood."""
    await require(stage, owner)
    await partner.sends_photo(invoice("4411"))
    await partner.taps("Boiler 24 kW")
    await partner.taps("Teplo Dom")
    assert said(partner, "<b>Is everything right?</b>") in partner.heard
    assert "×\N{NO-BREAK SPACE}1" in partner.heard
    await partner.says("№ 4411")
    assert said(partner, "No. {number}", number="4411") in partner.heard
    await partner.taps(said(partner, "Send"))
    await partner.sends_photo(invoice("4412"))
    await partner.taps("Boiler 24 kW")
    await partner.taps(said(partner, "Send"))
    assert said(partner, "Sale without a number") in partner.heard
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 120


async def test_the_kind_of_customer_is_asked_for(partner: Human, owner: Human, stage: Stage) -> None:
    """By buttons, where the programme wants it; it stands on every card and can be changed."""
    await stage.set_options(required=REQUIRED | {ClaimField.CUSTOMER_TYPE})
    await owner.says("/help")
    await partner.sends_photo(invoice("4411"), caption="ABC-100 x2 №4411")
    await partner.taps("Teplo Dom")
    assert said(partner, "<b>Who is the customer?</b>") in partner.heard
    await partner.says("???")
    assert partner.heard == said(partner, "Who is the customer? Tap what fits best.")
    await partner.taps(said(partner, "Private home"))
    own = said(partner, "Customer: {kind}", kind=said(partner, "Private home").lower())
    assert own in partner.screen
    assert said(owner, "Customer: {kind}", kind=said(owner, "Private home").lower()) in owner.heard
    await partner.taps(said(partner, "Change"))
    await partner.taps(said(partner, "Customer"))
    await partner.taps(said(partner, "Reseller"))
    await partner.taps(said(partner, "Send"))
    assert said(owner, "Customer: {kind}", kind=said(owner, "Reseller").lower()) in owner.screen


def _which(partner: Human, k: int, n: int) -> str:
    with speaking(partner.language):
        return translate("Serial number {k} of {n}?").format(k=k, n=n)
