"""Serial numbers as people type them: alone, in a list, within a caption of three languages."""

import pytest

from core.claims.claim import CustomerType
from core.claims.reading import read_customer_type
from core.claims.refusals import BadSerial, SerialFault
from core.claims.serial_numbers import read_serials, serial_key
from tests.core.claims.test_reading import ABC, PUMP, read


@pytest.mark.parametrize(
    ("text", "serials"),
    [
        ("12AB-0071", ("12AB-0071",)),
        ("  s/n: 12AB-0071. ", ("12AB-0071",)),
        ("серийный номер 12АВ0071", ("12АВ0071",)),
        ("matricola n. 5544 331 09", ("5544 331 09",)),
        ("12AB-0071, 12AB-0072;12AB-0073", ("12AB-0071", "12AB-0072", "12AB-0073")),
        ("1) 12AB-0071\n2) 12AB-0072\n", ("12AB-0071", "12AB-0072")),
        ("12AB0071 12AB0072", ("12AB0071", "12AB0072")),
        ("12AB-0071\n12ab 0071", ("12AB-0071",)),
    ],
)
def test_what_is_typed_is_one_number_or_a_list(text: str, serials: tuple[str, ...]) -> None:
    assert read_serials(text) == serials


@pytest.mark.parametrize("text", ["", "нет", "no serial", "12", "A" * 30 + "1" * 20, "12AB\N{SNOWMAN}71"])
def test_what_no_maker_prints_is_refused(text: str) -> None:
    with pytest.raises(BadSerial) as refused:
        read_serials(text)
    assert refused.value.fault is SerialFault.SHAPE


def test_letters_that_look_alike_are_one() -> None:
    """Typed on a Russian keyboard, in another case, with other spaces."""
    assert serial_key("12АВ-0071") == serial_key("12ab 0071") == "12ab0071"
    assert serial_key("012AB") != serial_key("12AB")


@pytest.mark.parametrize(
    ("text", "product", "quantity", "number", "serials"),
    [
        ("ABC-100 1 шт, с/н нет №4411 серийный номер 77Q1200", ABC, 1, "4411", ("77Q1200",)),
        ("ABC-100 x2 s/n 77Q1200, 77Q1201", ABC, 2, None, ("77Q1200", "77Q1201")),
        ("s/n 77Q1200, ABC-100 x1", ABC, 1, None, ("77Q1200",)),
        ("PMP-25 1 pz matricola 77Q1200 fattura 123/26", PUMP, 1, "123/26", ("77Q1200",)),
        ("зав. № 0012345 PMP-25 1 шт накл. 7", PUMP, 1, "7", ("0012345",)),
        ("serial no. 77Q1200 ABC-100 x1 №5", ABC, 1, "5", ("77Q1200",)),
    ],
)
def test_a_caption_names_serial_numbers(
    text: str, product: int, quantity: int, number: str | None, serials: tuple[str, ...]
) -> None:
    reading = read(text)
    assert (reading.product_id, reading.quantity, reading.document_no, reading.serials) == (
        product,
        quantity,
        number,
        serials,
    )


def test_a_serial_number_stands_in_for_the_documents() -> None:
    assert read("ABC-100 x1 s/n 77Q1200").without_doubt
    assert not read("ABC-100 x1").without_doubt


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Частный дом", CustomerType.PRIVATE),
        ("клиент: юр. лицо", CustomerType.BUSINESS),
        ("ente pubblico", CustomerType.PUBLIC),
        ("cliente - rivenditore", CustomerType.RESELLER),
        ("the neighbour", None),
    ],
)
def test_kinds_of_customers_are_typed_too(text: str, kind: CustomerType | None) -> None:
    assert read_customer_type(text) is kind


def test_a_caption_names_the_customer() -> None:
    reading = read("ABC-100 x2 №4411, заказчик: частный дом")
    assert reading.customer_type is CustomerType.PRIVATE
    assert reading.without_doubt
