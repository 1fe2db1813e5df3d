"""What people type in a hurry: an answer twice, in the wrong place, or all of them at once."""

import pytest

from tests.conversations.selling import button, describe, said
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


async def test_words_sent_without_network_get_one_answer(partner: Human, owner: Human) -> None:
    """Whatever is asked for in between gets its own; whoever looks after the partner reads them all."""
    before = len(partner.all_heard)
    partner.goes_offline()
    for words in ("ciao", "buongiorno", "/balance", "c’è nessuno?"):
        await partner.says(words)
    await partner.comes_back()
    told = said(partner, "I have passed this on to {name}, who looks after you. The answer comes here.", name="Olga")
    heard = partner.all_heard[before:]
    assert len(heard) == 2
    assert heard[0].startswith(told)
    assert all(words in owner.screen for words in ("ciao", "buongiorno", "c’è nessuno?"))


async def test_other_digits_are_no_issuer_either(partner: Human) -> None:
    """A tax number is one; whatever else has no letter gets a kind sentence, and the question stays."""
    await describe(partner)
    await partner.taps(said(partner, "Issuer"))
    for digits in ("200000", "12-34", "№ 5", "1234567890123"):
        await partner.says(digits)
        assert partner.heard == said(partner, NO_NAME)
    await partner.says("7701234567")
    assert said(partner, "Issued by: {issuer}", issuer="7701234567") in partner.heard


@pytest.mark.parametrize("caption", ["ABC-100 x2 №4411", "2 boiler 24, накладная 4411"])
async def test_a_first_caption_leaves_one_question(partner: Human, owner: Human, caption: str) -> None:
    """Whose document it is; the answer sends the sale, and there is a way to change it."""
    await partner.sends_photo(invoice("4411"), caption=caption)
    assert said(partner, "<b>Who issued the document?</b>") in partner.heard
    await partner.taps("Teplo Dom")
    assert partner.heard.startswith("⏳")
    assert {said(partner, "Change"), said(partner, "Withdraw")} <= set(partner.buttons)
    assert "4411" in owner.heard


async def test_the_issuer_may_be_typed_too(partner: Human) -> None:
    await partner.sends_photo(invoice("4411"), caption="ABC-100 x2 №4411")
    await partner.says("Новый склад")
    assert partner.heard.startswith("⏳")
    assert said(partner, "Issued by: {issuer}", issuer="Новый склад") in partner.heard


@pytest.mark.parametrize("typed", ["No 4418", "№4418", "накладная 4418", "n. 4418"])
async def test_a_documents_number_is_one_also_where_pieces_are_asked(partner: Human, typed: str) -> None:
    await partner.sends_photo(invoice("4418"))
    await partner.taps("Boiler 24 kW")
    await partner.says(typed)
    assert said(partner, "No. {number}", number="4418") in partner.heard
    assert said(partner, "<b>How many?</b>") in partner.heard
    await partner.taps("2")
    assert said(partner, "<b>Who issued the document?</b>") in partner.heard


@pytest.mark.written_in("ru")
async def test_a_number_too_large_for_pieces_is_asked_about(partner: Human) -> None:
    """It is the document's, most likely; whoever sold so many says so."""
    await partner.sends_photo(invoice("4418"))
    await partner.taps("Boiler 24 kW")
    await partner.says("4418")
    asks = said(partner, "<b>Is {number} the number of the document?</b>", number="4418")
    assert asks in partner.heard
    await partner.taps(said(partner, "← Back"))
    assert said(partner, "<b>How many?</b>") in partner.heard
    await partner.says("4418")
    await partner.taps(said(partner, "Yes, the document’s number"))
    assert said(partner, "No. {number}", number="4418") in partner.heard
    assert said(partner, "<b>How many?</b>") in partner.heard
    await partner.says("1200")
    assert said(partner, "<b>Really {number}?</b>", number="1\N{NO-BREAK SPACE}200") in partner.heard
    await partner.taps("1\N{NO-BREAK SPACE}200")
    assert "×\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}200" in partner.heard


@pytest.mark.written_in("ru")
async def test_pieces_that_are_called_so_are_not_asked_about(partner: Human) -> None:
    await partner.sends_photo(invoice("4418"))
    await partner.taps("Boiler 24 kW")
    await partner.says("1200 шт")
    assert "×\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}200" in partner.heard
    assert said(partner, "<b>What is the number of the document?</b>") in partner.heard


async def test_the_product_question_takes_the_rest_as_well(partner: Human) -> None:
    """Product, quantity and a bare number, read in one line; what was read is shown before it is sent."""
    await partner.sends_photo(invoice("4425"))
    await partner.says("RAD-10 x4 4425")
    assert "Radiator 10 sections (RAD-10) ×\N{NO-BREAK SPACE}4" in partner.heard
    assert said(partner, "No. {number}", number="4425") in partner.heard
    await partner.taps("Teplo Dom")
    assert said(partner, "<b>Is everything right?</b>") in partner.heard


async def test_a_product_is_called_as_it_was_typed(partner: Human) -> None:
    """Letters that look alike are exchanged for comparison only."""
    await partner.sends_photo(invoice("4411"), caption="Мегакотёл, 2 шт, №4411")
    assert "Мегакотёл" in partner.heard


@pytest.mark.written_in("ru")
async def test_a_number_bears_one_sign(partner: Human) -> None:
    await partner.sends_photo(invoice("4411"), caption="ABC-100 x2")
    await partner.says("№ № 4411")
    assert "№ 4411" in partner.heard
    assert "№ №" not in partner.heard
    assert "№№" not in partner.heard


async def test_a_doubt_that_is_over_has_no_button_any_more(partner: Human) -> None:
    """A tap that comes late says so and changes nothing."""
    await partner.sends_photo(invoice("4418"))
    await partner.taps("Boiler 24 kW")
    await partner.says("4418")
    message, late = button(partner, said(partner, "Yes, the document’s number"))
    await partner.taps(said(partner, "← Back"))
    toast = await partner.taps_on(message, late)
    assert toast == said(partner, "This button is out of date. Look at the sale as it is now and tap once more.")
    assert said(partner, "<b>How many?</b>") in partner.heard


async def test_a_question_is_no_answer(stage: Stage, owner: Human) -> None:
    """Typed without network behind a photo, it reaches the manager, and not the invoice."""
    petr = await stage.member("Petr", owner=owner)
    petr.goes_offline()
    petr.phone.send_photo(petr.bot, invoice("77"), caption="ABC-100 x1 №77")
    petr.phone.send_text(petr.bot, "Когда приедете?")
    await petr.comes_back()
    assert "Когда приедете?" in owner.heard
    assert "Когда приедете?" not in [one.text for message in petr.messages for row in message.buttons for one in row]
    await petr.taps("Teplo Dom")
    assert any(text.startswith("⏳") for text in petr.all_heard)
