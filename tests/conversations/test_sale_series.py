"""Pictures that come together: asked about once, then one sale, or a list whose next gap stands under the thumb."""

import pytest

from tests.conversations.selling import button, data_of, said
from tests.stage import Human, Stage, invoice

SIGN = "×\N{NO-BREAK SPACE}"


@pytest.fixture(params=["ru", "it", "en"])
async def partner(stage: Stage, owner: Human, request: pytest.FixtureRequest) -> Human:
    return await stage.member("Ivan", owner=owner, language=request.param)


@pytest.fixture
async def ivan(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


def asked(partner: Human) -> str:
    return said(partner, "<b>Is this one sale, or a sale in each photo?</b>")


def sales(partner: Human, n: int) -> str:
    return said(partner, "{n} sale", "{n} sales", n)


async def test_an_album_is_asked_about_once(ivan: Human) -> None:
    before = len(ivan.all_heard)
    await ivan.sends_album([invoice(f"page {page}") for page in range(3)])
    assert len(ivan.all_heard) == before + 1
    assert asked(ivan) in ivan.heard
    assert ivan.buttons == [said(ivan, "One sale"), sales(ivan, 3), said(ivan, "Cancel")]
    await ivan.taps(said(ivan, "One sale"))
    assert said(ivan, "<b>New sale</b>, {n} photo", "<b>New sale</b>, {n} photos", 3) in ivan.heard
    assert said(ivan, "<b>Which product?</b>") in ivan.heard
    await ivan.sends_photo(invoice("page 4"))
    assert asked(ivan) not in ivan.heard


async def test_an_album_whose_caption_tells_a_whole_sale_is_sent(ivan: Human, owner: Human) -> None:
    await ivan.sends_album([invoice("1"), invoice("2")], caption="ABC-100 x2 №4411")
    assert asked(ivan) not in ivan.screen
    await ivan.taps("Teplo Dom")
    assert "4411" in owner.heard


async def test_a_list_is_filled_gap_by_gap_and_sent(partner: Human, owner: Human) -> None:
    """Three sales: the second is like the first, the third is left out; one tap sends what is ready."""
    await partner.sends_album([invoice("4411"), invoice("4412"), invoice("4413")])
    await partner.taps(sales(partner, 3))

    assert said(partner, "Sale {number}:", number="1") in partner.heard
    await partner.taps("Boiler 24 kW")
    await partner.taps("2")
    await partner.says("4411")
    await partner.taps("Teplo Dom")
    assert f"ABC-100 {SIGN}2" in partner.heard
    assert said(partner, "Sale {number}:", number="2") in partner.heard
    await partner.taps(said(partner, "Same as before: {what}", what="ABC-100 × 2"))
    await partner.says("4412")
    assert said(partner, "Sale {number}:", number="3") in partner.heard
    await partner.taps(said(partner, "Leave this one out"))
    await partner.taps(said(partner, "Send the {n} that is ready", "Send the {n} that are ready", 2))
    assert said(partner, "<b>All are sent.</b> /claims shows how each of them stands.") in partner.heard
    for _ in range(2):
        await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 480


async def test_ready_ones_are_sent_before_the_others(ivan: Human, owner: Human) -> None:
    await ivan.sends_album([invoice("4411"), invoice("4412")])
    await ivan.taps(sales(ivan, 2))
    await ivan.says("ABC-100")
    await ivan.taps("1")
    await ivan.says("4411")
    await ivan.taps("Teplo Dom")
    message, send = button(ivan, said(ivan, "Send the {n} that is ready", "Send the {n} that are ready", 1))
    await ivan.taps(send.text)
    assert "4411" in owner.heard
    assert said(ivan, "Sale {number}:", number="2") in ivan.heard
    await ivan.taps_on(message, send)
    assert said(ivan, "Sale {number}:", number="2") in ivan.heard
    assert len([heard for heard in owner.all_heard if "4411" in heard]) == 1


async def test_the_same_number_twice_in_a_list_is_asked_again(ivan: Human) -> None:
    await ivan.sends_album([invoice("4411"), invoice("4412")])
    await ivan.taps(sales(ivan, 2))
    for _ in range(2):
        await ivan.says("ABC-100")
        await ivan.taps("1")
        await ivan.says("4411")
        if "Teplo Dom" in ivan.buttons:
            await ivan.taps("Teplo Dom")
    toast = await ivan.taps(said(ivan, "Send the {n} that is ready", "Send the {n} that are ready", 2))
    assert toast == said(ivan, "We already have this invoice from you. Here is the sale.")
    assert said(ivan, "<b>What is the number of the document?</b>") in ivan.heard
    await ivan.says("4412")
    await ivan.taps(said(ivan, "Send the {n} that is ready", "Send the {n} that are ready", 1))
    assert said(ivan, "<b>All are sent.</b> /claims shows how each of them stands.") in ivan.heard


async def test_photos_saved_up_without_network_are_asked_about(ivan: Human) -> None:
    """Three in a row without a word; two are two pages, as ever."""
    before = len(ivan.all_heard)
    ivan.goes_offline()
    for label in ("4411", "4412", "4413"):
        await ivan.sends_photo(invoice(label))
    await ivan.comes_back()
    assert len(ivan.all_heard) == before + 1
    assert asked(ivan) in ivan.heard
    await ivan.taps(sales(ivan, 3))
    assert said(ivan, "Sale {number}:", number="1") in ivan.heard


async def test_two_photos_are_two_pages(ivan: Human) -> None:
    await ivan.sends_photo(invoice("page 1"))
    await ivan.sends_photo(invoice("page 2"))
    assert asked(ivan) not in ivan.heard


async def test_the_question_is_answered_twice(ivan: Human) -> None:
    """A second tap, made without network, finds the question answered."""
    await ivan.sends_album([invoice("4411"), invoice("4412")])
    one = data_of(ivan, said(ivan, "One sale"))
    await ivan.taps(sales(ivan, 2))
    assert await ivan.forges(ivan.last_message, one) is not None
    assert said(ivan, "Sale {number}:", number="1") in ivan.heard
    assert said(ivan, "<b>{n} sale</b>", "<b>{n} sales</b>", 2) in ivan.heard


async def test_a_sale_of_the_list_gets_a_card_of_its_own(ivan: Human) -> None:
    await ivan.sends_album([invoice("4411"), invoice("4412")])
    await ivan.taps(sales(ivan, 2))
    await ivan.says("ABC-100")
    await ivan.taps("1")
    await ivan.says("4411")
    await ivan.taps("Teplo Dom")
    await ivan.taps("✏️ 1")
    assert said(ivan, "<b>Is everything right?</b>") in ivan.heard
    await ivan.taps(said(ivan, "Quantity"))
    await ivan.taps("3")
    await ivan.taps(said(ivan, "Send"))
    assert ivan.heard.startswith("⏳")
