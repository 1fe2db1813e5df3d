"""Which products are put on a shelf: all of a small catalogue, kept in memory; of a large one what a text may mean."""

from collections.abc import Iterable, Sequence
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.finding import CANDIDATES, holding, inflected, mended, part
from core.catalog.folding import sku_key, words
from core.catalog.shelf import Shelf, arrange
from core.catalog.sought import SHORTEST_MENDED, mendable, padded
from core.catalog.tables import ProductRow
from core.db.at_once import in_the_thread
from core.ids import ProductId, ProgrammeId

SMALL = 1_000
"""Products on offer up to which a catalogue is kept in memory: some 1.5 MB, loaded and searched in milliseconds."""

WORDS_SEARCHED = 8
"""Words of a typed text that are looked for."""

SPOKEN = 24
"""Ways to take the words of a text together that are looked into."""

ENOUGH = 8
"""Products that tell a word, or words together, to be ambiguous."""

REVISION = select(func.max(ProductRow.revision)).where(ProductRow.programme_id == bindparam("programme_id"))
"""The number of the last saving of a programme's products."""

_ENTRIES = select(ProductRow.id, ProductRow.sku_key, ProductRow.sought)
_ALL = _ENTRIES.where(ProductRow.programme_id == bindparam("programme_id"), ProductRow.active).limit(bindparam("most"))
_THESE = _ENTRIES.where(
    ProductRow.id.in_(bindparam("ids", expanding=True)), ProductRow.active.in_(bindparam("offered", expanding=True))
)
_COUNT = select(func.count()).where(ProductRow.programme_id == bindparam("programme_id"), ProductRow.active)
_NUMBERED = (
    select(ProductRow.id)
    .where(
        ProductRow.programme_id == bindparam("programme_id"),
        or_(
            ProductRow.sku_key.in_(bindparam("keys", expanding=True)),
            ProductRow.barcode.in_(bindparam("keys", expanding=True)),
        ),
    )
    .limit(CANDIDATES)
)
_kept: WeakKeyDictionary[Engine, dict[ProgrammeId, tuple[int, Shelf | None]]] = WeakKeyDictionary()


async def whole_shelf(session: AsyncSession, programme_id: ProgrammeId, *, revision: int | None = None) -> Shelf | None:
    """All products on offer as they stand in this transaction, kept until the next saving; None for a large catalogue.

    `revision` spares the question for whoever has read REVISION already.
    """
    if revision is None:
        revision = await session.scalar(REVISION, {"programme_id": programme_id}) or 0
    kept = _kept.setdefault(session.get_bind().engine, {})
    known = kept.get(programme_id)
    if known is None or known[0] != revision:
        rows = (await session.execute(_ALL, {"programme_id": programme_id, "most": SMALL + 1})).all()
        shelf = None if len(rows) > SMALL else arrange((ProductId(row.id), row.sku_key, row.sought) for row in rows)
        known = kept[programme_id] = (revision, shelf)
    return known[1]


async def have_products(session: AsyncSession, programme_id: ProgrammeId, *, revision: int | None = None) -> bool:
    """Whether there is anything to claim yet."""
    whole = await whole_shelf(session, programme_id, revision=revision)
    return whole is None or bool(whole.entries)


async def count_products(session: AsyncSession, programme_id: ProgrammeId) -> int:
    """How many products are on offer."""
    whole = await whole_shelf(session, programme_id)
    if whole is not None:
        return len(whole.entries)
    return await session.scalar(_COUNT, {"programme_id": programme_id}) or 0


async def shelf_for_search(session: AsyncSession, programme_id: ProgrammeId, text: str, *, retired: bool) -> Shelf:
    """Products of a large catalogue that a typed text may mean: those that hold its words, else what they may stand
    for, else those that hold one of them."""
    typed = list(dict.fromkeys(words(text)))[:WORDS_SEARCHED]
    number = sku_key(text)
    if not typed:
        return Shelf(())
    with in_the_thread():
        found = await _numbered(session, programme_id, [number])
        for groups in ([[padded(word)] for word in typed], [[part(word)] for word in typed], [[part(number)]]):
            if len(found) < CANDIDATES:
                found |= dict.fromkeys(await holding(session, programme_id, groups, retired=retired))
        if not found:
            found = dict.fromkeys(await _mistyped(session, programme_id, typed, number, retired=retired))
        return await _arranged(session, found, retired=retired)


async def shelf_for_words(session: AsyncSession, programme_id: ProgrammeId, spoken: Sequence[Sequence[str]]) -> Shelf:
    """Products of a large catalogue that folded words may speak of, each list of them together.

    One of the words may be a quantity, and those that no product knows speak of something else. Where many products
    fit, some of them are enough to tell so.
    """
    spoken = spoken[:SPOKEN]
    with in_the_thread():
        found: dict[ProductId, None] = {}
        known: dict[str, Sequence[str]] = {}
        for word in dict.fromkeys(word for together in spoken for word in together):
            forms = [padded(form) for form in (word, *await inflected(session, programme_id, word))]
            some = await holding(session, programme_id, [forms], most=1)
            if some:
                known[word] = forms
                found |= dict.fromkeys(some)
        understood = [[word for word in together if word in known] for together in spoken]
        for together in {rest for each in understood for rest in _without_one(each)}:
            groups = [known[word] for word in together]
            found |= dict.fromkeys(await holding(session, programme_id, groups, most=ENOUGH))
        numbers = {"".join(rest) for each in (*spoken, *understood) for rest in _without_one(each)}
        found |= await _numbered(session, programme_id, sorted(numbers - {""}))
        return await _arranged(session, found)


def _without_one(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The words, and the words without each number among them."""
    left = [tuple(words[:at]) + tuple(words[at + 1 :]) for at, word in enumerate(words) if word.isdecimal()]
    return [tuple(words), *left]


async def _mistyped(
    session: AsyncSession, programme_id: ProgrammeId, typed: Sequence[str], number: str, *, retired: bool
) -> list[ProductId]:
    groups = [await _meant(session, programme_id, word, retired=retired) for word in typed]
    found = await holding(session, programme_id, groups, retired=retired)
    if len(typed) > 1 and len(number) >= SHORTEST_MENDED:
        numbers = [padded(one) for one in await mended(session, programme_id, number)]
        found += await holding(session, programme_id, [numbers], retired=retired)
    if found:
        return found
    return await holding(session, programme_id, [[one for group in groups for one in group]], retired=retired)


async def _meant(session: AsyncSession, programme_id: ProgrammeId, word: str, *, retired: bool) -> Sequence[str]:
    """What a typed word is looked for by: itself where some product holds it, else what it may stand for."""
    if await holding(session, programme_id, [[part(word)]], most=1, retired=retired):
        return [part(word)]
    return [padded(one) for one in await mended(session, programme_id, word)] if mendable(word) else []


async def _numbered(session: AsyncSession, programme_id: ProgrammeId, keys: Sequence[str]) -> dict[ProductId, None]:
    if not keys:
        return {}
    found = await session.scalars(_NUMBERED, {"programme_id": programme_id, "keys": list(keys)})
    return dict.fromkeys(ProductId(one) for one in found)


async def _arranged(session: AsyncSession, ids: Iterable[ProductId], *, retired: bool = False) -> Shelf:
    ids = list(ids)[:CANDIDATES]
    if not ids:
        return Shelf(())
    rows = await session.execute(_THESE, {"ids": ids, "offered": [True, False] if retired else [True]})
    return arrange((ProductId(row.id), row.sku_key, row.sought) for row in rows)
