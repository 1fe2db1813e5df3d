"""The index of names: by beginnings of their words, as keyed digests, so that a sealed name can be looked for."""

from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.folding import words
from core.db.database import keyring
from core.ids import PersonId
from core.people.tables import NameStartRow

LENGTHS = (1, 2, 3, 4, 6, 8, 11)
"""Letters of a beginning that are kept; whoever types more is compared with the names that were found."""

MOST_WORDS = 6

_DROP = delete(NameStartRow).where(NameStartRow.person_id.in_(bindparam("ids", expanding=True)))
_KEEP = insert(NameStartRow).on_conflict_do_nothing()


def starts(text: str) -> list[str]:
    """What a name is found by: the beginnings of its folded words."""
    found = {word[:length] for word in words(text)[:MOST_WORDS] for length in LENGTHS if length <= len(word)}
    return sorted(found)


def asked(text: str) -> list[str]:
    """Of each typed word the longest beginning that is kept, those that leave fewest first; empty for no word."""
    typed = words(text)[:MOST_WORDS]
    found = {max((word[:length] for length in LENGTHS if length <= len(word)), key=len) for word in typed}
    return sorted(found, key=lambda start: (-len(start), start))


def matches(text: str, name: str) -> bool:
    """Whether every typed word begins a word of the name."""
    known = words(name)
    return all(any(word.startswith(each) for word in known) for each in words(text))


async def keep(session: AsyncSession, names: Mapping[PersonId, str]) -> None:
    """Have people found by these names, and no longer by earlier ones."""
    await drop(session, names)
    digest = keyring(session).name_start
    rows = [{"start": digest(start), "person_id": each} for each, name in names.items() for start in starts(name)]
    if rows:
        await session.execute(_KEEP, rows)


async def drop(session: AsyncSession, person_ids: Collection[PersonId]) -> None:
    """Have people found by no name."""
    await session.execute(_DROP, {"ids": list(person_ids)})
