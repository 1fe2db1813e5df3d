"""What a product is looked for by: its numbers, names and aliases, folded to words and written in one row."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.catalog.folding import sku_key, words

SHORTEST_MENDED = 4
"""Letters and digits from which a word is taken for another, mistyped."""


def sought(sku: str, barcode: str | None, names: Iterable[str], aliases: Iterable[str]) -> str:
    """Every folded word once, a space before, between and after: a part of it is a part of the product's words."""
    found = [sku_key(sku), *words(sku), *(words(barcode) if barcode else ())]
    for text in (*names, *aliases):
        found += words(text)
    return padded(" ".join(dict.fromkeys(word for word in found if word)))


def sought_of(row: Mapping[str, Any]) -> str:
    """The same from a row's columns."""
    return sought(row["sku"], row["barcode"], [row["name"], *row["names"].values()], row["aliases"])


def padded(word: str) -> str:
    """A word with the spaces around it that say where it begins and ends."""
    return f" {word} "


def mendable(word: str) -> bool:
    """Whether a word may stand for another one that is spelled much the same: not short ones, nor numbers."""
    return len(word) >= SHORTEST_MENDED and not word.isdecimal()


def vocabulary(text: str) -> set[str]:
    """The words of a `sought` text that a mistyped one is mended to, padded."""
    return {padded(word) for word in text.split() if mendable(word)}
