"""The programme: what it is called, where and in which languages it runs, and what its points are named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import leases
from core.errors import Refusal
from core.ids import ProgrammeId
from core.programme.locales import LOCALES, closest
from core.programme.options import Options, options_of
from core.programme.points_names import default_names
from core.programme.tables import ProgrammeRow
from core.programme.zones import zone_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme as the rest of core and the views know it."""

    id: ProgrammeId
    name: str
    """Empty until its owner named it."""
    locale: str
    """The language of whoever has chosen none."""
    locales: tuple[str, ...]
    """The languages people choose from; `locale` is one of them."""
    timezone: str
    """IANA zone in which boards and claim windows are cut."""
    points_names: Mapping[str, tuple[str, ...]]
    """Locale -> plural forms; read by core.programme.points_names.points_form."""
    points_live_months: int | None
    """Whole months after the month of earning that points can be spent; for ever where None."""
    operator: str
    """Who runs it; empty until told."""
    contact: str
    """How to reach whoever runs it; empty until told."""
    set_up: bool
    """Whether its owner has answered the first questions; before that nobody else is let in."""
    options: Options
    """How it runs, as far as that can be set."""


class NoProgramme(Refusal):
    """Nothing has been begun in this installation."""


_COLUMNS = (
    ProgrammeRow.id,
    ProgrammeRow.name,
    ProgrammeRow.locale,
    ProgrammeRow.locales,
    ProgrammeRow.timezone,
    ProgrammeRow.points_names,
    ProgrammeRow.points_live_months,
    ProgrammeRow.operator,
    ProgrammeRow.contact,
    ProgrammeRow.options,
    ProgrammeRow.set_up_at,
)
_FIRST = select(*_COLUMNS).order_by(ProgrammeRow.id).limit(1)
_BY_ID = select(*_COLUMNS).where(ProgrammeRow.id == bindparam("id"))


async def current(session: AsyncSession) -> Programme | None:
    """The programme of this installation; None before the first start."""
    row = (await session.execute(_FIRST)).one_or_none()
    return _programme_of(row) if row else None


async def load(session: AsyncSession, programme_id: ProgrammeId) -> Programme:
    """A programme by its id. Raises NoProgramme."""
    row = (await session.execute(_BY_ID, {"id": programme_id})).one_or_none()
    if row is None:
        raise NoProgramme
    return _programme_of(row)


async def begin(session: AsyncSession, *, locale: str, timezone: str, now: datetime) -> Programme:
    """The programme of this installation, made and not yet set up where there was none.

    Raises ZoneUnknown for a zone that is none; a language that is none becomes the first one we speak.
    """
    await leases.take(session, "first programme", holder="begin", now=now)  # a lock: of two beginners one finds it
    found = await current(session)
    if found is not None:
        return found
    row = ProgrammeRow(
        name="",
        locale=closest(locale, LOCALES, LOCALES[0]),
        locales=list(LOCALES),
        timezone=zone_named(timezone),
        points_names=dict(default_names()),
        created_at=now,
    )
    session.add(row)
    await session.flush()
    return await load(session, ProgrammeId(row.id))


def _programme_of(row: Row[*tuple[Any, ...]]) -> Programme:
    return Programme(
        id=ProgrammeId(row.id),
        name=row.name,
        locale=row.locale,
        locales=tuple(row.locales),
        timezone=row.timezone,
        points_names={locale: tuple(forms) for locale, forms in row.points_names.items()},
        points_live_months=row.points_live_months,
        operator=row.operator,
        contact=row.contact,
        options=options_of(row.options),
        set_up=row.set_up_at is not None,
    )
