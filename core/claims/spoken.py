"""What words are spoken of products: which ones, with how many pieces each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from core.catalog.folding import words
from core.catalog.shelf import Shelf
from core.claims.answers import LIKELY_QUANTITY, MOST_QUANTITY
from core.claims.language import FILLERS, NUMBERS, QUANTITIES, UNITS, alternatives
from core.claims.lines import MOST_LINES
from core.ids import ProductId


class Doubt(StrEnum):
    """What cannot be taken for granted."""

    PRODUCT = "product"
    """Several products fit, or words are left that speak of none."""
    QUANTITY = "quantity"
    DOCUMENT_NO = "document_no"
    SOLD_ON = "sold_on"


class Rest:
    """A text of which more and more is understood and taken out."""

    def __init__(self, typed: str, text: str | None = None) -> None:
        self.typed = typed
        self.text = typed.replace("ё", "е").replace("Ё", "Е") if text is None else text
        """The same letter by letter, brought to one spelling."""

    def part(self, start: int, end: int) -> "Rest":
        return Rest(self.typed[start:end], self.text[start:end])

    def take(self, start: int, end: int) -> None:
        self.text = f"{self.text[:start]}{' ' * (end - start)}{self.text[end:]}"


@dataclass(frozen=True, slots=True)
class _Token:
    typed: str
    said: str
    folded: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A product as a text speaks of it."""

    id: ProductId | None
    words: str
    quantity: int | None
    doubts: frozenset[Doubt]
    number_left: str | None = None
    """A bare number that neither product nor quantity accounts for: the document's, most likely."""

    @property
    def blank(self) -> bool:
        return self.id is None and self.quantity is None and not self.words

    @property
    def sure(self) -> bool:
        """Whether it names one product beyond doubt."""
        return self.id is not None and Doubt.PRODUCT not in self.doubts


_SAID = rf"\d{{1,9}}|{alternatives(NUMBERS)}"
_TOLD = (
    re.compile(rf"(?<!\w)(?:{QUANTITIES})[\s:.=]*(?P<number>{_SAID})(?![\w.,]*\d)", re.IGNORECASE),
    re.compile(r"(?<![\w-])[xх×*]\s?(?P<number>\d{1,9})(?![\w-])", re.IGNORECASE),
    re.compile(rf"(?<![\w.,/-])(?P<number>{_SAID})\s*(?:{UNITS})(?!\w)\.?", re.IGNORECASE),
    re.compile(r"(?<![\w.,/-])(?P<number>\d{1,9})\s?[xх×](?!\w)", re.IGNORECASE),
)
_WORD = re.compile(r"[^\W_]+")
_SIGNED = re.compile(r"(?<!\w)[-−–]\d")


@dataclass(frozen=True, slots=True)
class _Told:
    """A quantity that the text marks as one."""

    marked: bool
    """Whether it marks any: bare numbers are then none."""
    quantity: int | None


def _told_quantity(rest: Rest, doubts: set[Doubt]) -> _Told:
    if _SIGNED.search(rest.text):
        doubts.add(Doubt.QUANTITY)
    found: set[int] = set()
    for pattern in _TOLD:
        for match in list(pattern.finditer(rest.text)):
            said = match["number"].casefold()
            found.add(int(said) if said.isdecimal() else NUMBERS[said])
            rest.take(match.start(), match.end())
    if len(found) == 1 and 1 <= min(found) <= MOST_QUANTITY:
        return _Told(True, found.pop())
    if found:
        doubts.add(Doubt.QUANTITY)
    return _Told(bool(found), None)


