"""The prize list: what partners see of it, and how staff keeps it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.clock import local_date
from core.ids import PersonId, Points, PrizeId, ProgrammeId
from core.people.persons import Person
from core.people.rights import Right, allowed, may, require
from core.programme.answers import DatesUnclear, one_day
from core.programme.programmes import load as load_programme
from core.programme.text import line
from core.rewards import pictures
from core.rewards.pictures import Shot
from core.rewards.tables import LISTED, PrizeRow
from core.rewards.values import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_POINTS,
    MOST_STOCK,
    LastDayUnfit,
    NumberUnfit,
    Prize,
    PrizeGone,
)

PAGE = 6

COLUMNS = (
    PrizeRow.id,
    PrizeRow.names,
    PrizeRow.descriptions,
    PrizeRow.points,
    PrizeRow.stock,
    PrizeRow.per_person,
    PrizeRow.ends_on,
    PrizeRow.picture,
    PrizeRow.listed_at,
)
_ON_OFFER = (
    LISTED,
    PrizeRow.programme_id == bindparam("programme_id"),
    or_(PrizeRow.stock.is_(None), PrizeRow.stock > 0),
    or_(PrizeRow.ends_on.is_(None), PrizeRow.ends_on >= bindparam("today", type_=PrizeRow.ends_on.type)),
)
_COUNT = select(func.count()).select_from(PrizeRow).where(*_ON_OFFER)
_OFFERED = select(*COLUMNS).where(*_ON_OFFER).order_by(PrizeRow.points, PrizeRow.id).offset(bindparam("skip")).limit(1)
_WITHIN = _COUNT.where(PrizeRow.points <= bindparam("points"))
_OWN = select(*COLUMNS).where(PrizeRow.programme_id == bindparam("programme_id"))
_ALL = _OWN.order_by(PrizeRow.id.desc()).offset(bindparam("skip")).limit(PAGE + 1)
_ONE = _OWN.where(PrizeRow.id == bindparam("id"))


def require_a_look(person: Person) -> None:
    """Raise unless the person may look at the list; whoever cannot spend for now may."""
    if not may(person, Right.KEEP_PRIZES) and not may(person, Right.SPEND):
        require(person, Right.SPEND)


async def offered(
    session: AsyncSession, programme_id: ProgrammeId, *, today: date, page: int = 0
) -> tuple[Prize | None, int]:
    """One prize of those that can be ordered, the cheapest first, and how many there are."""
    params = {"programme_id": programme_id, "today": today}
    count = await session.scalar(_COUNT, params) or 0
    row = (await session.execute(_OFFERED, {**params, "skip": page})).one_or_none()
    return (prize_of(row) if row else None), count


async def dearest_within(session: AsyncSession, programme_id: ProgrammeId, points: int, *, today: date) -> int:
    """The page of the dearest prize that some points buy; 0 where they buy none."""
    params = {"programme_id": programme_id, "today": today, "points": points}
    return max(0, (await session.scalar(_WITHIN, params) or 0) - 1)


async def list_all(session: AsyncSession, *, by: PersonId, page: int = 0) -> tuple[list[Prize], bool]:
    """A page of all prizes, hidden ones too, newest first; whether there are more. Raises NotAllowed."""
    person = await allowed(session, by, Right.KEEP_PRIZES)
    rows = (await session.execute(_ALL, {"programme_id": person.programme_id, "skip": page * PAGE})).all()
    return [prize_of(row) for row in rows[:PAGE]], len(rows) > PAGE


async def one(session: AsyncSession, prize_id: PrizeId, *, by: PersonId) -> Prize:
    """A prize as staff sees it. Raises NotAllowed and PrizeGone."""
    return await _load(session, await allowed(session, by, Right.KEEP_PRIZES), prize_id)


async def begin(
    session: AsyncSession, name: str, points: str, *, locale: str, picture: Shot | None, by: PersonId, now: datetime
) -> Prize:
    """Make a prize that partners do not see yet. Raises NotAllowed, TextUnusable and NumberUnfit."""
    person = await allowed(session, by, Right.KEEP_PRIZES)
    row = PrizeRow(
        programme_id=person.programme_id,
        names={locale: clean_name(name)},
        descriptions={},
        points=whole(points, least=1, most=MOST_POINTS),
        picture=picture.file_id if picture else None,
        created_at=now,
        created_by=by,
    )
    session.add(row)
    await session.flush()
    if picture is not None:
        await pictures.keep(session, PrizeId(row.id), picture, now=now)
    await _tell_audit(session, person, PrizeId(row.id), None, {"points": row.points}, now)
    return await _load(session, person, PrizeId(row.id))


async def rename(
    session: AsyncSession, prize_id: PrizeId, name: str, *, locale: str, by: PersonId, now: datetime
) -> Prize:
    """Name a prize in a language; orders keep the name they were made under."""
    person, before = await _to_change(session, prize_id, by)
    names = {**before.names, locale: clean_name(name)}
    return await _change(session, person, before, now, {"names": names}, told={"named_in": locale})


async def describe(
    session: AsyncSession, prize_id: PrizeId, text: str, *, locale: str, by: PersonId, now: datetime
) -> Prize:
    """Say more about a prize in a language."""
    person, before = await _to_change(session, prize_id, by)
    texts = {**before.descriptions, locale: line(text, most=LONGEST_TEXT)}
    return await _change(session, person, before, now, {"descriptions": texts}, told={"described_in": locale})


async def set_points(session: AsyncSession, prize_id: PrizeId, text: str, *, by: PersonId, now: datetime) -> Prize:
    """Change what a prize costs from now on."""
    person, before = await _to_change(session, prize_id, by)
    return await _change(session, person, before, now, {"points": whole(text, least=1, most=MOST_POINTS)})


async def set_stock(
    session: AsyncSession, prize_id: PrizeId, text: str | None, *, by: PersonId, now: datetime
) -> Prize:
    """Say how many can still be ordered; None for without end."""
    person, before = await _to_change(session, prize_id, by)
    stock = None if text is None else whole(text, least=0, most=MOST_STOCK)
    return await _change(session, person, before, now, {"stock": stock})


async def set_limit(
    session: AsyncSession, prize_id: PrizeId, text: str | None, *, by: PersonId, now: datetime
) -> Prize:
    """Say how many one person may have; None for without end."""
    person, before = await _to_change(session, prize_id, by)
    most = None if text is None else whole(text, least=1, most=MOST_STOCK)
    return await _change(session, person, before, now, {"per_person": most})


async def set_last_day(
    session: AsyncSession, prize_id: PrizeId, text: str | None, *, by: PersonId, now: datetime
) -> Prize:
    """Say until which local day it can be ordered; None for without end. Raises LastDayUnfit."""
    person, before = await _to_change(session, prize_id, by)
    today = local_date(now, (await load_programme(session, person.programme_id)).timezone)
    day = None if text is None else _last_day(text, today)
    told = {"ends_on": day.isoformat() if day else None}
    return await _change(session, person, before, now, {"ends_on": day}, told=told)


async def set_picture(session: AsyncSession, prize_id: PrizeId, picture: Shot, *, by: PersonId, now: datetime) -> Prize:
    """Show another picture."""
    person, before = await _to_change(session, prize_id, by)
    await pictures.keep(session, prize_id, picture, now=now)
    return await _change(session, person, before, now, {"picture": picture.file_id}, told={"picture": "changed"})


async def put_on_list(session: AsyncSession, prize_id: PrizeId, *, listed: bool, by: PersonId, now: datetime) -> Prize:
    """Show a prize to partners, or hide it; open orders stay. A second call changes nothing."""
    person, before = await _to_change(session, prize_id, by)
    if before.listed == listed:
        return before
    return await _change(
        session, person, before, now, {"listed_at": now if listed else None}, told={"listed": str(listed).lower()}
    )


def clean_name(text: str) -> str:
    """A prize's name as typed. Raises TextUnusable."""
    return line(text, most=LONGEST_NAME)


