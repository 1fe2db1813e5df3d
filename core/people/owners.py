"""Owners at first start: named by the installation's settings, or let in by a one-time link."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import PersonId, ProgrammeId
from core.people import pii
from core.people.invites import Invitation, owner_code
from core.people.persons import Person, Profile, find_by_account, load
from core.people.roles import Role, ShownAs, Status
from core.people.tables import ChannelAccountRow, PersonRow
from core.programme import programmes
from core.programme.locales import closest
from core.programme.text import TextUnusable


async def ensure_owner(
    session: AsyncSession, *, owner_ids: Collection[int], locale: str, timezone: str, now: datetime
) -> Invitation | None:
    """Begin the programme at first start; the one-time owner link to print, None where it is not needed.

    It is not needed when there is an owner, or when `owner_ids` names who becomes one. Each call makes a new code,
    and earlier ones stop working. Raises ZoneUnknown.
    """
    programme = await programmes.begin(session, locale=locale, timezone=timezone, now=now)
    if owner_ids or await has_owner(session, programme.id):
        return None
    return await owner_code(session, programme.id, now=now)


async def welcome_owner(
    session: AsyncSession, profile: Profile, *, owner_ids: Collection[int], now: datetime
) -> Person | None:
    """Make an owner of somebody whom the settings name; the person, or None where nothing was made.

    Called at /start. Whoever is a member already stays what he is while the programme has an owner: a deposed owner
    does not come back this way.
    """
    if profile.external_id not in owner_ids:
        return None
    programme = await programmes.current(session)
    if programme is None:
        return None
    known = await find_by_account(session, profile.channel, profile.external_id)
    is_member = known is not None and known.status is not Status.INVITED
    if is_member and await has_owner(session, programme.id):
        return None
    return await crown(session, programme.id, profile, now=now)


async def crown(session: AsyncSession, programme_id: ProgrammeId, profile: Profile, *, now: datetime) -> Person:
    """Make an account's person an owner, without questions: a new one is named as the channel names it."""
    known = await find_by_account(session, profile.channel, profile.external_id)
    person_id = known.id if known else await _enter(session, programme_id, profile, now=now)
    await session.execute(
        update(PersonRow)
        .where(PersonRow.id == person_id)
        .values(role=Role.OWNER.value, status=Status.ACTIVE.value)
        .execution_options(synchronize_session=False)
    )
    if await pii.read(session, person_id) is None:
        await pii.write(session, person_id, pii.Pii(name=named(profile), username=profile.username))
    return await load(session, person_id)


async def has_owner(session: AsyncSession, programme_id: ProgrammeId) -> bool:
    """Whether somebody active owns the programme."""
    owned = exists().where(
        PersonRow.programme_id == programme_id, PersonRow.role == Role.OWNER, PersonRow.status == Status.ACTIVE
    )
    return bool(await session.scalar(select(owned)))


async def _enter(session: AsyncSession, programme_id: ProgrammeId, profile: Profile, *, now: datetime) -> PersonId:
    programme = await programmes.load(session, programme_id)
    person = PersonRow(
        programme_id=programme_id,
        role=Role.OWNER.value,
        status=Status.ACTIVE.value,
        locale=closest(profile.language, programme.locales, programme.locale),
        shown_as=ShownAs.NAME.value,
        joined_at=now,
    )
    session.add(person)
    await session.flush()
    session.add(ChannelAccountRow(person_id=person.id, channel=profile.channel, external_id=profile.external_id))
    await session.flush()
    return PersonId(person.id)


def named(profile: Profile) -> str:
    """The profile's name, or what else tells one owner from another."""
    try:
        return pii.clean_name(profile.name[: pii.LONGEST_NAME])
    except TextUnusable:
        return profile.username or str(profile.external_id)
