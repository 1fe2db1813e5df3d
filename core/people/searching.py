"""Searching people by name: the index says who may be meant, their names are opened to make sure."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import keyring
from core.ids import PersonId
from core.people import name_index, pii
from core.people.tables import TO_INDEX, NameStartRow, PersonPiiRow, PersonRow

OPENED = 64
"""Names opened at a time."""
LOOKED_AT = 320
"""Names opened for one page: whoever typed one letter may be asked to type more."""
AT_ONCE = 200
"""People whose names are brought into the index at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody by name."""

    id: PersonId
    name: str


async def find(
    session: AsyncSession, text: str, *which: ColumnElement[bool], before: PersonId | None = None, most: int
) -> list[Named]:
    """People of whose name each typed word begins a word, the newest first, from `before` on. `which`: of PersonRow."""
    digest = keyring(session).name_start
    starts = [digest(start) for start in name_index.asked(text)]
    found: list[Named] = []
    for _ in range(LOOKED_AT // OPENED if starts else 0):
        ids = await _candidates(session, starts, which, before)
        names = await pii.names(session, ids)
        found += [
            Named(id=each, name=names[each]) for each in ids if each in names and name_index.matches(text, names[each])
        ]
        if len(ids) < OPENED or len(found) >= most:
            break
        before = ids[-1]
    return found[:most]


async def catch_up(session: AsyncSession) -> int:
    """Bring some into the index who came past it: an older release's people; how many."""
    rows = (
        await session.execute(
            select(PersonPiiRow.person_id, PersonPiiRow.wrapped_key, PersonPiiRow.sealed).where(TO_INDEX).limit(AT_ONCE)
        )
    ).all()
    keys = keyring(session)
    known = {PersonId(row.person_id): pii.open_sealed(keys, row.wrapped_key, row.sealed) for row in rows}
    if known:
        await name_index.keep(session, {each: one.name for each, one in known.items()})
        await session.execute(
            update(PersonPiiRow)
            .where(PersonPiiRow.person_id.in_(sorted(known)))
            .values(findable=True)
            .execution_options(synchronize_session=False)
        )
    return len(known)


async def _candidates(
    session: AsyncSession, starts: list[int], which: tuple[ColumnElement[bool], ...], before: PersonId | None
) -> list[PersonId]:
    asked = (
        select(NameStartRow.person_id)
        .join(PersonRow, PersonRow.id == NameStartRow.person_id)
        .where(NameStartRow.start == starts[0], *which)
        .order_by(NameStartRow.person_id.desc())
        .limit(OPENED)
    )
    for start in starts[1:]:
        also = NameStartRow.__table__.alias()
        asked = asked.where(
            select(also.c.start).where(also.c.start == start, also.c.person_id == NameStartRow.person_id).exists()
        )
    if before is not None:
        asked = asked.where(NameStartRow.person_id < before)
    return [PersonId(found) for found in await session.scalars(asked)]
