"""Arrivals: who the people of a batch of updates are, and what is awaited from them, by one SELECT."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CompoundSelect,
    String,
    bindparam,
    literal_column,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.tables import ConversationRow
from core.people.channels import Channel
from core.people.persons import PERSON_COLUMNS, PERSON_JOIN, Person, person_of
from core.people.tables import ChannelAccountRow, PersonRow
from core.programme.tables import ProgrammeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Somebody who wrote, as last committed: a hint, asked again where it decides."""

    person: Person | None = None
    """None for a stranger."""
    state: str | None = None
    """The awaited answer."""
    data: dict[str, Any] = field(default_factory=dict)
    version: int = 0
    """Of the conversation; 0 where there is none yet."""


Awaited = tuple[str | None, dict[str, Any], int]
"""State, data and version of a conversation."""

_NOBODY = [type_coerce(null(), column.type).label(column.name) for column in PERSON_COLUMNS]
_NOTHING_AWAITED = (
    type_coerce(null(), BigInteger).label("chat_id"),
    type_coerce(null(), String).label("state"),
    type_coerce(null(), JSON).label("data"),
    type_coerce(null(), BigInteger).label("version"),
)
_PEOPLE = (
    select(ChannelAccountRow.external_id.label("user_id"), *PERSON_COLUMNS, *_NOTHING_AWAITED)
    .join_from(ChannelAccountRow, PersonRow, PersonRow.id == ChannelAccountRow.person_id)
    .join(ProgrammeRow, PERSON_JOIN)
    .where(
        ChannelAccountRow.channel == literal_column(f"'{Channel.TELEGRAM.value}'"),
        ChannelAccountRow.external_id.in_(bindparam("users", expanding=True)),
    )
)
_CONVERSATIONS = select(
    ConversationRow.user_id.label("user_id"),
    *_NOBODY,
    ConversationRow.chat_id,
    ConversationRow.state,
    ConversationRow.data,
    ConversationRow.version,
).where(
    ConversationRow.bot_id == bindparam("bot_id"),
    ConversationRow.chat_id.in_(bindparam("chats", expanding=True)),
    (ConversationRow.user_id + 0).in_(bindparam("users", expanding=True)),  # + 0: one index seek a chat, not a pair
)
_ARRIVALS: CompoundSelect[*tuple[Any, ...]] = union_all(_PEOPLE, _CONVERSATIONS)


async def arrivals(session: AsyncSession, *, bot_id: int, people: Sequence[tuple[int, int]]) -> dict[int, Arrival]:
    """Whoever wrote, as (chat, user) pairs with each user once, by user id; strangers too."""
    persons: dict[int, Person] = {}
    awaited: dict[tuple[int, int], Awaited] = {}
    chats, users = zip(*people, strict=True) if people else ((), ())
    for row in await session.execute(_ARRIVALS, {"bot_id": bot_id, "chats": chats, "users": users}):
        if row.person_id is None:
            awaited[row.chat_id, row.user_id] = (row.state, row.data, row.version)
        else:
            persons[row.user_id] = person_of(row)
    return {user_id: _arrival(persons.get(user_id), awaited.get((chat, user_id))) for chat, user_id in people}


def _arrival(person: Person | None, awaited: Awaited | None) -> Arrival:
    if awaited is None:
        return Arrival(person=person)
    state, data, version = awaited
    return Arrival(person=person, state=state, data=data, version=version)
