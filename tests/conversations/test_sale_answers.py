"""Answers that no sale can have, answers in the wrong place, and ways out."""

from datetime import timedelta

import pytest

from bot.words import speaking
from core.claims.answers import LONGEST_DOCUMENT_NO, MOST_QUANTITY
from tests.conversations.selling import button, day, describe, said, sell
from tests.stage import Human, Stage, invoice


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


@pytest.mark.written_in("ru")
async def test_a_quantity_is_a_sensible_number(partner: Human) -> None:
    """Nonsense is told what fits, and changes nothing; words are numbers too."""
    await partner.sends_photo(invoice("4411"))
    await partner.taps("Boiler 24 kW")
    with speaking("ru"):
        most = f"{MOST_QUANTITY:,}".replace(",", "\N{NO-BREAK SPACE}")
    wanted = said(partner, "How many pieces? Type a whole number from {least} to {most}.", least="1", most=most)
    for nonsense in ("0", "-1", "1e9", "много", "<b>2</b>"):
        await partner.says(nonsense)
        assert partner.heard == wanted
    await partner.says("две")
    assert "Boiler 24 kW (ABC-100) ×\N{NO-BREAK SPACE}2" in partner.heard


@pytest.mark.parametrize(
    ("typed", "hears"),
    [
        ("9" * 200, "That is too long for a document number."),
        ("🧾🧾", "I see no number there. Type it as it stands on the document, for example 4411."),
        ("№", "I see no number there. Type it as it stands on the document, for example 4411."),
        ("44<11>", "A document number has letters, digits and signs like - or /."),
    ],
)
async def test_a_document_number_looks_like_one(partner: Human, typed: str, hears: str) -> None:
    await partner.sends_photo(invoice("4411"))
    await partner.taps("Boiler 24 kW")
    await partner.taps("2")
    await partner.says(typed)
    if typed.startswith("9"):
        n = LONGEST_DOCUMENT_NO
        wanted = said(
            partner,
            "That is too long for a document number. Type the number alone, {n} character at most.",
            "That is too long for a document number. Type the number alone, {n} characters at most.",
            n,
        )
    elif typed.startswith("44"):
        wanted = said(partner, f"{hears} Type it as it stands on the document.")
    else:
        wanted = said(partner, hears)
    assert partner.heard == wanted
    await partner.says("№ 44-11/А")
    assert said(partner, "No. {number}", number="44-11/А") in partner.heard


async def test_the_day_of_a_sale_lies_within_its_window(stage: Stage, partner: Human) -> None:
    """No 31.02, nothing to come, nothing too old; what is allowed is said before anything is sent."""
    await describe(partner)
    await partner.taps(said(partner, "Date"))
    earliest = day(partner, stage.now() - timedelta(days=30))
    assert earliest in partner.heard
    await partner.says("31.02")
    assert partner.heard == said(partner, "There is no such date. Tap a day or type it, for example 21.11.")
    tomorrow = stage.now() + timedelta(days=1)
    wanted = said(
        partner,
        "{date} is still to come, and a sale is registered once it is made. Which day was it?",
        date=day(partner, tomorrow),
    )
    for to_come in (f"{tomorrow:%d.%m.%Y}", "завтра", "tomorrow", "Domani"):
        await partner.says(to_come)
        assert partner.heard == wanted
    await partner.says(f"{stage.now() - timedelta(days=31):%d.%m.%Y}")
    assert earliest in partner.heard
    await partner.says(f"{stage.now() - timedelta(days=30):%d.%m.%Y}")
    assert said(partner, "<b>Is everything right?</b>") in partner.heard
    assert said(partner, "Date: {date}", date=earliest) in partner.heard


async def test_products_are_found_by_any_part(partner: Human) -> None:
    """Up to eight matches; where nothing fits, that is said, and the sale waits."""
    await partner.sends_photo(invoice("4411"))
    await partner.says("xyzzy")
    assert said(partner, "<b>Nothing found for “{search}”.</b>", search="xyzzy") in partner.heard
    await partner.says("boil")
    assert partner.buttons[:2] == ["Boiler 24 kW · ABC-100", "Boiler 32 kW · ABC-200"]
    await partner.says("RAD10")
    assert "Radiator 10 sections (RAD-10)" in partner.heard


async def test_a_text_may_tell_the_whole_sale(partner: Human) -> None:
    """Typed in the middle of the questions, it is sent as soon as nothing is missing."""
    await sell(partner, "4411")
    await partner.sends_photo(invoice("4412"))
    await partner.says("ABC-200 x3 №4412")
    assert partner.heard.startswith("⏳")
    assert "Boiler 32 kW (ABC-200) ×\N{NO-BREAK SPACE}3" in partner.heard


async def test_what_is_no_answer_hears_what_is_awaited(partner: Human) -> None:
    await partner.sends_photo(invoice("4411"))
    await partner.taps("Boiler 24 kW")
    wanted = said(
        partner,
        "I read photos, text and buttons. {what_is_awaited}",
        what_is_awaited=said(partner, "The quantity is needed now: tap a number or type it."),
    )
    voice = await partner.sends_voice()
    assert partner.heard == wanted
    assert partner.last_message.reply_to == voice.message_id
    await partner.sends_sticker()
    assert partner.heard == wanted
    await partner.says("2")
    assert "Boiler 24 kW (ABC-100) ×\N{NO-BREAK SPACE}2" in partner.heard


