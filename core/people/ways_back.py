"""Ways back into a profile from another account: a short-lived code of the manager's, or the own phone."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.catalog.folding import words
from core.db.database import keyring
from core.errors import Refusal
from core.events import emit
from core.ids import PersonId
from core.people.charge import in_charge
from core.people.erasing import give_up
from core.people.events import ProfileRecovered, SecondProfileFound
from core.people.guesses import count_wrong_guess, refuse_guessers
from core.people.persons import Person, Profile, find_by_account, load, lock
from core.people.phones import PhoneUnusable, digits, forget_phone, keep_phone, person_of_phone
from core.people.roles import Status
from core.people.second_profiles import holds_something
from core.people.tables import ChannelAccountRow
from core.people.tables_standing import WayBackRow
from core.programme import programmes

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Digits and letters that nobody takes for one another: 31."""
LENGTH = 8
LIVES = timedelta(minutes=15)
COMES_BACK = frozenset({Status.ACTIVE, Status.BLOCKED, Status.PENDING})
"""Who has a profile to come back to; whoever is excluded comes back to that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """A fresh code. It is told here and never again."""

    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """A profile that has moved to another account."""

    person: Person
    left: tuple[int, ...]
    """Ids of the accounts of the channel that are disconnected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Two profiles of one person that both hold something: each stays as it is, and staff has been told."""

    person: Person
    """Whoever the account belongs to."""


class NotOwnPhone(Refusal):
    """Somebody else's contact, or one without an account: only the own phone says who somebody is."""


class PhoneTaken(Refusal):
    """The own number stands with another profile."""


async def make_code(session: AsyncSession, person_id: PersonId, *, by: PersonId, now: datetime) -> WayBack:
    """A code for somebody who lost phone or account; the one before stops working. Raises what `in_charge` raises."""
    _, person = await in_charge(session, person_id, by=by)
    code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    made = {"code_index": keyring(session).way_back(code), "made_by": by, "expires_at": now + LIVES}
    await session.execute(
        insert(WayBackRow)
        .values(person_id=person_id, **made)
        .on_conflict_do_update(index_elements=[WayBackRow.person_id], set_=made)
    )
    await record(
        session,
        programme_id=person.programme_id,
        by=by,
        act=Act.RECOVERY_CODE_MADE,
        subject=f"person:{person_id}",
        now=now,
    )
    return WayBack(code=code, expires_at=now + LIVES)


async def by_code(session: AsyncSession, text: str, *, profile: Profile, now: datetime) -> Recovered | Apart | None:
    """Come back by a code; None for any that does not open, counted as a guess. Raises TooManyGuesses."""
    await refuse_guessers(session, channel=profile.channel, external_id=profile.external_id, now=now)
    code = "".join(words(text)).upper()
    row = (
        await session.execute(
            delete(WayBackRow)
            .where(WayBackRow.code_index == keyring(session).way_back(code), WayBackRow.expires_at > now)
            .returning(WayBackRow.person_id, WayBackRow.made_by)
        )
    ).one_or_none()
    if row is None:
        await count_wrong_guess(session, channel=profile.channel, external_id=profile.external_id, now=now)
        return None
    return await _move(session, PersonId(row.person_id), profile, by=PersonId(row.made_by), now=now)


async def forget_old(session: AsyncSession, *, now: datetime) -> int:
    """Drop codes that open nothing any more; how many."""
    gone = await session.scalars(
        delete(WayBackRow)
        .where(WayBackRow.expires_at <= now)
        .returning(WayBackRow.person_id)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())


async def by_phone(
    session: AsyncSession, phone: str, *, of_account: int | None, profile: Profile, now: datetime
) -> Recovered | Apart | None:
    """Come back by the own phone, as the channel vouches for it; None where it is nobody's. Raises NotOwnPhone."""
    number = _own(phone, of_account, profile)
    programme = await programmes.current(session)
    if programme is None:
        return None
    person_id = await person_of_phone(session, programme.id, number)
    return None if person_id is None else await _move(session, person_id, profile, by=None, now=now)


async def remember_phone(
    session: AsyncSession, phone: str, *, of_account: int | None, by: PersonId, profile: Profile
) -> None:
    """Keep the own phone of a member, to come back by. Raises NotOwnPhone, PhoneTaken."""
    number = _own(phone, of_account, profile)
    person = await load(session, by)
    if await person_of_phone(session, person.programme_id, number) not in {None, by}:
        raise PhoneTaken
    await keep_phone(session, by, number)


async def drop_phone(session: AsyncSession, *, by: PersonId) -> None:
    """Keep the own phone no more: a manager's code is the only way back then."""
    await forget_phone(session, by)


def _own(phone: str, of_account: int | None, profile: Profile) -> str:
    if of_account != profile.external_id:
        raise NotOwnPhone
    try:
        return digits(f"+{phone.lstrip('+')}")
    except PhoneUnusable as unusable:
        raise NotOwnPhone from unusable


async def _move(
    session: AsyncSession, person_id: PersonId, profile: Profile, *, by: PersonId | None, now: datetime
) -> Recovered | Apart | None:
    """Connect a profile with an account, and no other account any more.

    Of an account that has a profile already, that one is given up, unless it holds something.
    """
    await lock(session, person_id)
    person = await load(session, person_id)
    known = await find_by_account(session, profile.channel, profile.external_id)
    if person.status not in COMES_BACK or (known is not None and known.id == person_id):
        return None
    if known is not None and not await _make_room(session, known, now=now):
        found = SecondProfileFound(person_id=person_id, second_id=known.id, programme_id=person.programme_id, at=now)
        await emit(session, found)
        return Apart(person=known)
    return await _connect(session, person, profile, by=by, now=now)


async def _make_room(session: AsyncSession, known: Person, *, now: datetime) -> bool:
    """Part an account from the profile it has: one in the bin keeps all it has there, one with nothing is erased."""
    await lock(session, known.id)
    if known.status is Status.REMOVED:
        await session.execute(delete(ChannelAccountRow).where(ChannelAccountRow.person_id == known.id))
        return True
    if await holds_something(session, known):
        return False
    await give_up(session, known.id, now=now)
    return True


async def _connect(
    session: AsyncSession, person: Person, profile: Profile, *, by: PersonId | None, now: datetime
) -> Recovered:
    left = await session.scalars(
        delete(ChannelAccountRow)
        .where(ChannelAccountRow.person_id == person.id, ChannelAccountRow.channel == profile.channel)
        .returning(ChannelAccountRow.external_id)
    )
    accounts = tuple(left)
    session.add(ChannelAccountRow(person_id=person.id, channel=profile.channel, external_id=profile.external_id))
    await session.flush()
    await record(
        session,
        programme_id=person.programme_id,
        by=by,
        act=Act.PROFILE_RECOVERED,
        subject=f"person:{person.id}",
        after={"way": "phone" if by is None else "code"},
        now=now,
    )
    await emit(session, ProfileRecovered(person_id=person.id, programme_id=person.programme_id, left=accounts, at=now))
    return Recovered(person=person, left=accounts)
