"""Rows of a list of returns: which document, which of its products, how many in all."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.catalog.folding import document_key, sku_key
from core.claims import answers
from core.errors import Refusal
from core.sheets.columns import Column, Record
from core.sheets.values import day, whole

COLUMNS = (
    Column(
        "number",
        (
            *("Invoice", "Invoice number", "Invoice no", "Document", "Document number", "No", "Receipt"),
            *("Накладная", "Номер накладной", "Номер документа", "Документ", "Номер", "УПД", "Чек"),
            *("Fattura", "Numero fattura", "Numero documento", "Documento", "Numero", "DDT", "Scontrino"),
        ),
    ),
    Column(
        "product",
        (
            *("SKU", "Article", "Article number", "Product code", "Item"),
            *("Артикул", "Товар", "Код товара", "Номенклатура", "Articolo", "Codice", "Codice articolo", "Prodotto"),
        ),
    ),
    Column(
        "quantity",
        (
            *("Qty", "Returned", "Pieces", "Units", "Количество", "Кол-во", "Возвращено", "Штук", "Шт"),
            *("Quantità", "Quantita", "Qtà", "Resi", "Pezzi"),
        ),
    ),
    Column("date", ("Sold on", "Date of the sale", "Дата", "Дата продажи", "Data", "Data vendita")),
)
NEEDED = ("number",)
IN_ORDER = ("number", "product", "quantity")
"""The columns of a list without a heading."""


class ReturnFault(StrEnum):
    """What is wrong with a row."""

    NUMBER = "number"
    """No document's number."""
    QUANTITY = "quantity"
    """Not a whole number from 1."""
    DAY = "day"
    """Not a day."""
    UNKNOWN = "unknown"
    """No approved sale of that document, in the sender's sight."""
    SEVERAL = "several"
    """More than one sale fits."""
    PRODUCT = "product"
    """The sale has no such product."""
    MORE = "more"
    """More than was sold."""
    REPEATED = "repeated"
    """The same goods as in an earlier row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnInput:
    """Goods that came back, as given."""

    record: Record
    key: str
    """The document's number, folded."""
    product: str
    """Its article number, folded; "" for the whole sale."""
    quantity: int | None
    """Units that came back in all; every one where None."""
    sold_on: date | None


class Unfit(Exception):
    """A row cannot be taken."""

    def __init__(self, fault: ReturnFault) -> None:
        self.fault = fault


def read(given: Record) -> ReturnInput:
    """A row as goods that came back. Raises Unfit."""
    sold_on = day(given["date"]) if given["date"] else None
    if given["date"] and sold_on is None:
        raise Unfit(ReturnFault.DAY)
    return ReturnInput(
        record=given,
        key=_document(given["number"]),
        product=sku_key(given["product"]) if given["product"] else "",
        quantity=_quantity(given["quantity"]),
        sold_on=sold_on,
    )


def _document(text: str) -> str:
    try:
        return document_key(answers.read_document_no(text))
    except Refusal:
        raise Unfit(ReturnFault.NUMBER) from None


def _quantity(text: str) -> int | None:
    if not text:
        return None
    found = whole(text)
    if found is None or found < 1:
        raise Unfit(ReturnFault.QUANTITY)
    return found
