"""Preferences: what people choose for themselves."""

from dataclasses import replace

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Refusal
from core.ids import PersonId
from core.people import pii
from core.people.persons import Person, load
from core.people.roles import ShownAs
from core.people.tables import PersonRow
from core.programme import programmes
from core.programme.locales import offered
from core.programme.zones import zone_named


class NicknameMissing(Refusal):
    """Boards cannot show a nickname that was never given."""


class NameMissing(Refusal):
    """Nothing is known of this person's name yet, or any more."""


async def set_locale(session: AsyncSession, person_id: PersonId, locale: str) -> Person:
    """Speak another of the programme's languages. Raises LocaleNotOffered."""
    person = await load(session, person_id)
    programme = await programmes.load(session, person.programme_id)
    return await _change(session, person_id, locale=offered(locale, programme.locales))


async def set_timezone(session: AsyncSession, person_id: PersonId, text: str | None) -> Person:
    """Live in another zone, by its name or a city's; None for the programme's. Raises ZoneUnknown."""
    return await _change(session, person_id, timezone=None if text is None else zone_named(text))


async def set_shown_as(session: AsyncSession, person_id: PersonId, shown_as: ShownAs) -> Person:
    """Choose how boards name the person. Raises NicknameMissing where one has to be made up first."""
    if shown_as is ShownAs.NICKNAME:
        known = await pii.read(session, person_id)
        if known is None or known.nickname is None:
            raise NicknameMissing
    return await _change(session, person_id, shown_as=shown_as.value)


async def set_nickname(session: AsyncSession, person_id: PersonId, text: str) -> Person:
    """Make up a name for boards, and have it shown. Raises TextUnusable, NameMissing."""
    await pii.write(session, person_id, replace(await _known(session, person_id), nickname=pii.clean_name(text)))
    return await _change(session, person_id, shown_as=ShownAs.NICKNAME.value)


async def set_name(session: AsyncSession, person_id: PersonId, text: str) -> None:
    """Be called differently. Raises TextUnusable, NameMissing."""
    await pii.write(session, person_id, replace(await _known(session, person_id), name=pii.clean_name(text)))


async def _known(session: AsyncSession, person_id: PersonId) -> pii.Pii:
    known = await pii.read(session, person_id)
    if known is None:
        raise NameMissing
    return known


async def _change(session: AsyncSession, person_id: PersonId, **values: str | None) -> Person:
    await session.execute(
        update(PersonRow).where(PersonRow.id == person_id).values(**values).execution_options(synchronize_session=False)
    )
    return await load(session, person_id)
