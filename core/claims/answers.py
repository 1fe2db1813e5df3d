"""Answers to single questions: a quantity, a document's number."""

import re

from core.claims.language import DOCUMENTS, NUMBER_SIGNS, NUMBERS, QUANTITIES, UNITS
from core.claims.refusals import BadDocumentNo, BadQuantity, NumberFault
from core.programme.text import TextUnusable, line

MOST_QUANTITY = 10_000
"""Units in one line of a claim."""

LIKELY_QUANTITY = 999
"""More than this is asked about where nothing says that pieces are meant: it may be the document's number."""

LONGEST_DOCUMENT_NO = 64

_QUANTITY = re.compile(
    rf"(?:(?:{QUANTITIES})[\s:.=]*|[xх×*]\s*)?(?P<number>\d{{1,9}}|[^\W\d_]+)\s*(?:[xх×]|(?:{UNITS})\.?)?[.!]?",
    re.IGNORECASE,
)
_BEFORE_NUMBER = re.compile(rf"(?:(?:{DOCUMENTS})(?!\w)[\s.:,]*)?(?:(?:{NUMBER_SIGNS})[\s.:]*)*(?=.*\w)", re.IGNORECASE)
_NUMBER = re.compile(r"[\w ./\\#№:()+-]+")


def quantity(number: int) -> int:
    """The number itself. Raises BadQuantity outside 1 to MOST_QUANTITY."""
    if not 1 <= number <= MOST_QUANTITY:
        raise BadQuantity(least=1, most=MOST_QUANTITY)
    return number


def read_quantity(text: str) -> int:
    """A quantity in digits or as a small number word, with or without its unit. Raises BadQuantity."""
    found = _QUANTITY.fullmatch(text.strip().replace("ё", "е"))
    said = found["number"].casefold() if found else ""
    return quantity(int(said) if said.isdecimal() else NUMBERS.get(said, 0))


def is_hardly_quantity(text: str) -> bool:
    """Whether a text is a bare number too large to be taken for pieces without asking."""
    number = text.strip()
    return number.isdecimal() and number.lstrip("0")[:1] != "" and int(number[:20]) > LIKELY_QUANTITY


def read_document_no(text: str) -> str:
    """A document's number as typed, without the words before it. Raises BadDocumentNo."""
    try:
        typed = line(text, most=LONGEST_DOCUMENT_NO * 2)
    except TextUnusable as unusable:
        fault = NumberFault.TOO_LONG if unusable.length else NumberFault.NO_DIGIT_OR_LETTER
        raise _bad(fault) from None
    before = _BEFORE_NUMBER.match(typed)
    number = (typed[before.end() :] if before else typed).strip(" .,:;")
    if len(number) > LONGEST_DOCUMENT_NO:
        raise _bad(NumberFault.TOO_LONG)
    if not any(sign.isalnum() for sign in number):
        raise _bad(NumberFault.NO_DIGIT_OR_LETTER)
    if not _NUMBER.fullmatch(number):
        raise _bad(NumberFault.CHARACTERS)
    return number


def _bad(fault: NumberFault) -> BadDocumentNo:
    return BadDocumentNo(fault=fault, most=LONGEST_DOCUMENT_NO)
