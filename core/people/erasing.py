"""Erasure: somebody leaves for good. What says who it was goes; the books keep an opaque id and stay true."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.events import emit
from core.ids import PersonId
from core.people import consents, pii
from core.people.appointments import refuse_last_owner
from core.people.consents import ConsentKind
from core.people.events import Account, PersonErased, PersonLeaves
from core.people.persons import Person, PersonUnknown, load, lock
from core.people.rights import Right, allowed
from core.people.roles import ShownAs, Status
from core.people.tables import ChannelAccountRow, ErasureRow, GuessRow, PersonRow

_ACCOUNTS = select(ChannelAccountRow.channel, ChannelAccountRow.external_id).where(
    ChannelAccountRow.person_id == bindparam("id")
)
_CUT_OFF = delete(ChannelAccountRow).where(ChannelAccountRow.person_id == bindparam("id"))
_FORGET_GUESSES = delete(GuessRow).where(
    GuessRow.channel == bindparam("channel"), GuessRow.external_id == bindparam("external_id")
)
_CLOSE = (
    update(PersonRow)
    .where(PersonRow.id == bindparam("of_person"))
    .values(
        status=Status.DELETED.value,
        occupation=None,
        timezone=None,
        shown_as=ShownAs.HIDDEN.value,
        agreed=False,
    )
)
_UNSCRUBBED = select(ErasureRow.person_id).where(ErasureRow.scrubbed_at.is_(None)).limit(1)
_SCRUBBED = (
    update(ErasureRow)
    .where(ErasureRow.scrubbed_at.is_(None), ErasureRow.erased_at <= bindparam("until"))
    .values(scrubbed_at=bindparam("at"))
    .returning(ErasureRow.person_id)
)


async def erase(session: AsyncSession, person_id: PersonId, *, by: PersonId, now: datetime) -> None:
    """Forget who somebody is, at the own wish or an owner's on request. Cannot be undone; a second call does nothing.

    Open sales are withdrawn, what is left to spend lapses, pictures go; entries and decisions stay without a name.
    Raises NotAllowed for anybody else, PersonUnknown, LastOwner.
    """
    await lock(session, person_id)
    person = await load(session, person_id)
    if by != person_id:
        eraser = await allowed(session, by, Right.ERASE)
        if eraser.programme_id != person.programme_id:
            raise PersonUnknown
    if person.status is not Status.DELETED:
        await refuse_last_owner(session, person)
    await _erase(session, person, by=by, now=now)


async def erase_again(session: AsyncSession, person_id: PersonId, *, now: datetime) -> None:
    """Erase whom a backup brought back. Somebody whom it does not know changes nothing."""
    try:
        person = await load(session, person_id)
    except PersonUnknown:
        return
    await _erase(session, person, by=None, now=now)


async def give_up(session: AsyncSession, person_id: PersonId, *, now: datetime) -> None:
    """Erase the second profile of somebody who has come back to the first."""
    await _erase(session, await load(session, person_id), by=None, now=now)


async def to_scrub(session: AsyncSession) -> bool:
    """Whether the database file may still hold what was erased."""
    return await session.scalar(_UNSCRUBBED) is not None


async def scrubbed(session: AsyncSession, *, until: datetime, now: datetime) -> int:
    """Note that the file holds nothing more of those erased until then; how many."""
    found = await session.scalars(_SCRUBBED, {"until": until, "at": now})
    return len(found.all())


async def _erase(session: AsyncSession, person: Person, *, by: PersonId | None, now: datetime) -> None:
    if await session.get(ErasureRow, person.id) is not None:
        return
    await emit(session, PersonLeaves(at=now, person_id=person.id, programme_id=person.programme_id))
    accounts = [Account(row.channel, row.external_id) for row in await session.execute(_ACCOUNTS, {"id": person.id})]
    await consents.record(session, person.id, dict.fromkeys(ConsentKind, False), now=now)
    await session.execute(_CUT_OFF, {"id": person.id})
    for account in accounts:
        await session.execute(_FORGET_GUESSES, {"channel": account.channel, "external_id": account.external_id})
    await pii.forget(session, person.id)
    await session.execute(_CLOSE, {"of_person": person.id}, execution_options={"synchronize_session": False})
    erased = PersonErased(at=now, person_id=person.id, programme_id=person.programme_id, accounts=tuple(accounts))
    await emit(session, erased)
    session.add(ErasureRow(person_id=person.id, programme_id=person.programme_id, asked_by=by, erased_at=now))
    await session.flush()
    await record(
        session,
        programme_id=person.programme_id,
        by=by,
        act=Act.PERSON_ERASED,
        subject=f"person:{person.id}",
        before={"status": person.status, "role": person.role},
        after={"status": Status.DELETED},
        now=now,
    )
