"""Finding in the database: products and words that hold given parts, by the indexes of every three letters."""

from collections.abc import Iterable, Sequence
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import Integer, bindparam, case, cast, column, or_, select, table
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.sought import padded
from core.catalog.tables import ProductRow, WordRow
from core.ids import ProductId, ProgrammeId

CANDIDATES = 200
"""Products or words that are looked at one by one, at most."""

INFLECTED = 72
"""Likeness, of 100, from which two words of one beginning are forms of the same: котёл, котла."""

MISTYPED = 62
"""Likeness from which a search takes one word for another, mistyped."""

MENDED = 8
"""Words that a mistyped one is taken for."""

Groups = Sequence[Sequence[str]]
"""Parts of padded words, three characters or more: of each group one has to occur."""

_PRODUCTS_INDEX = table("products_index", column("rowid"), column("sought"))
_WORDS_INDEX = table("catalogue_words_index", column("rowid"), column("word"), column("rank"))
"""What follows adds nought to a column so that SQLite does not begin with its index, and matches first."""

_PRODUCTS = (
    select(ProductRow.id)
    .join(_PRODUCTS_INDEX, _PRODUCTS_INDEX.c.rowid == ProductRow.id)
    .where(
        _PRODUCTS_INDEX.c.sought.op("MATCH")(bindparam("match")),
        ProductRow.programme_id + 0 == bindparam("programme_id"),
        ProductRow.active.in_(bindparam("offered", expanding=True)),
    )
    .limit(bindparam("most"))
)
_WORDS = (
    select(WordRow.word)
    .join(_WORDS_INDEX, _WORDS_INDEX.c.rowid == WordRow.id)
    .where(_WORDS_INDEX.c.word.op("MATCH")(bindparam("match")), WordRow.programme_id + 0 == bindparam("programme_id"))
    .limit(CANDIDATES)
)
_LIKE_WORDS = _WORDS.order_by(_WORDS_INDEX.c.rank)
_PLAIN_WORDS = _WORDS.where(WordRow.word.op("NOT GLOB")("*[0-9]*"))


async def holding(
    session: AsyncSession, programme_id: ProgrammeId, groups: Groups, *, most: int = CANDIDATES, retired: bool = False
) -> list[ProductId]:
    """Products whose words hold a part of each group, as many as asked for, in no order; `retired`: those as well."""
    groups = [group for group in groups if group]
    if not groups:
        return []
    offered = [True, False] if retired else [True]
    if _on_sqlite(session):
        asked = {"match": _match(groups), "programme_id": programme_id, "offered": offered, "most": most}
        return [ProductId(found) for found in await session.scalars(_PRODUCTS, asked)]
    found = await session.scalars(
        select(ProductRow.id)
        .where(
            *(_any_of(ProductRow.sought, group) for group in groups),
            ProductRow.programme_id == programme_id,
            ProductRow.active.in_(offered),
        )
        .limit(most)
    )
    return [ProductId(one) for one in found]


async def mended(session: AsyncSession, programme_id: ProgrammeId, word: str) -> list[str]:
    """Words of the catalogue that a mistyped folded one may stand for, the likest first."""
    pieces = _trigrams(padded(word))
    if _on_sqlite(session):
        asked = {"match": _match([pieces]), "programme_id": programme_id}
        alike = list(await session.scalars(_LIKE_WORDS, asked))
    else:
        shared = sum((case((WordRow.word.contains(piece), 1), else_=0) for piece in pieces), cast(0, Integer))
        alike = list(await session.scalars(_words(programme_id, [pieces]).order_by(shared.desc())))
    near = process.extract(word, [one.strip() for one in alike], scorer=fuzz.ratio, score_cutoff=MISTYPED, limit=MENDED)
    return [found for found, _, _ in near]


async def inflected(session: AsyncSession, programme_id: ProgrammeId, word: str) -> list[str]:
    """Words of the catalogue that are other forms of a folded one: they begin alike and differ little."""
    if not forms_of(word, [word]):
        return []
    beginning = f" {word[:3]}"
    if _on_sqlite(session):
        asked = {"match": _match([[beginning]]), "programme_id": programme_id}
        alike = list(await session.scalars(_PLAIN_WORDS, asked))
    else:
        plain = ~WordRow.word.regexp_match("[0-9]")
        alike = list(await session.scalars(_words(programme_id, [[beginning]]).where(plain)))
    return forms_of(word, (one.strip() for one in alike))


def forms_of(word: str, known: Iterable[str]) -> list[str]:
    """The known words that are forms of one: for letters alone, four of them or more."""
    if len(word) < 4 or not word.isalpha():
        return []
    alike = process.extract(word, list(known), scorer=fuzz.ratio, score_cutoff=INFLECTED, limit=None)
    return [found for found, _, _ in alike if found[:3] == word[:3] and found.isalpha()]


def part(word: str) -> str:
    """What to look for to find a typed folded word: anywhere in a word, or where it begins one if it is short."""
    return word if len(word) >= 3 else f" {word}" if len(word) == 2 else padded(word)


def _words(programme_id: ProgrammeId, groups: Groups) -> Any:
    return (
        select(WordRow.word)
        .where(WordRow.programme_id == programme_id, *(_any_of(WordRow.word, group) for group in groups))
        .limit(CANDIDATES)
    )


def _any_of(text: Any, parts: Sequence[str]) -> Any:
    return or_(*(text.contains(one) for one in parts))


def _match(groups: Groups) -> str:
    """The same as a query of FTS5: folded words are letters and digits alone, so quoting them is enough."""
    return " AND ".join("(" + " OR ".join(f'"{one}"' for one in group) + ")" for group in groups)


def _trigrams(text: str) -> list[str]:
    return list(dict.fromkeys(text[place : place + 3] for place in range(len(text) - 2)))


def _on_sqlite(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "sqlite"
