"""What a sample invoice says; how it looks is the layouts' part."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Layout(StrEnum):
    """The paper a country's sellers write."""

    NAKLADNAYA = "nakladnaya"
    """Russian «Товарная накладная»."""
    FATTURA = "fattura"
    """Italian invoice."""
    INVOICE = "invoice"
    """English invoice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLine:
    """One line of goods."""

    name: str
    sku: str
    quantity: int
    price: int
    """Of one piece, in minor units (kopecks, cents), tax included."""

    @property
    def total(self) -> int:
        """Minor units."""
        return self.quantity * self.price


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleInvoice:
    """An invoice a partner could have photographed."""

    seller: str
    tax_id: str
    number: str
    date: date
    lines: tuple[SampleLine, ...]
    language: str
    """Of the seller: ru, it or en."""
    currency: str
    """ISO 4217."""
    layout: Layout
    address: str = ""
    buyer: str = ""

    @property
    def total(self) -> int:
        """Minor units."""
        return sum(line.total for line in self.lines)

    @property
    def caption(self) -> str:
        """What a partner in a hurry writes under the photo: `ABC-100 x2 №4411`."""
        goods = ", ".join(f"{line.sku} x{line.quantity}" for line in self.lines)
        return f"{goods} №{self.number}"
