"""The sample invoices: real pictures, equal every time, readable in three languages."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import aiohttp
import pytest
from PIL import Image

from sandbox.samples import Layout, SampleInvoice, SampleLine, default_samples, photograph, thumbnail
from sandbox.samples.layouts import amount, vat
from sandbox.samples.sheet import font
from sandbox.server import Sandbox

TODAY = date(2026, 3, 12)
SAMPLES = default_samples(TODAY)


@pytest.mark.parametrize("sample", [SAMPLES[0], SAMPLES[2], SAMPLES[4]], ids=lambda sample: sample.layout.value)
def test_an_invoice_becomes_a_photo(sample: SampleInvoice) -> None:
    """One of each layout: a JPEG of a phone's proportions, the same bytes at every drawing."""
    photo = photograph(sample)
    with Image.open(BytesIO(photo)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 1600))
    assert photograph.__wrapped__(sample) == photo
    with Image.open(BytesIO(thumbnail(photo))) as small:
        assert small.size == (270, 360)


def test_every_layout_and_language_is_in_the_default_set() -> None:
    assert {sample.layout for sample in SAMPLES} == set(Layout)
    assert {sample.language for sample in SAMPLES} == {"ru", "it", "en"}
    assert all(sample.date < TODAY for sample in SAMPLES)
    assert len({sample.number for sample in SAMPLES}) == len(SAMPLES)


def test_the_caption_names_goods_and_number() -> None:
    assert SAMPLES[0].caption == "ABC-100 x2 №4411"
    assert SAMPLES[0].total == 85_800_00


@pytest.mark.parametrize(
    ("layout", "year", "percent", "tax"),
    [
        (Layout.NAKLADNAYA, 2025, 20, 20_00),
        (Layout.NAKLADNAYA, 2026, 22, 21_64),
        (Layout.FATTURA, 2026, 22, 21_64),
        (Layout.INVOICE, 2026, 20, 20_00),
    ],
)
def test_the_tax_is_a_part_of_the_total(layout: Layout, year: int, percent: int, tax: int) -> None:
    """Rows and total include it; each country has its own, and Russia's rose in 2026."""
    line = SampleLine(name="Pump", sku="PM-25", quantity=2, price=60_00)
    invoice = replace(SAMPLES[0], lines=(line,), layout=layout, date=date(year, 3, 12))
    assert vat(invoice) == (percent, tax)
    assert invoice.total == line.total == 120_00


def test_sums_are_written_as_each_country_writes_them() -> None:
    assert amount(1_234_567_50, thousands=" ", decimal=",") == "1 234 567,50"
    assert amount(1_980_05, thousands=",", decimal=".") == "1,980.05"


@pytest.mark.parametrize("letter", "ЖЯщё№₽èàù€£")
def test_the_font_draws_the_letters_of_all_three_languages(letter: str) -> None:
    """A missing glyph would be drawn as the box of an unassigned code."""
    for bold in (False, True):
        face = font(40, bold=bold)
        assert bytes(face.getmask(letter)) != bytes(face.getmask("\ue555"))


async def test_the_page_serves_them(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        for size in ("small", "full"):
            async with session.get(f"{sandbox.url}/page/sample/0/{size}.jpg") as answer:
                assert (answer.status, answer.content_type) == (200, "image/jpeg")
                assert (await answer.read()).startswith(b"\xff\xd8")
        async with session.get(f"{sandbox.url}/page/sample/99/full.jpg") as answer:
            assert answer.status == 404
