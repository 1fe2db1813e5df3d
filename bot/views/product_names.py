"""What a product is called in the language that speaks."""

from collections.abc import Mapping
from typing import Protocol

from bot.words import locale
from core.catalog.products import ProductChoice


class Named(Protocol):
    """A line that bears its product's names."""

    @property
    def product(self) -> str:
        """The name that every product has."""

    @property
    def names(self) -> Mapping[str, str]:
        """Locale -> the name in that language, where it has one."""


def called(product: ProductChoice) -> str:
    """Its name in that language, else the one that every product has."""
    return product.names.get(locale(), product.name)


def called_on(line: Named) -> str:
    """What a line's product is called in that language."""
    return line.names.get(locale(), line.product)
