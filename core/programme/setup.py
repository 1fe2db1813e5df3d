"""Setting up: the questions an owner answers at first start, one function each; the same serve to change them later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.at_once import in_the_thread
from core.errors import Refusal
from core.ids import PersonId
from core.insight import expected
from core.people.rights import Right, allowed
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

_LOCK = select(ProgrammeRow.id).where(ProgrammeRow.id == bindparam("programme_id")).with_for_update(key_share=True)


@dataclass(kw_only=True, eq=False)
class SetUpIncomplete(Refusal):
    """The programme cannot open yet."""

    missing: tuple[Missing, ...]


async def set_name(session: AsyncSession, text: str, *, by: PersonId) -> Programme:
    """Name the programme. Raises TextUnusable (1 to 64 characters)."""
    return await _change(session, by, name=line(text, most=LONGEST_NAME))


async def set_timezone(session: AsyncSession, text: str, *, by: PersonId) -> Programme:
    """Say in which zone days are cut; the boards of an open programme are cut anew. Raises ZoneUnknown."""
    zone = zone_named(text)
    person = await allowed(session, by, Right.EDIT_PROGRAMME)
    await session.execute(_LOCK, {"programme_id": person.programme_id})  # verdicts under way count in the old zone
    before = await load(session, person.programme_id)
    programme = await _change(session, by, timezone=zone)
    if programme.set_up and zone != before.timezone:
        with in_the_thread():
            await expected.rebuild(session, programme_id=programme.id, zone=zone)
    return programme


async def set_languages(session: AsyncSession, locales: Sequence[str], *, main: str, by: PersonId) -> Programme:
    """Say which languages people choose from; the one met first is always among them. Raises LocaleNotOffered."""
    wanted = {offered(locale, LOCALES) for locale in (*locales, main)}
    return await _change(session, by, locales=[locale for locale in LOCALES if locale in wanted], locale=main)


async def set_points_name(session: AsyncSession, locale: str, text: str, *, by: PersonId) -> Programme:
    """Name the points in one language: "звезда, звезды, звёзд". Raises FormsMiscounted, TextUnusable."""
    person = await allowed(session, by, Right.EDIT_PROGRAMME)
    programme = await load(session, person.programme_id)
    offered(locale, programme.locales)
    return await _change(session, by, points_names={**programme.points_names, locale: parse_forms(locale, text)})


async def set_operator(session: AsyncSession, text: str, *, by: PersonId) -> Programme:
    """Say who runs the programme. Raises TextUnusable (1 to 300 characters)."""
    return await _change(session, by, operator=line(text, most=LONGEST_OPERATOR))


async def set_contact(session: AsyncSession, text: str, *, by: PersonId) -> Programme:
    """Say how to reach whoever runs it. Raises TextUnusable (1 to 300 characters), ContactUnclear."""
    return await _change(session, by, contact=contact_line(text))


async def finish(session: AsyncSession, *, by: PersonId, now: datetime) -> list[Missing]:
    """Open the programme; what it still lacks. Raises SetUpIncomplete. A second call changes nothing."""
    person = await allowed(session, by, Right.EDIT_PROGRAMME)
    programme = await load(session, person.programme_id)
    missing = await what_is_missing(session, programme)
    blocking = tuple(lack for lack in missing if lack in ESSENTIAL)
    if blocking:
        raise SetUpIncomplete(missing=blocking)
    if not programme.set_up:
        await _change(session, by, set_up_at=now)
    return missing


async def _change(session: AsyncSession, by: PersonId, **values: object) -> Programme:
    person = await allowed(session, by, Right.EDIT_PROGRAMME)
    await session.execute(
        update(ProgrammeRow)
        .where(ProgrammeRow.id == person.programme_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return await load(session, person.programme_id)
