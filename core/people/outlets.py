"""Outlets: the shops and branches of a company, each where it lies and by its own clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.catalog.folding import name_key
from core.catalog.tables import CompanyRow, OutletRow, RegionRow
from core.ids import CompanyId, OutletId, PersonId, ProgrammeId, RegionId
from core.people.employments import OutletUnknown, company_named
from core.people.places import settle
from core.people.regions import region_of
from core.people.rights import Right, allowed
from core.people.tables import PersonRow
from core.programme.text import line
from core.programme.zones import zone_named

LONGEST = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A shop or branch."""

    id: OutletId
    company_id: CompanyId
    name: str
    region: str | None
    """Its own region; the company's where None."""
    timezone: str | None
    """Its own zone; the company's where None."""


async def list_outlets(session: AsyncSession, programme_id: ProgrammeId, company_id: CompanyId) -> Sequence[Outlet]:
    """The outlets of a company that are listed, by name."""
    rows = await session.execute(
        _outlets(programme_id).where(OutletRow.company_id == company_id, OutletRow.active).order_by(OutletRow.name_key)
    )
    return [_outlet(row) for row in rows]


async def outlet(session: AsyncSession, programme_id: ProgrammeId, outlet_id: OutletId) -> Outlet:
    """A listed outlet. Raises OutletUnknown."""
    row = (
        await session.execute(_outlets(programme_id).where(OutletRow.id == outlet_id, OutletRow.active))
    ).one_or_none()
    if row is None:
        raise OutletUnknown
    return _outlet(row)


async def add_outlet(session: AsyncSession, company_id: CompanyId, text: str, *, by: PersonId, now: datetime) -> Outlet:
    """Add an outlet; a known name is the outlet it was. Raises NotAllowed, CompanyUnknown, TextUnusable."""
    editor = await allowed(session, by, Right.EDIT_CATALOGUE)
    await company_named(session, editor.programme_id, company_id)
    name = line(text, most=LONGEST)
    adding = insert(OutletRow).values(company_id=company_id, name=name, name_key=name_key(name)[:LONGEST], active=True)
    outlet_id = await session.scalar(
        adding.on_conflict_do_update(
            index_elements=[OutletRow.company_id, OutletRow.name_key], set_={"active": True, "name": name}
        ).returning(OutletRow.id)
    )
    await record(
        session,
        programme_id=editor.programme_id,
        by=by,
        act=Act.OUTLET_CHANGED,
        subject=f"outlet:{outlet_id}",
        after={"active": True},
        now=now,
    )
    return await outlet(session, editor.programme_id, OutletId(outlet_id or 0))


async def list_outlet(session: AsyncSession, outlet_id: OutletId, *, listed: bool, by: PersonId, now: datetime) -> None:
    """Take an outlet off the list, or put it back; its people and sales keep it. Raises NotAllowed, OutletUnknown."""
    await _change(session, outlet_id, by, now, active=listed)


async def place_outlet(
    session: AsyncSession, outlet_id: OutletId, region_id: RegionId | None, *, by: PersonId, now: datetime
) -> None:
    """Put an outlet into a region of its own, None for the company's.

    Raises NotAllowed, RegionUnknown, OutletUnknown.
    """
    editor = await allowed(session, by, Right.EDIT_CATALOGUE)
    if region_id is not None:
        await region_of(session, editor.programme_id, region_id)
    await _change(session, outlet_id, by, now, region_id=region_id)


async def set_outlet_zone(
    session: AsyncSession, outlet_id: OutletId, text: str | None, *, by: PersonId, now: datetime
) -> None:
    """Say by which clock an outlet lives, None for the company's. Raises NotAllowed, ZoneUnknown, OutletUnknown."""
    await _change(session, outlet_id, by, now, timezone=None if text is None else zone_named(text))


async def _change(
    session: AsyncSession, outlet_id: OutletId, by: PersonId, now: datetime, **values: int | str | bool | None
) -> None:
    editor = await allowed(session, by, Right.EDIT_CATALOGUE)
    own = select(CompanyRow.id).where(CompanyRow.programme_id == editor.programme_id)
    changed = await session.scalar(
        update(OutletRow)
        .where(OutletRow.id == outlet_id, OutletRow.company_id.in_(own))
        .values(**values)
        .returning(OutletRow.company_id)
        .execution_options(synchronize_session=False)
    )
    if changed is None:
        raise OutletUnknown
    await settle(session, PersonRow.company_id == changed, PersonRow.outlet_id == outlet_id)
    await record(
        session,
        programme_id=editor.programme_id,
        by=by,
        act=Act.OUTLET_CHANGED,
        subject=f"outlet:{outlet_id}",
        after=values,
        now=now,
    )


def _outlets(programme_id: ProgrammeId) -> Select[*tuple[object, ...]]:
    return (
        select(OutletRow.id, OutletRow.company_id, OutletRow.name, OutletRow.timezone, RegionRow.name.label("region"))
        .join(CompanyRow, CompanyRow.id == OutletRow.company_id)
        .outerjoin(RegionRow, RegionRow.id == OutletRow.region_id)
        .where(CompanyRow.programme_id == programme_id)
    )


def _outlet(row: object) -> Outlet:
    return Outlet(**row._mapping)  # type: ignore[attr-defined]  # a row of `_outlets`
