"""Setting up: the questions an owner answers at first start, one function each; the same serve to change them later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.errors import Refusal
from core.ids import PersonId
from core.people.rights import Right, allowed
from core.programme.changing import change, value_of
from core.programme.contacts import contact_line
from core.programme.locales import LOCALES, offered
from core.programme.missing import ESSENTIAL, Missing, what_is_missing
from core.programme.points_names import parse_forms
from core.programme.programmes import Programme, load
from core.programme.tables import ProgrammeRow
from core.programme.text import line
from core.programme.zones import zone_named

LONGEST_NAME = 64
LONGEST_OPERATOR = 300

_OPEN = (
    update(ProgrammeRow)
    .where(ProgrammeRow.id == bindparam("programme_id"))
    .values(set_up_at=bindparam("at"))
    .execution_options(synchronize_session=False)
)


@dataclass(kw_only=True, eq=False)
class SetUpIncomplete(Refusal):
    """The programme cannot open yet."""

    missing: tuple[Missing, ...]


async def set_name(session: AsyncSession, text: str, *, by: PersonId, now: datetime) -> Programme:
    """Name the programme. Raises TextUnusable (1 to 64 characters)."""
    return await _set(session, "name", line(text, most=LONGEST_NAME), by, now)


async def set_timezone(session: AsyncSession, text: str, *, by: PersonId, now: datetime) -> Programme:
    """Say in which zone days are cut; the boards of an open programme are cut anew. Raises ZoneUnknown."""
    return await _set(session, "timezone", zone_named(text), by, now)


async def set_languages(
    session: AsyncSession, locales: Sequence[str], *, main: str, by: PersonId, now: datetime
) -> Programme:
    """Say which languages people choose from; the one met first is always among them. Raises LocaleNotOffered."""
    return await _set(session, "languages", languages_of(locales, main=main), by, now)


async def set_points_name(session: AsyncSession, locale: str, text: str, *, by: PersonId, now: datetime) -> Programme:
    """Name the points in one language: "звезда, звезды, звёзд". Raises FormsMiscounted, TextUnusable."""
    person = await allowed(session, by, Right.EDIT_PROGRAMME)
    programme = await load(session, person.programme_id)
    return await _set(session, "points_names", points_named(programme, {locale: text}), by, now)


def languages_of(locales: Sequence[str], *, main: str) -> dict[str, Any]:
    """Languages as a setting holds them, in our order, the main one among them. Raises LocaleNotOffered."""
    wanted = {offered(locale, LOCALES) for locale in (*locales, main)}
    return {"locales": [locale for locale in LOCALES if locale in wanted], "main": main}


def points_named(programme: Programme, forms: Mapping[str, str]) -> dict[str, list[str]]:
    """The points' names, those of some languages typed anew.

    Raises FormsMiscounted, TextUnusable, LocaleNotOffered.
    """
    typed = {offered(each, programme.locales): list(parse_forms(each, text)) for each, text in forms.items()}
    return {**value_of(programme, "points_names"), **typed}


async def set_operator(session: AsyncSession, text: str, *, by: PersonId, now: datetime) -> Programme:
    """Say who runs the programme. Raises TextUnusable (1 to 300 characters)."""
    return await _set(session, "operator", line(text, most=LONGEST_OPERATOR), by, now)


async def set_contact(session: AsyncSession, text: str, *, by: PersonId, now: datetime) -> Programme:
    """Say how to reach whoever runs it. Raises TextUnusable (1 to 300 characters), ContactUnclear."""
    return await _set(session, "contact", contact_line(text), by, now)


async def finish(session: AsyncSession, *, by: PersonId, now: datetime) -> list[Missing]:
    """Open the programme; what it still lacks. Raises SetUpIncomplete. A second call changes nothing."""
    person = await allowed(session, by, Right.EDIT_PROGRAMME)
    programme = await load(session, person.programme_id)
    missing = await what_is_missing(session, programme)
    blocking = tuple(lack for lack in missing if lack in ESSENTIAL)
    if blocking:
        raise SetUpIncomplete(missing=blocking)
    if not programme.set_up:
        await session.execute(_OPEN, {"programme_id": programme.id, "at": now})
        await record(
            session,
            programme_id=programme.id,
            by=by,
            act=Act.PROGRAMME_OPENED,
            subject=f"programme:{programme.id}",
            now=now,
        )
    return missing


async def _set(session: AsyncSession, key: str, value: Any, by: PersonId, now: datetime) -> Programme:
    programme, _ = await change(session, key, value, by=by, now=now)
    return programme
