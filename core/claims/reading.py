"""Reading a caption: what a partner's free text says about a sale, and whether it says so without doubt."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from core.catalog.folding import sku_key
from core.catalog.shelf import Shelf
from core.claims.answers import LONGEST_DOCUMENT_NO
from core.claims.claim import CustomerType
from core.claims.days import find_dates
from core.claims.language import CUSTOMER_TYPES, CUSTOMERS, DOCUMENTS, NUMBER_SIGNS, SERIALS
from core.claims.serial_numbers import MOST_SERIALS, each_once
from core.claims.spoken import Doubt, Rest, spoken_products, spoken_words
from core.ids import ProductId
from core.programme.options import REQUIRED, ClaimField

LONGEST_READ = 600
"""Characters of a text worth reading as a caption: beyond, it is a letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a text says of one product. A field is None where it says nothing, or several things."""

    product_id: ProductId | None = None
    words: str = ""
    """The words about the product, as they were typed: what to search for where several fit."""
    quantity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text says. A field is None where it says nothing, or several things."""

    lines: tuple[Told, ...] = ()
    """Of several, each names its product."""
    document_no: str | None = None
    sold_on: date | None = None
    serials: tuple[str, ...] = ()
    customer_type: CustomerType | None = None
    required: frozenset[ClaimField] = REQUIRED
    """What the programme asks for."""
    doubts: frozenset[Doubt] = frozenset()

    @property
    def product_id(self) -> ProductId | None:
        """The first product named."""
        return self.lines[0].product_id if self.lines else None

    @property
    def product_words(self) -> str:
        return self.lines[0].words if self.lines else ""

    @property
    def quantity(self) -> int | None:
        """Of the first product, or of one that is not named."""
        return self.lines[0].quantity if self.lines else None

    @property
    def without_doubt(self) -> bool:
        """Whether all that a sale has to tell is named, the products at least, and nothing is uncertain.

        A product alone is no sale: something has to be said of it.
        """
        counted = ClaimField.QUANTITY not in self.required
        numbered = self.document_no is not None or bool(self.serials) or ClaimField.DOCUMENT_NO not in self.required
        named = all(line.product_id and (line.quantity or counted) for line in self.lines)
        said = bool(self.document_no or self.serials or self.quantity)
        return not self.doubts and bool(self.lines) and named and numbered and said

    @property
    def empty(self) -> bool:
        """Whether nothing was understood that a sale could start from."""
        told = (self.product_id, self.quantity, self.document_no, self.customer_type)
        return not self.serials and all(fact is None for fact in told)


def read_caption(text: str, shelf: Shelf, *, today: date, required: frozenset[ClaimField] = REQUIRED) -> Reading:
    """Read a caption or a text about one sale of one or more products. Dates without a year lie around `today`."""
    if len(text) > LONGEST_READ:
        return Reading(doubts=frozenset(Doubt), required=required)
    rest = Rest(_visible(text))
    doubts: set[Doubt] = set()
    customer_type = _customer_type(rest)
    serials = _serials(rest, shelf, today)
    document_no = _document_no(rest, today, doubts)
    sold_on = _sold_on(rest, today, doubts)
    products = spoken_products(rest, shelf)
    number_left = next((one.number_left for one in products if one.number_left is not None), None)
    if document_no is None and number_left is not None:
        document_no = number_left
        doubts.add(Doubt.DOCUMENT_NO)
    return Reading(
        lines=tuple(
            Told(product_id=one.id, words=one.words, quantity=one.quantity) for one in products if not one.blank
        ),
        document_no=document_no,
        sold_on=sold_on,
        serials=serials,
        customer_type=customer_type,
        required=required,
        doubts=frozenset(doubts).union(*(one.doubts for one in products)),
    )


