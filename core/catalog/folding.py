"""Folding: what people write in different ways and mean as the same, brought to one form for comparison."""

import re
import unicodedata

LOOK_ALIKE = str.maketrans("авекмнорстухіјѕ", "abekmhopctyxijs")
"""Cyrillic letters, small, to the Latin ones that look like them in either case."""

_BETWEEN = re.compile(r"[\W_]+")

LEGAL_FORMS = frozenset(
    {"ооо", "оао", "зао", "пао", "ао", "ип", "srl", "srls", "spa", "sas", "snc", "sapa", "ltd", "llc", "gmbh", "inc"}
)
"""Words that a firm's name may carry or leave out."""


def fold(text: str) -> str:
    """One case, one ё, one alphabet for letters that look the same; separators stay."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").translate(LOOK_ALIKE)


def words(text: str) -> list[str]:
    """The folded runs of letters and digits of a text."""
    return _BETWEEN.sub(" ", fold(text)).split()


def sku_key(text: str) -> str:
    """An article number for comparison: `АВС-100`, `abc 100` and `ABC100` are one. At most 64 characters."""
    return "".join(words(text))[:64]


def document_key(text: str) -> str:
    """A document's number for comparison: number sign, separators and leading zeros do not count."""
    key = "".join(words(text.replace("№", " ")))
    return (key.lstrip("0") or key)[:64]


def name_key(text: str) -> str:
    """A name for comparison: folded words, a space between. At most 200 characters."""
    return " ".join(words(text))[:200]


def firm_key(text: str) -> str:
    """A firm's name for comparison, without its legal form. At most 128 characters."""
    plain = words(text.replace(".", ""))
    kept = [word for word in plain if word not in _FOLDED_FORMS]
    return " ".join(kept or plain)[:128]


_FOLDED_FORMS = frozenset(fold(form) for form in LEGAL_FORMS)
