"""Regions of the programme, and which company lies in which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.catalog.folding import name_key
from core.catalog.tables import CompanyRow, RegionRow
from core.errors import Refusal
from core.ids import CompanyId, PersonId, ProgrammeId, RegionId
from core.people.employments import CompanyUnknown
from core.people.persons import Person
from core.people.places import settle
from core.people.rights import Right, allowed
from core.people.tables import PersonRow
from core.programme.text import line
from core.programme.zones import zone_named

LONGEST = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A part of the market."""

    id: RegionId
    name: str


class RegionUnknown(Refusal):
    """The programme has no such region."""


_LIST = (
    select(RegionRow.id, RegionRow.name)
    .where(RegionRow.programme_id == bindparam("programme_id"), RegionRow.active)
    .order_by(RegionRow.name_key)
)


async def list_regions(session: AsyncSession, programme_id: ProgrammeId) -> Sequence[Region]:
    """Every region that is listed, by name."""
    rows = await session.execute(_LIST, {"programme_id": programme_id})
    return [Region(id=RegionId(row.id), name=row.name) for row in rows]


async def add_region(session: AsyncSession, text: str, *, by: PersonId, now: datetime) -> Region:
    """Add a region; a known name, taken off the list or not, is the region it was. Raises NotAllowed, TextUnusable."""
    editor = await allowed(session, by, Right.EDIT_CATALOGUE)
    name = line(text, most=LONGEST)
    adding = insert(RegionRow).values(programme_id=editor.programme_id, name=name, name_key=name_key(name), active=True)
    region_id = await session.scalar(
        adding.on_conflict_do_update(
            index_elements=[RegionRow.programme_id, RegionRow.name_key], set_={"active": True, "name": name}
        ).returning(RegionRow.id)
    )
    await record(
        session,
        programme_id=editor.programme_id,
        by=by,
        act=Act.REGION_CHANGED,
        subject=f"region:{region_id}",
        after={"listed": True},
        now=now,
    )
    return Region(id=RegionId(region_id or 0), name=name)


async def list_region(
    session: AsyncSession, region_id: RegionId, *, listed: bool, by: PersonId, now: datetime
) -> Region:
    """Take a region off the list, or put it back; companies and sales keep theirs. Raises NotAllowed, RegionUnknown."""
    editor = await allowed(session, by, Right.EDIT_CATALOGUE)
    name = await session.scalar(
        update(RegionRow)
        .where(RegionRow.id == region_id, RegionRow.programme_id == editor.programme_id)
        .values(active=listed)
        .returning(RegionRow.name)
        .execution_options(synchronize_session=False)
    )
    if name is None:
        raise RegionUnknown
    await record(
        session,
        programme_id=editor.programme_id,
        by=by,
        act=Act.REGION_CHANGED,
        subject=f"region:{region_id}",
        after={"listed": listed},
        now=now,
    )
    return Region(id=region_id, name=name)


async def place_company(
    session: AsyncSession, company_id: CompanyId, region_id: RegionId | None, *, by: PersonId, now: datetime
) -> None:
    """Put a company into a region, or into none. Its people follow, their earlier sales stay where they were.

    Raises NotAllowed, RegionUnknown, CompanyUnknown.
    """
    editor = await allowed(session, by, Right.EDIT_CATALOGUE)
    if region_id is not None:
        await region_of(session, editor.programme_id, region_id)
    await _change(session, editor, company_id, now, region_id=region_id)


async def set_company_zone(
    session: AsyncSession, company_id: CompanyId, text: str | None, *, by: PersonId, now: datetime
) -> None:
    """Say by which clock a company's people live; None for the programme's. Raises what `place_company` raises, and
    ZoneUnknown."""
    editor = await allowed(session, by, Right.EDIT_CATALOGUE)
    await _change(session, editor, company_id, now, timezone=None if text is None else zone_named(text))


async def region_of(session: AsyncSession, programme_id: ProgrammeId, region_id: RegionId) -> Region:
    """A listed region. Raises RegionUnknown."""
    name = await session.scalar(
        select(RegionRow.name).where(
            RegionRow.id == region_id, RegionRow.programme_id == programme_id, RegionRow.active
        )
    )
    if name is None:
        raise RegionUnknown
    return Region(id=region_id, name=name)


async def _change(
    session: AsyncSession, editor: Person, company_id: CompanyId, now: datetime, **values: int | str | None
) -> None:
    changed = await session.scalar(
        update(CompanyRow)
        .where(CompanyRow.id == company_id, CompanyRow.programme_id == editor.programme_id)
        .values(**values)
        .returning(CompanyRow.id)
        .execution_options(synchronize_session=False)
    )
    if changed is None:
        raise CompanyUnknown
    await settle(session, PersonRow.company_id == company_id)
    await record(
        session,
        programme_id=editor.programme_id,
        by=editor.id,
        act=Act.COMPANY_CHANGED,
        subject=f"company:{company_id}",
        after=values,
        now=now,
    )