async def test_without_a_sale_a_film_hears_what_can_be_done(partner: Human) -> None:
    """A voice is passed on to a human."""
    await partner.sends_sticker()
    assert partner.heard == said(
        partner, "I read photos, text and buttons. To register a sale, send a photo of the invoice."
    )


async def test_a_file_that_is_no_picture_is_kindly_refused(partner: Human) -> None:
    await partner.sends_document(b"PK\x03\x04", "invoice.docx", mime_type="application/msword")
    assert partner.heard == said(
        partner, "I can only read pictures and PDFs. Send a photo of the document, or a PDF, JPEG, PNG or WEBP file."
    )


async def test_a_sale_told_in_words_waits_for_its_photo(partner: Human) -> None:
    """What was typed is kept; one question and the photo are left."""
    await partner.says("ABC-100 x2 №4411")
    await partner.taps("Teplo Dom")
    assert said(partner, "<b>Send a photo of the document.</b>") in partner.heard
    await partner.sends_photo(invoice("4411"))
    assert partner.heard.startswith("⏳")
    assert "Boiler 24 kW (ABC-100) ×\N{NO-BREAK SPACE}2" in partner.heard


async def test_words_about_a_sale_want_a_photo(partner: Human) -> None:
    """What does not tell a whole sale is not kept; the next photo begins afresh."""
    await partner.says("ABC-100 №4411")
    assert partner.heard == said(
        partner, "To register this sale, send a photo of the invoice. You can put these words into its caption."
    )
    await partner.sends_photo(invoice("4411"))
    assert said(partner, "<b>Which product?</b>") in partner.heard


async def test_cancel_drops_the_sale_and_says_which(partner: Human, owner: Human) -> None:
    await describe(partner)
    await partner.says("/cancel")
    number = said(partner, "No. {number}", number="4411")
    what = f"Boiler 24 kW (ABC-100), {number}"
    assert partner.heard == said(partner, "Dropped, nothing was sent: {what}", what=what)
    assert said(partner, "Send") not in [
        one.text for message in partner.messages for row in message.buttons for one in row
    ]
    await partner.says("/cancel")
    assert partner.heard == said(partner, "There is nothing to cancel.")
    assert "4411" not in owner.screen


async def test_the_button_cancels_too(partner: Human) -> None:
    await partner.sends_photo(invoice("4411"))
    await partner.taps(said(partner, "Cancel"))
    assert partner.heard == said(partner, "<b>Cancelled, nothing was sent</b>")
    assert partner.buttons == []


async def test_other_commands_leave_the_sale_where_it_is(partner: Human) -> None:
    """/balance in between is answered, and the number typed after it still belongs to the sale."""
    await partner.sends_photo(invoice("4411"))
    await partner.taps("Boiler 24 kW")
    await partner.says("/balance")
    await partner.says("3")
    assert "Boiler 24 kW (ABC-100) ×\N{NO-BREAK SPACE}3" in partner.heard


async def test_a_language_switched_in_the_middle_of_a_sale(partner: Human) -> None:
    """What was said stays, the buttons of before still work, and the sale goes on in the new language."""
    await partner.sends_photo(invoice("4411"))
    await partner.taps("Boiler 24 kW")
    card, two = button(partner, "2")
    await partner.says("/settings")
    await partner.taps(partner.t("Language"))
    await partner.taps("English" if partner.language == "it" else "Italiano")
    partner.person.language_code = "en" if partner.language == "it" else "it"
    await partner.taps_on(card, two)
    await partner.says("4411")
    await partner.taps("Teplo Dom")
    await partner.taps(said(partner, "Send"))
    await partner.says("/claims")
    assert "4411" in partner.screen


async def test_an_edited_answer_is_explained(partner: Human) -> None:
    await partner.sends_photo(invoice("4411"))
    await partner.taps("Boiler 24 kW")
    answer = await partner.says("2")
    await partner.edits(answer, "3")
    assert partner.heard == said(
        partner, "I have read this answer already. To change something, tap it on the card of the sale."
    )
    assert any("×\N{NO-BREAK SPACE}2" in text for text in partner.all_heard)


async def test_what_people_type_is_shown_as_they_typed_it(partner: Human, owner: Human) -> None:
    """Tags are text, cut where they are long; the moderator's card bears them too."""
    await partner.sends_photo(invoice("4411"))
    await partner.taps("Boiler 24 kW")
    await partner.taps("2")
    await partner.says("4411")
    await partner.says("<b>&\N{RIGHT-TO-LEFT OVERRIDE}" + "&" * 100)
    assert said(partner, "<b>Is everything right?</b>") in partner.heard
    assert "<b>&&&" in partner.heard
    await partner.taps(said(partner, "Send"))
    assert "<b>&&&" in owner.heard
