"""The shelf: a programme's products arranged for finding, by any part of a name or number and despite typing errors."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process
from sqlalchemy import Engine, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.folding import sku_key, words
from core.catalog.tables import ProductRow
from core.ids import ProductId, ProgrammeId

INFLECTED = 72
"""Likeness, of 100, from which two words of one beginning are forms of the same: котёл, котла."""

MISTYPED = 62
"""Likeness from which a search takes one word for another, mistyped."""

WORTH_SHOWING = 40
"""Score, of 100, below which a product is no match."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A product as the shelf knows it."""

    id: ProductId
    sku_key: str
    words: frozenset[str]
    """Folded words of name and number, and the number as a whole."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Products of a programme with an index of their words."""

    entries: tuple[Entry, ...]
    by_sku: dict[str, ProductId] = field(init=False)
    by_word: dict[str, set[ProductId]] = field(init=False)

    def __post_init__(self) -> None:
        by_word: dict[str, set[ProductId]] = defaultdict(set)
        for entry in self.entries:
            for word in entry.words:
                by_word[word].add(entry.id)
        object.__setattr__(self, "by_sku", {entry.sku_key: entry.id for entry in self.entries})
        object.__setattr__(self, "by_word", dict(by_word))

    def named_by(self, named: Sequence[str]) -> set[ProductId]:
        """Products that every one of these folded words speaks of: the one with this number, else all that fit."""
        if not named:
            return set()
        exact = self.by_sku.get("".join(named))
        if exact is not None:
            return {exact}
        fitting = [self._spoken_of(word) for word in named]
        return set.intersection(*fitting)

    def knows(self, word: str) -> bool:
        """Whether a folded word is part of some product's name or number."""
        return bool(self._spoken_of(word))

    def search(self, text: str, limit: int = 8) -> list[ProductId]:
        """The products a typed text may mean, best first."""
        scores = self._by_number(sku_key(text))
        typed = words(text)
        by_name: dict[ProductId, float] = defaultdict(float)
        for word in typed:
            for product, score in self._by_word(word).items():
                by_name[product] += score / len(typed)
        for product, score in by_name.items():
            scores[product] = max(score, scores.get(product, 0))
        order = {entry.id: entry.sku_key for entry in self.entries}
        best = sorted((-score, order[product], product) for product, score in scores.items() if score >= WORTH_SHOWING)
        return [product for _, _, product in best[:limit]]

    def _spoken_of(self, word: str) -> set[ProductId]:
        meant = {word} & self.by_word.keys()
        if len(word) >= 4 and word.isalpha():
            alike = process.extract(word, self.by_word.keys(), scorer=fuzz.ratio, score_cutoff=INFLECTED, limit=None)
            meant |= {found for found, _, _ in alike if found[:3] == word[:3] and found.isalpha()}
        return set().union(*(self.by_word[found] for found in meant))

    def _by_word(self, word: str) -> dict[ProductId, float]:
        alike: dict[str, float] = {}
        if len(word) >= 4 and not word.isdecimal():
            near = process.extract(word, self.by_word.keys(), scorer=fuzz.ratio, score_cutoff=MISTYPED, limit=64)
            alike = {found: score * 0.8 for found, score, _ in near}
        alike |= {known: _closeness(word, known) for known in self.by_word if word in known}
        scores: dict[ProductId, float] = {}
        for known, score in alike.items():
            for product in self.by_word[known]:
                scores[product] = max(score, scores.get(product, 0))
        return scores

    def _by_number(self, typed: str) -> dict[ProductId, float]:
        if len(typed) < 2:
            return {}
        scores = {entry.id: _closeness(typed, entry.sku_key) for entry in self.entries if typed in entry.sku_key}
        if len(typed) >= 4:
            near = process.extract(typed, self.by_sku.keys(), scorer=fuzz.ratio, score_cutoff=75, limit=64)
            for found, score, _ in near:
                scores.setdefault(self.by_sku[found], score * 0.85)
        return scores


def _closeness(typed: str, known: str) -> float:
    """Score of a typed part of a known word."""
    if typed == known:
        return 100
    return 90 if known.startswith(typed) else 75


REVISION = select(func.max(ProductRow.revision)).where(ProductRow.programme_id == bindparam("programme_id"))
"""The number of the last saving of a programme's products."""
_ENTRIES = select(ProductRow.id, ProductRow.sku, ProductRow.sku_key, ProductRow.name_key).where(
    ProductRow.programme_id == bindparam("programme_id"), ProductRow.active
)
_kept: WeakKeyDictionary[Engine, dict[ProgrammeId, tuple[int, Shelf]]] = WeakKeyDictionary()


async def load_shelf(session: AsyncSession, programme_id: ProgrammeId, *, revision: int | None = None) -> Shelf:
    """The programme's shelf as it stands in this transaction; kept in memory until the next saving of products.

    `revision` spares the question for whoever has read REVISION already.
    """
    if revision is None:
        revision = await session.scalar(REVISION, {"programme_id": programme_id}) or 0
    kept = _kept.setdefault(session.get_bind().engine, {})
    known = kept.get(programme_id)
    if known is None or known[0] != revision:
        rows = await session.execute(_ENTRIES, {"programme_id": programme_id})
        known = (revision, arrange((ProductId(row.id), row.sku, row.sku_key, row.name_key) for row in rows))
        kept[programme_id] = known
    return known[1]


def arrange(products: Iterable[tuple[ProductId, str, str, str]]) -> Shelf:
    """A shelf of products given as id, SKU, folded SKU and folded name."""
    return Shelf(
        tuple(
            Entry(product, key, frozenset({key, *words(sku), *name_key.split()}))
            for product, sku, key, name_key in products
        )
    )