def _tokens(rest: Rest) -> list[_Token]:
    found = [(rest.typed[word.start() : word.end()], word[0].casefold()) for word in _WORD.finditer(rest.text)]
    return [
        _Token(
            typed, said, "".join(words(said)), int(said) if said.isdecimal() and len(said) < 10 else NUMBERS.get(said)
        )
        for typed, said in found
        if said not in FILLERS
    ]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to read the words: a quantity, the products that fit the rest, and that rest."""

    quantity: int | None
    products: frozenset[ProductId]
    used: tuple[str, ...]

    @property
    def named(self) -> bool:
        """Whether more than bare numbers speak of the product."""
        return not all(word.isdecimal() for word in self.used)


_BETWEEN = re.compile(r"[\n;+]|,(?!\d)|(?<!\w)(?:и|and|e)(?!\w)", re.IGNORECASE)
_COUNT = re.compile(
    rf"(?<![\w-])[xх×*]\s?\d{{1,9}}(?![\w-])|(?<![\w.,/-])\d{{1,9}}\s*(?:{UNITS})(?!\w)\.?", re.IGNORECASE
)
_COUNT_FIRST = re.compile(rf"(?<![\w.,/-])\d{{1,9}}\s*(?:[xх×]|{UNITS})(?!\w)", re.IGNORECASE)


def spoken_products(rest: Rest, shelf: Shelf) -> list[Spoken]:
    """The products that a text names: one, unless its parts name one each more surely than the whole does."""
    whole = _product(rest.part(0, len(rest.text)), shelf)
    if whole.doubts.isdisjoint({Doubt.PRODUCT, Doubt.QUANTITY}):
        return [whole]
    for parts in _ways_to_cut(rest):
        found = [_number_alone(part) or _product(part, shelf) for part in parts]
        told = [one for one in found if not one.blank]
        numbers = sum(one.number_left is not None for one in found)
        if numbers <= 1 and 1 < len(told) <= MOST_LINES and all(one.sure for one in told):
            return _added_up(found)
    return [whole]


def spoken_words(rest: Rest) -> list[list[str]]:
    """The folded words that `spoken_products` takes together for one product, in each way that it tries."""
    parts = [rest.part(0, len(rest.text)), *(part for parts in _ways_to_cut(rest) for part in parts)]
    found: dict[tuple[str, ...], None] = {}
    for part in parts:
        _told_quantity(part, set())
        found[tuple(token.folded for token in _tokens(part))] = None
    return [list(together) for together in found if together]


def _ways_to_cut(rest: Rest) -> Iterator[list[Rest]]:
    """At signs between products, after each quantity, before each quantity."""
    text = rest.text
    yield _cut(rest, [(between.start(), between.end()) for between in _BETWEEN.finditer(text)])
    yield _cut(rest, [(count.end(), count.end()) for count in _COUNT.finditer(text)])
    yield _cut(rest, [(count.start(), count.start()) for count in _COUNT_FIRST.finditer(text)])


def _cut(rest: Rest, gaps: list[tuple[int, int]]) -> list[Rest]:
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(rest.text)]
    return [rest.part(start, end) for start, end in zip(starts, ends, strict=True)]


def _added_up(found: list[Spoken]) -> list[Spoken]:
    """One line a product: quantities of one that stands twice add up."""
    once: dict[ProductId | None, Spoken] = {}
    for one in found:
        before = once.get(one.id)
        if before is not None and one.id is not None:
            known = before.quantity is not None and one.quantity is not None
            both = (before.quantity or 0) + (one.quantity or 0) if known else 0
            one = replace(one, quantity=both if 1 <= both <= MOST_QUANTITY else None)  # noqa: PLW2901 (the line that stands for both)
        once[one.id] = one
    return list(once.values())


def _number_alone(part: Rest) -> Spoken | None:
    """A part that is nothing but a number."""
    number = part.text.strip()
    return Spoken(None, "", None, frozenset(), number) if number.isdecimal() else None


def _product(rest: Rest, shelf: Shelf) -> Spoken:
    """The product that the words left over speak of, and the quantity that is marked, or stands bare, among them."""
    doubts: set[Doubt] = set()
    told = _told_quantity(rest, doubts)
    tokens = _tokens(rest)
    ways = _ways(tokens, shelf, told)
    unexplained = not ways and bool(tokens)
    if not ways:
        known = [token for token in tokens if shelf.knows(token.folded)]
        counted = [token for token in tokens if token in known or token.number is not None]
        ways = [way for way in _ways(counted, shelf, told) or _ways(known, shelf, told) if way.named]
    if len(frozenset().union(*(way.products for way in ways))) > 1:
        doubts.add(Doubt.PRODUCT)
    if len({way.quantity for way in ways}) > 1:
        doubts.add(Doubt.QUANTITY)
    best = max(ways, key=lambda way: len(way.used), default=_Way(told.quantity, frozenset(), ()))
    left = _left(tokens, best)
    number_left = _number_left(left) if unexplained and best.products else None
    if unexplained and (number_left is None or len(left) > 1):
        doubts.add(Doubt.PRODUCT)
    return Spoken(
        id=next(iter(best.products)) if len(best.products) == 1 else None,
        words=" ".join(token.typed for token in tokens if _tells_product(token, best)),
        quantity=best.quantity,
        doubts=frozenset(doubts),
        number_left=number_left,
    )


def _ways(tokens: list[_Token], shelf: Shelf, told: _Told) -> list[_Way]:
    """The ways that make sense; where words are an article number, only those."""
    every = tuple(token.folded for token in tokens)
    ways = [_Way(told.quantity, frozenset(shelf.named_by(every)), every)]
    if not told.marked:
        for place, token in enumerate(tokens):
            if token.number is not None and 1 <= token.number <= LIKELY_QUANTITY:
                rest = every[:place] + every[place + 1 :]
                ways.append(_Way(token.number, frozenset(shelf.named_by(rest)), rest))
    by_number = [way for way in ways if "".join(way.used) in shelf.by_sku]
    return by_number or [way for way in ways if way.products]


def _tells_product(token: _Token, way: _Way) -> bool:
    return token.folded in way.used if way.used else token.number is None


def _left(tokens: list[_Token], way: _Way) -> list[_Token]:
    """What neither product nor quantity accounts for."""
    return [token for token in tokens if token.folded not in way.used and token.number != way.quantity]


def _number_left(left: list[_Token]) -> str | None:
    """The one bare number among it: the document's, most likely."""
    numbers = [token.said for token in left if token.said.isdecimal()]
    return numbers[0] if len(numbers) == 1 else None
