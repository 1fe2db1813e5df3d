"""Members as whoever gives roles sees them: by name, those with duties before the partners."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, case, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import PersonId, ProgrammeId
from core.people import pii
from core.people.persons import PersonUnknown
from core.people.rights import Right, allowed
from core.people.roles import Role, Status
from core.people.tables import PersonRow

PAGE = 8
SEARCHED = 2_000
"""People whose names are opened for a search at most: a name is sealed, no index knows it, and everybody waits."""
SLICE = 500
"""Names opened before it is asked whether enough were found."""

_PARTNERS_LAST = case((PersonRow.role == Role.PARTNER.value, 1), else_=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who takes part."""

    id: PersonId
    role: Role
    name: str | None
    """None for whoever has no name kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Whom a part of a name has found."""

    members: Sequence[Member]
    """At most a page."""
    searched: int | None
    """How many people were looked at where that was not everybody."""


async def list_members(session: AsyncSession, *, by: PersonId, page: int = 0) -> tuple[Sequence[Member], bool]:
    """A page of active members, and whether more follow. Raises NotAllowed."""
    giver = await allowed(session, by, Right.GIVE_ROLES)
    asked = _active(giver.programme_id).order_by(_PARTNERS_LAST, PersonRow.id).offset(page * PAGE).limit(PAGE + 1)
    rows = list(await session.execute(asked))
    return await _named(session, rows[:PAGE]), len(rows) > PAGE


async def find_members(session: AsyncSession, text: str, *, by: PersonId) -> Found:
    """Active members whose name holds what was typed: those with duties, then the newest. Raises NotAllowed."""
    giver = await allowed(session, by, Right.GIVE_ROLES)
    asked = _active(giver.programme_id).order_by(_PARTNERS_LAST, PersonRow.id.desc()).limit(SEARCHED + 1)
    rows = list(await session.execute(asked))
    wanted = " ".join(text.casefold().split())
    found: list[Member] = []
    for start in range(0, min(len(rows), SEARCHED), SLICE):
        members = await _named(session, rows[start : min(start + SLICE, SEARCHED)])
        found += [each for each in members if each.name and wanted in each.name.casefold()]
        if len(found) >= PAGE:
            break
    return Found(members=found[:PAGE], searched=SEARCHED if len(rows) > SEARCHED and len(found) < PAGE else None)


async def member(session: AsyncSession, person_id: PersonId, *, by: PersonId) -> Member:
    """An active member. Raises NotAllowed, PersonUnknown."""
    giver = await allowed(session, by, Right.GIVE_ROLES)
    rows = list(await session.execute(_active(giver.programme_id).where(PersonRow.id == person_id)))
    if not rows:
        raise PersonUnknown
    return (await _named(session, rows))[0]


def _active(programme_id: ProgrammeId) -> Select[*tuple[Any, ...]]:
    return select(PersonRow.id, PersonRow.role).where(
        PersonRow.programme_id == programme_id, PersonRow.status == Status.ACTIVE.value
    )


async def _named(session: AsyncSession, rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Member]:
    names = await pii.names(session, [PersonId(row.id) for row in rows])
    return [Member(id=PersonId(row.id), role=Role(row.role), name=names.get(PersonId(row.id))) for row in rows]