def whole(text: str, *, least: int, most: int) -> int:
    """A whole number as typed, spaces within it left out. Raises NumberUnfit."""
    digits = "".join(text.split()).replace("\xa0", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 9 and least <= int(digits) <= most):
        raise NumberUnfit(least=least, most=most)
    return int(digits)


def _last_day(text: str, today: date) -> date:
    try:
        day = one_day(text)
    except DatesUnclear as error:
        raise LastDayUnfit from error
    if day < today:
        raise LastDayUnfit
    return day


def prize_of(row: Row[*tuple[Any, ...]]) -> Prize:
    """The prize whose COLUMNS a row holds."""
    return Prize(
        id=PrizeId(row.id),
        names=row.names,
        descriptions=row.descriptions,
        points=Points(row.points),
        stock=row.stock,
        per_person=row.per_person,
        ends_on=row.ends_on,
        picture=row.picture,
        listed=row.listed_at is not None,
    )


async def find(session: AsyncSession, programme_id: ProgrammeId, prize_id: PrizeId) -> Prize | None:
    """A prize of a programme, whoever asks."""
    row = (await session.execute(_ONE, {"programme_id": programme_id, "id": prize_id})).one_or_none()
    return prize_of(row) if row else None


async def _load(session: AsyncSession, person: Person, prize_id: PrizeId) -> Prize:
    found = await find(session, person.programme_id, prize_id)
    if found is None:
        raise PrizeGone
    return found


async def _to_change(session: AsyncSession, prize_id: PrizeId, by: PersonId) -> tuple[Person, Prize]:
    person = await allowed(session, by, Right.KEEP_PRIZES)
    return person, await _load(session, person, prize_id)


async def _change(
    session: AsyncSession,
    person: Person,
    before: Prize,
    now: datetime,
    values: dict[str, Any],
    *,
    told: dict[str, Any] | None = None,
) -> Prize:
    statement = update(PrizeRow).where(PrizeRow.id == before.id).values(**values)
    await session.execute(statement.execution_options(synchronize_session=False))
    was = None if told is not None else {name: getattr(before, name) for name in values}
    await _tell_audit(session, person, before.id, was, told if told is not None else values, now)
    return await _load(session, person, before.id)


async def _tell_audit(
    session: AsyncSession,
    person: Person,
    prize_id: PrizeId,
    before: dict[str, Any] | None,
    after: dict[str, Any],
    now: datetime,
) -> None:
    await record(
        session,
        programme_id=person.programme_id,
        by=person.id,
        act=Act.PRIZE_CHANGED,
        subject=f"prize:{prize_id}",
        before=before,
        after=after,
        now=now,
    )
