"""Who people are in the world: names, usernames, phones; sealed with a key of their own for each person."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import LargeBinary, Row, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import keyring
from core.ids import PersonId
from core.people import name_index
from core.people.roles import ShownAs
from core.people.tables import PersonPiiRow, PersonRow
from core.programme.text import line
from core.sealing import Keyring, Seal

LONGEST_NAME = 64
KEY = 32
"""Bytes of a person's key: AES-256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pii:
    """What the programme knows about who a person is. Never logged, never part of another table."""

    name: str
    username: str | None = None
    """As the channel tells it; shown, never trusted as identity."""
    phone: str | None = None
    """Digits with their country code, as core.people.phones reads them."""
    nickname: str | None = None
    """The name made up for boards."""


_READ = select(PersonPiiRow.person_id, PersonPiiRow.wrapped_key, PersonPiiRow.sealed).where(
    PersonPiiRow.person_id.in_(bindparam("ids", expanding=True))
)
_READ_SHOWN = (
    select(PersonRow.id, PersonRow.shown_as, PersonPiiRow.wrapped_key, PersonPiiRow.sealed)
    .outerjoin(PersonPiiRow, PersonPiiRow.person_id == PersonRow.id)
    .where(PersonRow.id.in_(bindparam("ids", expanding=True)))
)
_FIRST = select(PersonPiiRow.wrapped_key).order_by(PersonPiiRow.person_id).limit(1)
_KEY = select(PersonPiiRow.wrapped_key).where(PersonPiiRow.person_id == bindparam("id"))
_WRITE = insert(PersonPiiRow).values(
    person_id=bindparam("id"),
    wrapped_key=bindparam("wrapped_key", type_=LargeBinary),
    sealed=bindparam("sealed", type_=LargeBinary),
    phone_index=bindparam("phone_index", type_=LargeBinary),
    findable=True,
)
_WRITE = _WRITE.on_conflict_do_update(
    index_elements=[PersonPiiRow.person_id],
    set_={"sealed": _WRITE.excluded.sealed, "phone_index": _WRITE.excluded.phone_index, "findable": True},
)


def clean_name(text: str) -> str:
    """A name as typed, on one line and without characters nobody sees. Raises TextUnusable (1 to 64 characters)."""
    return line(text, most=LONGEST_NAME)


async def write(session: AsyncSession, person_id: PersonId, pii: Pii) -> None:
    """Keep what is known about a person, in place of what was. The person's key is made once."""
    keys = keyring(session)
    wrapped: bytes = await session.scalar(_KEY, {"id": person_id}) or keys.people.close(os.urandom(KEY))
    sealed = Seal(keys.people.open(wrapped)).close(json.dumps(asdict(pii)).encode())
    index = keys.phone(pii.phone) if pii.phone else None
    await session.execute(_WRITE, {"id": person_id, "wrapped_key": wrapped, "sealed": sealed, "phone_index": index})
    await name_index.keep(session, {person_id: pii.name})


async def write_new(session: AsyncSession, known: Mapping[PersonId, Pii]) -> None:
    """Keep what is known about people of whom nothing was."""
    keys = keyring(session)
    rows = []
    for person_id, pii in known.items():
        key = os.urandom(KEY)
        sealed = Seal(key).close(json.dumps(asdict(pii)).encode())
        index = keys.phone(pii.phone) if pii.phone else None
        rows.append({"id": person_id, "wrapped_key": keys.people.close(key), "sealed": sealed, "phone_index": index})
    await session.execute(_WRITE, rows)
    await name_index.keep(session, {person_id: pii.name for person_id, pii in known.items()})


async def read(session: AsyncSession, person_id: PersonId) -> Pii | None:
    """What is known about a person; None before a name was given and after it was forgotten."""
    return (await read_many(session, [person_id])).get(person_id)


async def read_many(session: AsyncSession, person_ids: Iterable[PersonId]) -> dict[PersonId, Pii]:
    """What is known about several people, by one query; whoever has nothing kept is left out."""
    rows = await session.execute(_READ, {"ids": list(person_ids)})
    return {PersonId(row.person_id): open_sealed(keyring(session), row.wrapped_key, row.sealed) for row in rows}


async def names(session: AsyncSession, person_ids: Iterable[PersonId]) -> dict[PersonId, str]:
    """Names for those who may see them, by one query; whoever has none is left out."""
    return {person_id: pii.name for person_id, pii in (await read_many(session, person_ids)).items()}


async def shown_names(session: AsyncSession, person_ids: Iterable[PersonId]) -> dict[PersonId, str | None]:
    """Names as boards show them, by one query; None for whoever is hidden or has no such name."""
    rows = await session.execute(_READ_SHOWN, {"ids": list(person_ids)})
    return {PersonId(row.id): _shown(keyring(session), row) for row in rows}


async def opens(session: AsyncSession) -> bool:
    """Whether the installation's key is the one that sealed what is kept; where nothing is, any key will do."""
    wrapped: bytes | None = await session.scalar(_FIRST)
    if wrapped is None:
        return True
    try:
        keyring(session).people.open(wrapped)
    except InvalidTag:
        return False
    return True


async def forget(session: AsyncSession, person_id: PersonId) -> None:
    """Drop a person's key and all that it sealed, and what the name was found by."""
    await name_index.drop(session, [person_id])
    await session.execute(delete(PersonPiiRow).where(PersonPiiRow.person_id == person_id))


def open_sealed(keys: Keyring, wrapped_key: bytes, sealed: bytes) -> Pii:
    """What a row of person_pii holds. Raises cryptography.exceptions.InvalidTag for another key."""
    return Pii(**json.loads(Seal(keys.people.open(wrapped_key)).open(sealed)))


def _shown(keys: Keyring, row: Row[*tuple[Any, ...]]) -> str | None:
    if row.sealed is None or row.shown_as == ShownAs.HIDDEN:
        return None
    known = open_sealed(keys, row.wrapped_key, row.sealed)
    return known.nickname if row.shown_as == ShownAs.NICKNAME else known.name
