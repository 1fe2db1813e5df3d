"""Posters: an invitation bound to the shop where it hangs, and to whoever looks after those who come by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.catalog.tables import CompanyRow, OutletRow, RegionRow
from core.ids import CompanyId, InviteId, OutletId, PersonId
from core.people import pii
from core.people.changes import CannotLookAfter, managers
from core.people.employments import OutletUnknown
from core.people.outlets import Outlet, list_outlets
from core.people.persons import Person, load
from core.people.revoking import live_invite
from core.people.rights import Right, may
from core.people.tables import InviteRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """An invitation, and what it is bound to."""

    invite_id: InviteId
    company: str | None
    outlet: str | None
    region: str | None
    """The outlet's, else the company's."""
    manager: str | None
    """Who looks after those who come by it."""
    outlets: Sequence[Outlet]
    """Where it could hang."""
    managers: Sequence[tuple[PersonId, str]]
    """Who could look after them."""


async def poster(session: AsyncSession, invite_id: InviteId, *, by: PersonId, now: datetime) -> Poster:
    """An invitation of one's own, or of the programme one keeps. Raises NotAllowed, InviteGone."""
    await live_invite(session, invite_id, by=by, now=now)
    viewer = await load(session, by)
    row = (
        await session.execute(
            select(
                InviteRow.company_id,
                InviteRow.manager_id,
                InviteRow.created_by,
                CompanyRow.name.label("company"),
                OutletRow.name.label("outlet"),
                RegionRow.name.label("region"),
            )
            .outerjoin(CompanyRow, CompanyRow.id == InviteRow.company_id)
            .outerjoin(OutletRow, OutletRow.id == InviteRow.outlet_id)
            .outerjoin(RegionRow, RegionRow.id == OutletRow.region_id)
            .where(InviteRow.id == invite_id)
        )
    ).one()
    people = await _who_may(session, viewer)
    looks_after = row.manager_id or row.created_by
    names = await pii.names(session, sorted({*people, *([looks_after] if looks_after else [])}))
    at = row.company_id
    return Poster(
        invite_id=invite_id,
        company=row.company,
        outlet=row.outlet,
        region=row.region,
        manager=names.get(looks_after) if looks_after else None,
        outlets=await list_outlets(session, viewer.programme_id, CompanyId(at)) if at is not None else (),
        managers=[(each, names.get(each, "")) for each in people],
    )


async def _who_may(session: AsyncSession, viewer: Person) -> Sequence[PersonId]:
    """Who can look after those who come by a poster of this viewer's."""
    if may(viewer, Right.GIVE_ROLES):
        return await managers(session, viewer)
    return [viewer.id] if may(viewer, Right.LOOK_AFTER) else []


async def hang_in(
    session: AsyncSession, invite_id: InviteId, outlet_id: OutletId | None, *, by: PersonId, now: datetime
) -> None:
    """Bind an invitation to an outlet of its company. Raises what `poster` raises, and OutletUnknown."""
    found = await poster(session, invite_id, by=by, now=now)
    if outlet_id is not None and outlet_id not in {outlet.id for outlet in found.outlets}:
        raise OutletUnknown
    await _bind(session, invite_id, await load(session, by), now, outlet_id=outlet_id)


async def look_after(
    session: AsyncSession, invite_id: InviteId, manager_id: PersonId, *, by: PersonId, now: datetime
) -> None:
    """Have somebody look after those who come by an invitation. Raises what `poster` raises, and CannotLookAfter."""
    found = await poster(session, invite_id, by=by, now=now)
    if manager_id not in {each for each, _ in found.managers}:
        raise CannotLookAfter
    await _bind(session, invite_id, await load(session, by), now, manager_id=manager_id)


async def _bind(session: AsyncSession, invite_id: InviteId, by: Person, now: datetime, **values: int | None) -> None:
    await session.execute(
        update(InviteRow).where(InviteRow.id == invite_id).values(**values).execution_options(synchronize_session=False)
    )
    await record(
        session,
        programme_id=by.programme_id,
        by=by.id,
        act=Act.INVITE_CHANGED,
        subject=f"invite:{invite_id}",
        after=dict(values),
        now=now,
    )
