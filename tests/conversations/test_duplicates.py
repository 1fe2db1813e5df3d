"""Duplicates are never accused: an own one is shown, anybody else's is asked about and reviewed side by side."""

from io import BytesIO

import pytest
from PIL import Image

from core.people.roles import Occupation
from sandbox.model import Photo
from tests.conversations.selling import decline, describe, said, sell
from tests.stage import Human, Stage, invoice


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


@pytest.fixture
async def mate(stage: Stage, owner: Human) -> Human:
    return await stage.member("Petr", owner=owner)


async def test_an_own_sale_is_shown_again(partner: Human, owner: Human) -> None:
    """By caption: the words, and the card as it stands now."""
    await sell(partner, "4411")
    await owner.taps(said(owner, "Approve"))
    await partner.sends_photo(invoice("again"), caption="ABC-100 x2 №4411")
    assert said(partner, "We already have this invoice from you. Here is the sale.") in partner.all_heard[-2:]
    assert any(text.startswith("✅") for text in partner.all_heard[-2:])
    assert await partner.balance() == 240


async def test_the_card_knows_an_own_sale_before_it_is_sent(partner: Human) -> None:
    """No Send: the earlier sale is a tap away, or the number was mistyped and is changed."""
    await sell(partner, "4411")
    await describe(partner, "№ 04411")
    assert said(partner, "Send") not in partner.buttons
    assert partner.heard.endswith(
        said(
            partner,
            "<b>We already have this from you.</b> If it is another document, change its number, date or issuer.",
        )
    )
    await partner.taps(said(partner, "Show what we have"))
    assert partner.heard.startswith("⏳")
    await partner.taps(said(partner, "Number"))
    await partner.says("4412")
    await partner.taps(said(partner, "Send"))
    assert partner.heard.startswith("⏳")
    assert said(partner, "No. {number}", number="4412") in partner.heard


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("Another document", "The partner says: another document"),
        ("The same document", "The partner says: the same document"),
        ("Not sure", "The partner is not sure"),
    ],
)
async def test_somebody_elses_is_asked_about(partner: Human, mate: Human, owner: Human, answer: str, told: str) -> None:
    """Three buttons, no name, no accusation; moderators see both sides and the answer."""
    await sell(partner, "4411")
    await describe(mate, "4411")
    await mate.taps(said(mate, "Send"))
    assert said(mate, "<b>Is it the same document?</b>") in mate.heard
    assert "Ivan" not in mate.screen
    labels = [said(mate, label) for label in ("Another document", "The same document", "Not sure")]
    assert mate.buttons[:3] == labels
    await mate.taps(said(mate, answer))
    assert mate.heard.startswith("⏳")
    assert "Ivan" not in mate.screen

    card = owner.heard
    assert "Petr" in card
    assert "Ivan" in card
    assert said(owner, told) in card
    await owner.taps(said(owner, "Approve"))
    await owner.taps(said(owner, "Pay all the same"))
    assert await mate.balance() == 240


async def test_both_pictures_stand_side_by_side(partner: Human, mate: Human, owner: Human) -> None:
    """One picture of both, wider than either."""
    await sell(partner, "4411")
    await describe(mate, "4411")
    await mate.taps(said(mate, "Send"))
    await mate.taps(said(mate, "Not sure"))
    photo = owner.last_message.media
    assert isinstance(photo, Photo)
    with Image.open(BytesIO(photo.best.file.content)) as both:
        assert both.width > 2 * both.height
    assert said(owner, "⚠️ <b>May be the same as this, on the right:</b>") in owner.heard
    await decline(owner, "Paid already", again=False)
    assert owner.heard.startswith("❌")
    assert "Ivan" not in owner.heard, "what was doubted is settled"


async def test_a_paid_one_names_the_other_without_its_picture(partner: Human, mate: Human, owner: Human) -> None:
    await sell(partner, "4411")
    await describe(mate, "4411")
    await mate.taps(said(mate, "Send"))
    await mate.taps(said(mate, "Another document"))
    await owner.taps(said(owner, "Approve"))
    await owner.taps(said(owner, "Pay all the same"))
    assert said(owner, "⚠️ <b>May be the same as this:</b>") in owner.heard
    assert "Ivan" in owner.heard


async def test_the_same_photo_is_asked_about(partner: Human, mate: Human) -> None:
    """Another number on the same picture: a forwarded photo is recognised."""
    same = invoice("one and the same")
    await partner.sends_photo(same, caption="ABC-100 x2 №4411")
    await partner.taps("Teplo Dom")
    await mate.sends_photo(same, caption="ABC-100 x2 №9999")
    await mate.taps("Teplo Dom")
    assert said(mate, "<b>Is it the same document?</b>") in mate.heard


async def test_text_is_no_answer_to_that_question(partner: Human, mate: Human) -> None:
    await sell(partner, "4411")
    await describe(mate, "4411")
    await mate.taps(said(mate, "Send"))
    await mate.says("не знаю")
    assert mate.heard == said(mate, "One answer is needed now: tap another document, the same, or not sure.")


async def test_another_product_of_one_invoice_is_no_duplicate(partner: Human, mate: Human) -> None:
    """Two people share an invoice, each with a line of it."""
    await sell(partner, "4411")
    await sell(mate, "4411", product="Boiler 32 kW")
    assert mate.heard.startswith("⏳")


async def test_a_withdrawn_sale_is_in_nobodys_way(partner: Human, mate: Human) -> None:
    await sell(partner, "4411")
    await partner.taps(said(partner, "Withdraw"))
    await partner.taps(said(partner, "Yes, withdraw the sale"))
    await sell(mate, "4411")
    assert mate.heard.startswith("⏳")


async def test_by_caption_the_question_comes_at_once(stage: Stage, owner: Human) -> None:
    first = await stage.member("Sveta", owner=owner, occupation=Occupation.SELLER)
    second = await stage.member("Slava", owner=owner, occupation=Occupation.SELLER)
    await first.sends_photo(invoice("a"), caption="ABC-100 x2 №4411")
    await second.sends_photo(invoice("b"), caption="ABC-100 x2 №4411")
    assert said(second, "<b>Is it the same document?</b>") in second.heard
    await second.taps(said(second, "The same document"))
    assert second.heard.startswith("⏳")


async def test_what_a_correction_paid_for_is_known_too(partner: Human, mate: Human, owner: Human) -> None:
    """A boiler was claimed and a radiator paid: the same document's radiator is no new sale."""
    await sell(partner, "4411")
    await owner.taps(said(owner, "Correct and approve"))
    await owner.taps("ABC-100 ×\N{NO-BREAK SPACE}2")
    await owner.taps(said(owner, "Another product"))
    await owner.says("radiator")
    await owner.taps("Radiator 10 sections (RAD-10)")
    await owner.taps("✓ " + said(owner, "Another product"))
    await mate.sends_photo(invoice("mate"), caption="RAD-10 x2 №4411")
    await mate.taps("Teplo Dom")
    assert said(mate, "<b>Is it the same document?</b>") in mate.heard
    await mate.taps(said(mate, "Not sure"))
    await owner.taps(said(owner, "Approve"))
    assert said(owner, "Pay all the same") in owner.buttons
    assert await mate.balance() == 0
