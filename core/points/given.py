"""What a programme has given out beside the most it may: counted with each posting, and owners told in time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.work import at_last
from core.ids import Points, ProgrammeId
from core.outreach.notices import Notice, tell
from core.people.persons import with_role
from core.people.roles import Role
from core.points.refusals import NothingLeftToGive
from core.points.tables import GivenRow
from core.programme import programmes
from core.programme.options import Options

WARNED_AT = 80
FULL = 100
TOLD = frozenset({Role.OWNER, Role.VIEWER})
"""Who hears of it: whoever runs the programme, and those who look on because they pay; limited ones see a part only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """All points given out, and the most that may be."""

    points: Points
    cap: Points | None

    @property
    def full(self) -> bool:
        """Whether nothing new may be begun."""
        return self.cap is not None and self.points >= self.cap

    def require_room(self) -> None:
        """Raise NothingLeftToGive once it is full."""
        if self.full:
            raise NothingLeftToGive

    @property
    def percent(self) -> int:
        """The share of the cap, rounded down."""
        return self.points * 100 // self.cap if self.cap else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CapNear(Notice):
    """To owners: most of what may be given out is."""

    kind: ClassVar[str] = "cap_near"
    points: Points
    cap: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class CapReached(Notice):
    """To owners: all that may be given out is; no new sale is taken."""

    kind: ClassVar[str] = "cap_reached"
    points: Points
    cap: Points


@dataclass(slots=True)
class _Moved:
    points: int
    options: Options
    now: datetime


_ROW: Any = GivenRow.__table__
_NEW = insert(_ROW).values(programme_id=bindparam("of_programme"), points=bindparam("more"), told=0)
_ADD = _NEW.on_conflict_do_update(
    index_elements=[_ROW.c.programme_id], set_={"points": _ROW.c.points + _NEW.excluded.points}
).returning(_ROW.c.points, _ROW.c.told)
_MARK = update(_ROW).where(_ROW.c.programme_id == bindparam("of_programme")).values(told=bindparam("up_to"))
_LOCK = (
    select(_ROW.c.points, _ROW.c.told)
    .where(_ROW.c.programme_id == bindparam("of_programme"))
    .with_for_update(key_share=True)
)
GIVEN = select(_ROW.c.points).where(_ROW.c.programme_id == bindparam("programme_id"))
"""Points given out; no row before the first."""


async def given(session: AsyncSession, programme_id: ProgrammeId, options: Options) -> Given:
    """What is given out now."""
    points = await session.scalar(GIVEN, {"programme_id": programme_id})
    return of(points, options)


async def require_room(session: AsyncSession, programme_id: ProgrammeId, options: Options) -> None:
    """Raise NothingLeftToGive once the programme has given out all it may."""
    if options.points_cap is not None:
        (await given(session, programme_id, options)).require_room()


async def has_room_for(session: AsyncSession, programme_id: ProgrammeId, points: int, *, options: Options) -> bool:
    """Whether so many points more stay within the cap; no posting of another step comes between."""
    if options.points_cap is None:
        return True
    row = (await session.execute(_LOCK, {"of_programme": programme_id})).one_or_none()
    moved = session.info.get("given", {}).get(programme_id)
    so_far = (row.points if row else 0) + (moved.points if moved else 0)
    return bool(so_far + points <= options.points_cap)


def of(points: int | None, options: Options) -> Given:
    """What is given out, by the count and the programme's options."""
    cap = options.points_cap
    return Given(points=Points(points or 0), cap=None if cap is None else Points(cap))


def count(session: AsyncSession, programme_id: ProgrammeId, points: int, *, options: Options, now: datetime) -> None:
    """Count what a posting gives out, or takes back, when its step has done all else: all postings meet here."""
    if "given" not in session.info:
        session.info["given"] = {}
        at_last(session, _count)
    moved: _Moved = session.info["given"].setdefault(programme_id, _Moved(0, options, now))
    moved.points += points


async def cap_changed(session: AsyncSession, programme_id: ProgrammeId, *, now: datetime) -> None:
    """Look at what is given out by a new cap: what owners were told of an earlier one is told anew when it is due."""
    row = (await session.execute(_LOCK, {"of_programme": programme_id})).one_or_none()
    if row is None:
        return
    found = of(row.points, (await programmes.load(session, programme_id)).options)
    await _follow(session, programme_id, found, told=min(row.told, level(found)), was=row.told, now=now)


def level(found: Given) -> int:
    """What owners have to know of: 0, WARNED_AT or FULL."""
    if found.cap is None:
        return 0
    return FULL if found.full else WARNED_AT if found.percent >= WARNED_AT else 0


async def _count(session: AsyncSession) -> None:
    moved: Mapping[ProgrammeId, _Moved] = session.info.pop("given")
    for programme_id in sorted(moved):
        one = moved[programme_id]
        if not one.points:
            continue
        row = (await session.execute(_ADD, {"of_programme": programme_id, "more": one.points})).one()
        found = of(row.points, one.options)
        told = row.told if level(found) else 0
        await _follow(session, programme_id, found, told=told, was=row.told, now=one.now)


async def _follow(
    session: AsyncSession, programme_id: ProgrammeId, found: Given, *, told: int, was: int, now: datetime
) -> None:
    """Tell owners once of each level; below the first one it begins anew."""
    reached = level(found)
    if reached > told:
        await _tell(session, programme_id, found, reached, now)
        told = reached
    if told != was:
        await session.execute(_MARK, {"of_programme": programme_id, "up_to": told})


async def _tell(session: AsyncSession, programme_id: ProgrammeId, found: Given, reached: int, now: datetime) -> None:
    assert found.cap is not None  # noqa: S101 (there is no level without)
    notice = CapReached if reached == FULL else CapNear
    for person in await with_role(session, programme_id, TOLD):
        if person.role is Role.OWNER or not person.scoped:
            key = f"cap:{reached}:{found.cap}:{now.timestamp():.6f}"
            tell(session, person.id, notice(points=found.points, cap=found.cap), key=key, now=now)
