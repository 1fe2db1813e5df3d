"""Reading a caption: what a partner's free text says about a sale, and whether it says so without doubt."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.catalog.folding import words
from core.catalog.shelf import Shelf
from core.claims.answers import LIKELY_QUANTITY, LONGEST_DOCUMENT_NO, MOST_QUANTITY
from core.claims.days import find_dates
from core.claims.language import DOCUMENTS, FILLERS, NUMBER_SIGNS, NUMBERS, QUANTITIES, UNITS, alternatives
from core.ids import ProductId

LONGEST_READ = 300
"""Characters of a text worth reading as a caption: beyond, it is a letter."""


class Doubt(StrEnum):
    """What cannot be taken for granted."""

    PRODUCT = "product"
    """Several products fit, or words are left that speak of none."""
    QUANTITY = "quantity"
    DOCUMENT_NO = "document_no"
    SOLD_ON = "sold_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text says. A field is None where it says nothing, or several things."""

    product_id: ProductId | None = None
    product_words: str = ""
    """The words about the product, as they were typed: what to search for where several fit."""
    quantity: int | None = None
    document_no: str | None = None
    sold_on: date | None = None
    doubts: frozenset[Doubt] = frozenset()

    @property
    def without_doubt(self) -> bool:
        """Whether product, quantity and document number are all named, and nothing is uncertain."""
        return not self.doubts and None not in (self.product_id, self.quantity, self.document_no)

    @property
    def empty(self) -> bool:
        """Whether nothing was understood that a sale could start from."""
        return self.product_id is None and self.quantity is None and self.document_no is None


def read_caption(text: str, shelf: Shelf, *, today: date) -> Reading:
    """Read a caption or a text about one sale. Dates without a year lie around `today`."""
    if len(text) > LONGEST_READ:
        return Reading(doubts=frozenset(Doubt))
    rest = _Rest(text)
    doubts: set[Doubt] = set()
    document_no = _document_no(rest, today, doubts)
    sold_on = _sold_on(rest, today, doubts)
    told = _told_quantity(rest, doubts)
    product = _product(_tokens(rest), shelf, told, doubts)
    if document_no is None and product.number_left is not None:
        document_no = product.number_left
        doubts.add(Doubt.DOCUMENT_NO)
    return Reading(
        product_id=product.id,
        product_words=product.words,
        quantity=product.quantity,
        document_no=document_no,
        sold_on=sold_on,
        doubts=frozenset(doubts),
    )


class _Rest:
    """A text of which more and more is understood and taken out."""

    def __init__(self, text: str) -> None:
        self.typed = _visible(text)
        self.text = self.typed.replace("ё", "е").replace("Ё", "Е")
        """The same letter by letter, brought to one spelling."""

    def take(self, start: int, end: int) -> None:
        self.text = f"{self.text[:start]}{' ' * (end - start)}{self.text[end:]}"


@dataclass(frozen=True, slots=True)
class _Token:
    typed: str
    said: str
    folded: str
    number: int | None


@dataclass(frozen=True, slots=True)
class _Product:
    id: ProductId | None
    words: str
    quantity: int | None
    number_left: str | None = None


_DOCUMENT = re.compile(
    rf"(?<!\w)(?:(?:{DOCUMENTS})(?!\w)[\s.:,]*(?:(?:{NUMBER_SIGNS})[\s.:]*)?|(?:{NUMBER_SIGNS})[\s.:]*)"
    r"(?P<number>(?=[\w./-]*\d)[^\W_](?:[\w./-]*\w)?)",
    re.IGNORECASE,
)
_DOCUMENT_WORD = re.compile(rf"(?<!\w)(?:{DOCUMENTS}|{NUMBER_SIGNS})(?!\w)\.?", re.IGNORECASE)
_SAID = rf"\d{{1,9}}|{alternatives(NUMBERS)}"
_TOLD = (
    re.compile(rf"(?<!\w)(?:{QUANTITIES})[\s:.=]*(?P<number>{_SAID})(?![\w.,]*\d)", re.IGNORECASE),
    re.compile(r"(?<![\w-])[xх×*]\s?(?P<number>\d{1,9})(?![\w-])", re.IGNORECASE),
    re.compile(rf"(?<![\w.,/-])(?P<number>{_SAID})\s*(?:{UNITS})(?!\w)\.?", re.IGNORECASE),
    re.compile(r"(?<![\w.,/-])(?P<number>\d{1,9})\s?[xх×](?!\w)", re.IGNORECASE),
)
_WORD = re.compile(r"[^\W_]+")
_SIGNED = re.compile(r"(?<!\w)[-−–]\d")


def _visible(text: str) -> str:
    seen = "".join(" " if sign.isspace() else sign for sign in text)
    return "".join(sign for sign in seen if unicodedata.category(sign) != "Cf")


def _document_no(rest: _Rest, today: date, doubts: set[Doubt]) -> str | None:
    found: list[str] = []
    while match := _DOCUMENT.search(rest.text):
        number = rest.typed[match.start("number") : match.end("number")]
        if any(day.end - day.start == len(number) for day in find_dates(number, today)):
            doubts.add(Doubt.DOCUMENT_NO)
        found.append(number)
        rest.take(match.start(), match.end())
    rest.text = _DOCUMENT_WORD.sub(lambda word: " " * len(word[0]), rest.text)
    if len(set(found)) > 1 or any(len(number) > LONGEST_DOCUMENT_NO for number in found):
        doubts.add(Doubt.DOCUMENT_NO)
        return None
    return found[0] if found else None


def _sold_on(rest: _Rest, today: date, doubts: set[Doubt]) -> date | None:
    found = list(find_dates(rest.text, today))
    for day in found:
        rest.take(day.start, day.end)
    days = {day.day for day in found}
    if len(days) > 1 or None in days:
        doubts.add(Doubt.SOLD_ON)
        return None
    return days.pop() if days else None


@dataclass(frozen=True, slots=True)
class _Told:
    """A quantity that the text marks as one."""

    marked: bool
    """Whether it marks any: bare numbers are then none."""
    quantity: int | None


def _told_quantity(rest: _Rest, doubts: set[Doubt]) -> _Told:
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


def _tokens(rest: _Rest) -> list[_Token]:
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


def _product(tokens: list[_Token], shelf: Shelf, told: _Told, doubts: set[Doubt]) -> _Product:
    """The product that the words left over speak of, and the quantity that stands bare among them."""
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
    return _Product(
        id=next(iter(best.products)) if len(best.products) == 1 else None,
        words=" ".join(token.typed for token in tokens if _tells_product(token, best)),
        quantity=best.quantity,
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
