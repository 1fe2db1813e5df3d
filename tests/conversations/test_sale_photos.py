"""Pictures that cannot be used: the sentence each needs, below the picture, and another in its place."""

import struct
import zlib

import pytest

from tests.conversations.selling import describe, said, sell
from tests.core.claims.papers import LOCKED, pdf
from tests.stage import Human, Stage, invoice

MEGABYTE = 1024 * 1024
UNDECODABLE = "I cannot open this file. Send an ordinary photo, or a JPEG, PNG, WEBP or PDF file."


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


def huge_png(side: int = 13_000) -> bytes:
    """A picture of a few kilobytes that would take hundreds of megabytes to decode."""
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = b"\0" * (side // 8 + 2)
    body = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in ((b"IHDR", header), (b"IDAT", body), (b"IEND", b"")))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "This file is empty. Send the photo once more."),
        (b"not a picture at all", UNDECODABLE),
        (
            invoice("cut")[:400],
            "I cannot open this file. Send an ordinary photo, or a JPEG, PNG, WEBP or PDF file.",
        ),
        (huge_png(), "This picture has too many pixels. Send it as an ordinary photo."),
    ],
    ids=["empty", "words", "cut", "bomb"],
)
async def test_a_picture_that_cannot_be_used_is_told_below_it(partner: Human, content: bytes, why: str) -> None:
    """The sale waits for another; all else stays."""
    photo = await partner.sends_document(content, "invoice.png", mime_type="image/png")
    told = [message for message in partner.messages if message.text == said(partner, why)]
    assert [message.reply_to for message in told] == [photo.message_id]
    assert photo.bot_reaction is None
    await partner.sends_photo(invoice("4411"))
    assert said(partner, "<b>New sale</b>, {n} photo", "<b>New sale</b>, {n} photos", 1) in partner.heard


async def test_a_file_too_large_is_not_even_fetched(partner: Human) -> None:
    """It is told below that file, which may be one of several."""
    file = await partner.sends_document(b"\xff" * (21 * MEGABYTE), "invoice.jpg", mime_type="image/jpeg")
    assert partner.heard == said(partner, "This file is larger than {n} MB. Send it as an ordinary photo.", n=20)
    assert partner.last_message.reply_to == file.message_id
    assert said(partner, "<b>Which product?</b>") not in partner.screen


async def test_a_sale_sent_with_a_bad_picture_asks_for_another(stage: Stage, partner: Human, owner: Human) -> None:
    """Moderators see the sale only once its picture is safe."""
    await sell(partner, "4411")
    caption = "ABC-200 x1 №4412"
    await partner.sends_document(b"not a picture", "invoice.jpg", mime_type="image/jpeg", caption=caption)
    assert said(partner, "<b>Send the new photo.</b> It takes the place of the one before.") in partner.screen
    assert "4412" not in owner.screen
    await partner.sends_photo(invoice("4412"))
    assert partner.heard.startswith("⏳")
    assert "4412" in owner.heard


async def test_an_unusable_page_of_an_album_does_not_stop_the_rest(partner: Human) -> None:
    """The good page is enough, and the bad one is named."""
    await partner.sends_photo(invoice("page 1"))
    bad = await partner.sends_document(b"words", "page2.jpg", mime_type="image/jpeg")
    assert bad.message_id in [message.reply_to for message in partner.messages]
    await partner.taps("Boiler 24 kW")
    assert said(partner, "<b>New sale</b>, {n} photo", "<b>New sale</b>, {n} photos", 1) in partner.screen


async def test_a_sale_without_a_picture_cannot_be_sent(partner: Human) -> None:
    """Everything else is known, so the photo is what the card asks for."""
    await partner.sends_document(b"words", "invoice.jpg", mime_type="image/jpeg", caption="ABC-100")
    await partner.says("2")
    await partner.says("4411")
    await partner.says("Teplo Dom")
    assert said(partner, "<b>Send a photo of the document.</b>") in partner.heard
    assert said(partner, "Send") not in partner.buttons
    await partner.says("2")
    assert partner.heard == said(
        partner, "A photo is needed now: send the document as a photo or as a file with a picture."
    )
    await partner.sends_photo(invoice("4411"))
    await partner.taps(said(partner, "Send"))
    assert partner.heard.startswith("⏳")


async def test_more_photos_join_the_sale(partner: Human, owner: Human) -> None:
    """The moderator can look at all of them."""
    await partner.sends_photo(invoice("page 1"))
    await partner.sends_photo(invoice("page 2"))
    await partner.taps("Boiler 24 kW")
    await partner.taps("2")
    await partner.says("4411")
    await partner.taps("Teplo Dom")
    await partner.taps(said(partner, "Add a photo"))
    await partner.sends_photo(invoice("page 3"), as_document=True)
    await partner.taps(said(partner, "Send"))
    album = said(owner, "All {n} photo", "All {n} photos", 3)
    before = len(owner.messages)
    await owner.taps(album)
    pages = owner.messages[before:]
    assert len(pages) == 3
    assert all(page.media for page in pages)
    assert await owner.taps(album) == said(owner, "They stand further up in this chat.")
    assert len(owner.messages) == before + 3


async def test_the_ready_sale_can_be_described_anew_after_a_photo(partner: Human) -> None:
    """A picture sent while one sale waits for its Send begins another; both can be sent."""
    await describe(partner, "4411")
    await partner.sends_photo(invoice("4412"))
    assert said(partner, "<b>Which product?</b>") in partner.heard
    await partner.taps(said(partner, "Send"))
    assert sum(text.startswith("⏳") for text in partner.all_heard) == 1


async def test_a_photo_swapped_in_its_message_is_told_what_to_do(partner: Human, owner: Human) -> None:
    """What was sent first stays; its caption may still change."""
    photo = await partner.sends_photo(invoice("4411"), caption="ABC-100 x2 №4411")
    await partner.taps("Teplo Dom")
    await partner.swaps_photo(photo, invoice("sharper"))
    assert partner.heard == said(
        partner,
        "I keep the photo that came first. To show another one, send it as a new message; "
        "for a sale in review, tap “Replace photo” before.",
    )
    assert partner.last_message.reply_to == photo.message_id
    assert "4411" in owner.heard


async def test_an_invoice_as_a_pdf_is_evidence_like_a_photo(partner: Human, owner: Human) -> None:
    """Its pages are drawn; the moderator sees a picture."""
    await partner.sends_document(pdf(2), "invoice.pdf", mime_type="application/pdf", caption="ABC-100 x2 №4411")
    await partner.taps("Teplo Dom")
    assert "(photo)" in owner.screen
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240


async def test_a_locked_pdf_is_named_as_what_it_is(partner: Human) -> None:
    bad = await partner.sends_document(LOCKED, "invoice.pdf", mime_type="application/pdf")
    told = [message for message in partner.messages if message.reply_to == bad.message_id]
    assert [message.text for message in told] == [
        said(partner, "This PDF asks for a password. Send it without one, or as a photo.")
    ]