def words_spoken(text: str, *, today: date) -> list[list[str]]:
    """The folded words of a text that may speak of products together: of all of it, and of each of its parts."""
    if len(text) > LONGEST_READ:
        return []
    rest = Rest(_visible(text))
    _customer_type(rest)
    _serials(rest, None, today)
    _document_no(rest, today, set())
    _sold_on(rest, today, set())
    return spoken_words(rest)


def read_customer_type(text: str) -> CustomerType | None:
    """The kind of customer that a text is about, and about nothing else."""
    said = text.strip(" .!").replace("ё", "е")
    return next((kind for kind, pattern in _ALONE.items() if pattern.fullmatch(said)), None)


_DOCUMENT = re.compile(
    rf"(?<!\w)(?:(?:{DOCUMENTS})(?!\w)[\s.:,]*(?:(?:{NUMBER_SIGNS})[\s.:]*)?|(?:{NUMBER_SIGNS})[\s.:]*)"
    r"(?P<number>(?=[\w./-]*\d)[^\W_](?:[\w./-]*\w)?)",
    re.IGNORECASE,
)
_DOCUMENT_WORD = re.compile(rf"(?<!\w)(?:{DOCUMENTS}|{NUMBER_SIGNS})(?!\w)\.?", re.IGNORECASE)


_CUSTOMERS = {
    CustomerType(code): re.compile(rf"(?<!\w)(?:{CUSTOMERS})[\s:=—–-]*(?:{words})(?!\w)", re.IGNORECASE)
    for code, words in CUSTOMER_TYPES.items()
}
_ALONE = {
    CustomerType(code): re.compile(rf"(?:(?:{CUSTOMERS})[\s:=—–-]*)?(?:{words})", re.IGNORECASE)
    for code, words in CUSTOMER_TYPES.items()
}
_SERIAL = r"(?=[\w./+-]*\d)[^\W_][\w./+-]{2,38}\w"
_SERIALS = re.compile(
    rf"(?<!\w)(?:{SERIALS})[\s:.=,]*(?:(?:{NUMBER_SIGNS})[\s.:]*)?(?P<list>{_SERIAL}(?:\s*[,;]\s*{_SERIAL})*)",
    re.IGNORECASE,
)
_ONE_SERIAL = re.compile(_SERIAL, re.IGNORECASE)


def _customer_type(rest: Rest) -> CustomerType | None:
    """The kind of customer, where a word says that one is meant."""
    found: set[CustomerType] = set()
    for kind, pattern in _CUSTOMERS.items():
        while match := pattern.search(rest.text):
            found.add(kind)
            rest.take(match.start(), match.end())
    return found.pop() if len(found) == 1 else None


def _serials(rest: Rest, shelf: Shelf | None, today: date) -> tuple[str, ...]:
    """Numbers that are marked as serial; a list of them ends where a product or a day is named."""
    found: list[str] = []
    while match := _SERIALS.search(rest.text):
        end = match.start("list")
        for one in _ONE_SERIAL.finditer(rest.text, match.start("list"), match.end("list")):
            said = rest.typed[one.start() : one.end()]
            later = end > match.start("list")
            if later and ((shelf and sku_key(said) in shelf.by_sku) or any(find_dates(said, today))):
                break
            found.append(said)
            end = one.end()
        rest.take(match.start(), end)
    return each_once(found)[:MOST_SERIALS]


def _visible(text: str) -> str:
    seen = "".join(" " if sign.isspace() and sign != "\n" else sign for sign in text)
    return "".join(sign for sign in seen if unicodedata.category(sign) != "Cf")


def _document_no(rest: Rest, today: date, doubts: set[Doubt]) -> str | None:
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


def _sold_on(rest: Rest, today: date, doubts: set[Doubt]) -> date | None:
    found = list(find_dates(rest.text, today))
    for day in found:
        rest.take(day.start, day.end)
    days = {day.day for day in found}
    if len(days) > 1 or None in days:
        doubts.add(Doubt.SOLD_ON)
        return None
    return days.pop() if days else None
