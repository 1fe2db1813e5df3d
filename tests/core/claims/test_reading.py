"""What captions say, in three languages, and what stays in doubt."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.folding import sku_key
from core.catalog.shelf import Shelf, arrange
from core.catalog.sought import sought
from core.claims.reading import Reading, Told, read_caption
from core.claims.spoken import Doubt
from core.ids import ProductId

TODAY = date(2026, 11, 22)
YESTERDAY = date(2026, 11, 21)

ABC, ABC_200, PUMP, THERMOSTAT, WALL, BOILER, KIT = (ProductId(number) for number in range(1, 8))

SHELF: Shelf = arrange(
    (product, sku_key(sku), sought(sku, None, [name], []))
    for product, sku, name in (
        (ABC, "ABC-100", "Котёл Tandem 24"),
        (ABC_200, "ABC-200", "Котёл Tandem 28"),
        (PUMP, "PMP-25", "Насос циркуляционный 25-60"),
        (THERMOSTAT, "TH-1", "Термостат комнатный"),
        (WALL, "CAL-35", "Caldaia murale 35"),
        (BOILER, "BLR-18", "Boiler Nord 18"),
        (KIT, "BLR-18-K", "Boiler kit"),
    )
)


def read(text: str) -> Reading:
    return read_caption(text, SHELF, today=TODAY)


@pytest.mark.parametrize(
    ("text", "product", "quantity", "number", "sold_on"),
    [
        # Russian
        ("ABC-100 x2 №4411", ABC, 2, "4411", None),
        ("2 котла 24, накладная 4411, вчера", ABC, 2, "4411", YESTERDAY),
        ("АВС100 2 шт чек №А-17/3 21.11", ABC, 2, "А-17/3", YESTERDAY),
        ("Котёл Tandem 28 - две штуки. Накладная №7 от 20.11.2026", ABC_200, 2, "7", date(2026, 11, 20)),
        ("три термостата, счёт-фактура № 55 от 3 ноября", THERMOSTAT, 3, "55", date(2026, 11, 3)),
        ("Продал насос 25-60 х1 УПД 12", PUMP, 1, "12", None),
        ("кол-во: 5, PMP-25, накл. 000123, позавчера", PUMP, 5, "000123", date(2026, 11, 20)),
        ("ABC 200, 1 шт., накладная N 44-11, 1 ноября 2026 г.", ABC_200, 1, "44-11", date(2026, 11, 1)),
        ("№4411\nABC-100\n2 шт", ABC, 2, "4411", None),
        ("\u200fABC-100 ×2 №4411\u200f", ABC, 2, "4411", None),
        ("2x ABC-100 #4411 сегодня", ABC, 2, "4411", TODAY),
        # Italian
        ("due caldaie murali 35, fattura 123/26, ieri", WALL, 2, "123/26", YESTERDAY),
        ("CAL-35 x1 ddt n. 88 del 15/11/2026", WALL, 1, "88", date(2026, 11, 15)),
        ("venduta una caldaia 35, fattura n° 7/A, l'altro ieri", WALL, 1, "7/A", date(2026, 11, 20)),
        ("ABC-200 3 pz scontrino 0099 oggi", ABC_200, 3, "0099", TODAY),
        ("quantità 4 PMP-25 bolla 12 del 3 novembre", PUMP, 4, "12", date(2026, 11, 3)),
        # English
        ("two ABC-200, invoice INV-2026/7, November 20", ABC_200, 2, "INV-2026/7", date(2026, 11, 20)),
        ("Sold 2 Nord 18 boilers, receipt no. 5, yesterday", BOILER, 2, "5", YESTERDAY),
        ("qty 3 TH-1 invoice #99 2026-11-19", THERMOSTAT, 3, "99", date(2026, 11, 19)),
        ("ABC-100 x2 inv. 1, the day before yesterday", ABC, 2, "1", date(2026, 11, 20)),
        ("ABC-100 x2 №4411 28.12", ABC, 2, "4411", date(2026, 12, 28)),
    ],
)
def test_what_is_said_without_doubt(
    text: str, product: ProductId, quantity: int, number: str, sold_on: date | None
) -> None:
    reading = read(text)
    assert reading == Reading(
        lines=(Told(product_id=product, words=reading.product_words, quantity=quantity),),
        document_no=number,
        sold_on=sold_on,
    )
    assert reading.without_doubt


@pytest.mark.parametrize(
    ("text", "doubts", "product", "quantity", "number"),
    [
        ("2 котла накладная 4411", {Doubt.PRODUCT}, None, 2, "4411"),
        ("котел 24 №4411", {Doubt.PRODUCT, Doubt.QUANTITY}, ABC, None, "4411"),
        ("caldaia 35 fattura 7", {Doubt.QUANTITY}, WALL, None, "7"),
        ("продал 2 котла 24 Иванову, накладная 4411", {Doubt.PRODUCT}, ABC, 2, "4411"),
        ("ABC-100 x2 4411", {Doubt.DOCUMENT_NO}, ABC, 2, "4411"),
        ("ABC-100 4411", {Doubt.DOCUMENT_NO}, ABC, None, "4411"),
        ("ABC-100 x2 4411 срочно", {Doubt.PRODUCT, Doubt.DOCUMENT_NO}, ABC, 2, "4411"),
        ("ABC-100 x2 накладная 4411 счёт 12", {Doubt.DOCUMENT_NO}, ABC, 2, None),
        ("ABC-100 x0 №4411", {Doubt.QUANTITY}, ABC, None, "4411"),
        ("ABC-100 x1000000000 №4411", {Doubt.PRODUCT}, ABC, None, "4411"),
        ("ABC-100 -1 шт №4411", {Doubt.QUANTITY}, ABC, 1, "4411"),
        ("ABC-100 x2 №4411 31.02", {Doubt.SOLD_ON}, ABC, 2, "4411"),
        ("ABC-100 x2 №4411 вчера или сегодня", {Doubt.SOLD_ON, Doubt.PRODUCT}, ABC, 2, "4411"),
        ("ABC-100 x2 накладная 21.11", {Doubt.DOCUMENT_NO}, ABC, 2, "21.11"),
        ("XYZ-9 x2 №4411", {Doubt.PRODUCT}, None, 2, "4411"),
        ("5 pcs BLR-18-K, waybill 17, 21st? no: 20 Nov", {Doubt.PRODUCT}, KIT, 5, "17"),
        ("котлета 24 x2 №4411", {Doubt.PRODUCT}, None, 2, "4411"),
    ],
)
def test_what_stays_in_doubt_is_prefilled_at_most(
    text: str, doubts: set[Doubt], product: ProductId | None, quantity: int | None, number: str | None
) -> None:
    reading = read(text)
    assert not reading.without_doubt
    assert doubts <= reading.doubts
    assert (reading.document_no, reading.quantity) == (number, quantity)
    assert reading.product_id == product


@pytest.mark.parametrize(
    ("text", "lines", "number"),
    [
        ("ABC-100 x2, TH-1 x4 №4411", {ABC: 2, THERMOSTAT: 4}, "4411"),
        ("ABC-100 x2 TH-1 x4 №4411", {ABC: 2, THERMOSTAT: 4}, "4411"),
        ("2x ABC-100 4x TH-1 №4411", {ABC: 2, THERMOSTAT: 4}, "4411"),
        ("накладная 4411 вчера\nABC-100 2 шт\nTH-1 4 шт", {ABC: 2, THERMOSTAT: 4}, "4411"),
        ("№4411\n2 шт ABC-100\n4 шт термостат\nнасос 3 шт", {ABC: 2, THERMOSTAT: 4, PUMP: 3}, "4411"),
        ("ABC-100 x2; CAL-35 x1; TH-1 x1 №7", {ABC: 2, WALL: 1, THERMOSTAT: 1}, "7"),
        ("fattura 7: due ABC-200 e tre CAL-35", {ABC_200: 2, WALL: 3}, "7"),
        ("two ABC-100 and three ABC-200, invoice 8", {ABC: 2, ABC_200: 3}, "8"),
        ("ABC-100 x2, ABC-100 x1, TH-1 x1 №4411", {ABC: 3, THERMOSTAT: 1}, "4411"),
        ("ABC-100 x2 + TH-1 x4 №4411", {ABC: 2, THERMOSTAT: 4}, "4411"),
    ],
)
def test_several_products_are_understood(text: str, lines: dict[ProductId, int], number: str) -> None:
    reading = read(text)
    assert {line.product_id: line.quantity for line in reading.lines} == lines
    assert (reading.document_no, reading.without_doubt) == (number, True)


@pytest.mark.parametrize(
    ("text", "lines", "number"),
    [
        ("ABC-100 x2, TH-1 x4", {ABC: 2, THERMOSTAT: 4}, None),
        ("ABC-100 x2, TH-1 x4, 4411", {ABC: 2, THERMOSTAT: 4}, "4411"),
        ("ABC-100 и TH-1 x4 №4411", {ABC: None, THERMOSTAT: 4}, "4411"),
        ("ABC-100 x2, TH-1 x0 №4411", {ABC: 2, THERMOSTAT: None}, "4411"),
        ("ABC-100 x2, чёрт знает что x4 №4411", {None: None}, "4411"),
        ("ABC-100 x9999, ABC-100 x9999, TH-1 x1 №4411", {ABC: None, THERMOSTAT: 1}, "4411"),
    ],
)
def test_several_products_with_something_open_are_asked_about(
    text: str, lines: dict[ProductId | None, int | None], number: str | None
) -> None:
    reading = read(text)
    assert not reading.without_doubt
    if None not in lines:
        assert {line.product_id: line.quantity for line in reading.lines} == lines
    assert reading.document_no == number


@pytest.mark.parametrize("text", ["", "привет", "Добрый день!", "🔥", "вот фото", "x" * 4096, "???"])
def test_what_says_nothing(text: str) -> None:
    reading = read(text)
    assert reading.empty
    assert not reading.without_doubt


@pytest.mark.parametrize("text", ["ABC-100 x2", "ABC-100 №4411", "x2 №4411", "ABC-100"])
def test_something_missing_is_never_a_whole_sale(text: str) -> None:
    reading = read(text)
    assert not reading.without_doubt
    assert not reading.empty


def test_several_products_are_searched_for_by_their_words() -> None:
    assert set(SHELF.search(read("2 котла накладная 4411").product_words)) == {ABC, ABC_200}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Котёл накладная 4411", "Котёл"),
        ("2 КОТЛА, №4411", "КОТЛА"),
        ("Термостата и насос, 3 шт", "Термостата насос"),
        ("XYZ-9 x2 №4411", "XYZ"),
    ],
)
def test_words_stay_as_they_were_typed(text: str, words: str) -> None:
    """Letters are folded for comparison only."""
    assert read(text).product_words == words


def test_what_is_hardly_a_quantity_is_none() -> None:
    """A bare number beyond what people sell at once is left for the document."""
    assert (read("ABC-100 1000").quantity, read("ABC-100 999").quantity) == (None, 999)
    assert read("ABC-100 1000 шт").quantity == 1000


def test_a_longer_number_is_another_product() -> None:
    assert read("BLR-18 x1 №1").product_id == BOILER
    assert read("BLR-18-K x1 №1").product_id == KIT


@given(st.text(max_size=320))
def test_anything_can_be_read(text: str) -> None:
    """Whatever people write is read in peace, and what is read fits a draft."""
    reading = read(text)
    assert reading.quantity is None or 1 <= reading.quantity <= 10_000
    assert reading.document_no is None or 1 <= len(reading.document_no) <= 64


@given(
    st.sampled_from(["ABC-100", "TH-1", "CAL-35"]),
    st.integers(1, 10_000),
    st.integers(1, 10**9),
    st.sampled_from(
        ["{p} x{q} №{n}", "{q} шт {p}, накладная {n}", "fattura {n}: {p}, {q} pz", "qty {q} {p} invoice {n}"]
    ),
)
def test_plain_sales_are_understood(sku: str, quantity: int, number: int, form: str) -> None:
    reading = read(form.format(p=sku, q=quantity, n=number))
    assert reading.without_doubt
    assert (reading.quantity, reading.document_no) == (quantity, str(number))
