"""Reading talks: which wait for an answer, and what was said in one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import keyring
from core.ids import PersonId, TalkId
from core.people import pii
from core.people.persons import Person
from core.people.rights import Right, allowed
from core.people.scopes import OutOfScope, scope_of
from core.people.tables import PersonRow
from core.talks.tables import TalkRow, UtteranceRow
from core.talks.talking import Medium, NoSuchTalk

PAGE = 8
LAST = 6
"""Utterances that a talk's screen shows."""

_LATEST = (
    select(func.max(UtteranceRow.id)).where(UtteranceRow.talk_id == TalkRow.id).correlate(TalkRow).scalar_subquery()
)
_SAID = (
    select(UtteranceRow.by_id, UtteranceRow.medium, UtteranceRow.sealed, UtteranceRow.said_at)
    .where(UtteranceRow.talk_id == bindparam("talk_id"))
    .order_by(UtteranceRow.id.desc())
    .limit(LAST)
)
_ALL = (
    select(UtteranceRow.by_id, UtteranceRow.medium, UtteranceRow.sealed, UtteranceRow.said_at)
    .join(TalkRow, TalkRow.id == UtteranceRow.talk_id)
    .where(TalkRow.person_id == bindparam("person"))
    .order_by(UtteranceRow.id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A talk whose partner waits for an answer."""

    talk_id: TalkId
    partner: str | None
    """Name of the partner; None where none is kept."""
    since: datetime
    medium: Medium
    text: str
    """What was said last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Something said."""

    by: str | None
    by_partner: bool
    medium: Medium
    text: str
    file_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A talk as whoever answers sees it."""

    id: TalkId
    person_id: PersonId
    partner: str | None
    waiting_since: datetime | None
    said: Sequence[Utterance]
    """The last few, oldest first."""


async def waiting(session: AsyncSession, *, by: PersonId) -> tuple[Sequence[Waiting], int]:
    """A page of talks within the viewer's sight that wait, the longest first, and how many there are in all.

    Raises NotAllowed.
    """
    viewer = await allowed(session, by, Right.ANSWER)
    scope = await scope_of(session, viewer)
    there = (
        select(TalkRow.id)
        .join(PersonRow, PersonRow.id == TalkRow.person_id)
        .where(
            TalkRow.programme_id == viewer.programme_id,
            TalkRow.waiting_since.is_not(None),
            TalkRow.person_id != by,
            scope.within(PersonRow.region_id, PersonRow.company_id),
        )
    )
    count = await session.scalar(select(func.count()).select_from(there.subquery())) or 0
    page = (
        there.join(UtteranceRow, UtteranceRow.id == _LATEST)
        .with_only_columns(
            TalkRow.id, TalkRow.person_id, TalkRow.waiting_since, UtteranceRow.medium, UtteranceRow.sealed
        )
        .order_by(TalkRow.waiting_since, TalkRow.id)
        .limit(PAGE)
    )
    rows = (await session.execute(page)).all()
    names = await pii.names(session, [PersonId(row.person_id) for row in rows])
    seal = keyring(session).talks
    found = [
        Waiting(
            talk_id=TalkId(row.id),
            partner=names.get(PersonId(row.person_id)),
            since=row.waiting_since,
            medium=Medium(row.medium),
            text=json.loads(seal.open(row.sealed))["text"],
        )
        for row in rows
    ]
    return found, count


async def said_to_and_by(session: AsyncSession, person_id: PersonId) -> Sequence[Utterance]:
    """All that a partner said, and was told, oldest first."""
    rows = (await session.execute(_ALL, {"person": person_id})).all()
    return await _opened(session, rows, partner=person_id)


async def talk(session: AsyncSession, talk_id: TalkId, *, by: PersonId) -> Talk:
    """One talk. Raises NotAllowed, NoSuchTalk, OutOfScope."""
    viewer = await allowed(session, by, Right.ANSWER)
    row = await _seen(session, talk_id, viewer)
    partner = PersonId(row.person_id)
    said = (await session.execute(_SAID, {"talk_id": talk_id})).all()[::-1]
    return Talk(
        id=talk_id,
        person_id=partner,
        partner=(await pii.names(session, [partner])).get(partner),
        waiting_since=row.waiting_since,
        said=await _opened(session, said, partner=partner),
    )


async def _opened(
    session: AsyncSession, rows: Sequence[Row[*tuple[Any, ...]]], *, partner: PersonId
) -> list[Utterance]:
    names = await pii.names(session, {PersonId(row.by_id) for row in rows})
    seal = keyring(session).talks
    said = [json.loads(seal.open(row.sealed)) for row in rows]
    return [
        Utterance(
            by=names.get(PersonId(row.by_id)),
            by_partner=row.by_id == partner,
            medium=Medium(row.medium),
            text=told["text"],
            file_id=told["file_id"],
            at=row.said_at,
        )
        for row, told in zip(rows, said, strict=True)
    ]


async def _seen(session: AsyncSession, talk_id: TalkId, viewer: Person) -> TalkRow:
    row = await session.get(TalkRow, talk_id)
    if row is None or row.programme_id != viewer.programme_id or row.person_id == viewer.id:
        raise NoSuchTalk
    partner = await session.get(PersonRow, row.person_id)
    assert partner is not None  # noqa: S101 (a foreign key)
    if not (await scope_of(session, viewer)).holds(partner.region_id, partner.company_id):
        raise OutOfScope
    return row
