"""The shelf: products arranged for finding, by any part of a name or number and despite typing errors."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from core.catalog.finding import MISTYPED, forms_of
from core.catalog.folding import sku_key, words
from core.catalog.sought import SHORTEST_MENDED, mendable
from core.ids import ProductId

WORTH_SHOWING = 40
"""Score, of 100, below which a product is no match."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A product as the shelf knows it."""

    id: ProductId
    sku_key: str
    words: frozenset[str]
    """Folded words of its names, aliases and numbers, and the article number as a whole."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Products with an index of their words: all of a programme, or those that a text may speak of."""

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
        meant = {word} & self.by_word.keys() | set(forms_of(word, self.by_word))
        return set().union(*(self.by_word[found] for found in meant))

    def _by_word(self, word: str) -> dict[ProductId, float]:
        alike: dict[str, float] = {}
        if mendable(word):
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
        if len(typed) >= SHORTEST_MENDED:
            near = process.extract(typed, self.by_sku.keys(), scorer=fuzz.ratio, score_cutoff=75, limit=64)
            for found, score, _ in near:
                scores.setdefault(self.by_sku[found], score * 0.85)
        return scores


def arrange(products: Iterable[tuple[ProductId, str, str]]) -> Shelf:
    """A shelf of products given as id, folded SKU and what they are looked for by (see core.catalog.sought)."""
    return Shelf(tuple(Entry(product, key, frozenset(sought.split())) for product, key, sought in products))


def _closeness(typed: str, known: str) -> float:
    """Score of a typed part of a known word."""
    if typed == known:
        return 100
    return 90 if known.startswith(typed) else 75
