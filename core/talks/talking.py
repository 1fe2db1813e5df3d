"""Talking: a partner says something that is no step of anything, and whoever looks after the partner answers."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import keyring
from core.errors import Refusal
from core.events import emit
from core.ids import PersonId, ProgrammeId, TalkId, UtteranceId
from core.people.persons import Person
from core.people.rights import Right, allowed, require_part
from core.people.scopes import OutOfScope, scope_of
from core.people.tables import PersonRow
from core.programme.options import Module
from core.talks.courtesy import is_courtesy
from core.talks.events import PartnerAnswered, PartnerSpoke
from core.talks.keepers import keeper_of
from core.talks.tables import TalkRow, UtteranceRow

TOLD_AGAIN_AFTER = timedelta(hours=12)
"""A partner who goes on talking is not told each time who will answer."""

LONGEST = 4_000


class Medium(StrEnum):
    """How something was said."""

    TEXT = "text"
    VOICE = "voice"
    VIDEO_NOTE = "video_note"
    """A round film."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something as the channel brought it."""

    medium: Medium = Medium.TEXT
    text: str = ""
    """At most LONGEST characters are kept."""
    file_id: str | None = None
    """What the channel plays it by."""
    message_key: str | None = None
    """chat:message of the channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """Where something went that a partner said."""

    talk_id: TalkId
    keeper: PersonId
    first: bool
    """Whether the partner has to be told who will answer."""


class NobodyAnswers(Refusal):
    """Nobody of the programme looks after this partner."""


class NoSuchTalk(Refusal):
    """There is no such talk, or its partner is gone."""


_TALKS: Any = TalkRow.__table__
_OPEN = upsert(_TALKS)
_SPOKEN = _OPEN.on_conflict_do_update(
    index_elements=[_TALKS.c.person_id],
    set_={
        "keeper_id": _OPEN.excluded.keeper_id,
        "waiting_since": func.coalesce(_TALKS.c.waiting_since, _OPEN.excluded.waiting_since),
    },
).returning(_TALKS.c.id, _TALKS.c.told_at)
_TOLD = update(_TALKS).where(_TALKS.c.id == bindparam("of_talk")).values(told_at=bindparam("at"))
_SETTLED = update(_TALKS).where(_TALKS.c.id == bindparam("of_talk")).values(waiting_since=None)
_SAY = insert(UtteranceRow.__table__).returning(UtteranceRow.id)  # type: ignore[arg-type]  # a Table at run time
_TALK = (
    select(TalkRow.id, TalkRow.person_id, TalkRow.programme_id, PersonRow.region_id, PersonRow.company_id)
    .join(PersonRow, PersonRow.id == TalkRow.person_id)
    .where(TalkRow.id == bindparam("talk_id"))
)
_LAST_KEY = (
    select(UtteranceRow.message_key)
    .where(UtteranceRow.talk_id == bindparam("talk_id"), UtteranceRow.by_id == bindparam("by"))
    .order_by(UtteranceRow.id.desc())
    .limit(1)
)


async def speak(session: AsyncSession, person: Person, said: Said, *, now: datetime) -> Passed:
    """Pass on what a partner says to whoever looks after the partner; thanks wait for nothing.

    Raises SwitchedOff, NobodyAnswers.
    """
    require_part(person, Module.HUMAN)
    waits = said.medium is not Medium.TEXT or not is_courtesy(said.text)
    keeper = await keeper_of(session, person)
    if keeper is None:
        raise NobodyAnswers
    row = (
        await session.execute(
            _SPOKEN,
            {
                "programme_id": person.programme_id,
                "person_id": person.id,
                "keeper_id": keeper,
                "waiting_since": now if waits else None,
            },
        )
    ).one()
    talk_id = TalkId(row.id)
    utterance_id = await _say(session, talk_id, person.id, said, now)
    first = waits and (row.told_at is None or now - row.told_at >= TOLD_AGAIN_AFTER)
    if first:
        await session.execute(_TOLD, {"of_talk": talk_id, "at": now})
    spoke = PartnerSpoke(
        at=now, talk_id=talk_id, utterance_id=utterance_id, person_id=person.id, keeper=keeper, said=said, waits=waits
    )
    await emit(session, spoke)
    return Passed(talk_id=talk_id, keeper=keeper, first=first)


async def answer(session: AsyncSession, talk_id: TalkId, said: Said, *, by: PersonId, now: datetime) -> PersonId:
    """Answer a partner; whom. Raises NotAllowed, NoSuchTalk, OutOfScope."""
    talk = await _within_reach(session, talk_id, by=by)
    utterance_id = await _say(session, talk_id, by, said, now)
    await session.execute(_SETTLED, {"of_talk": talk_id})
    last = await session.scalar(_LAST_KEY, {"talk_id": talk_id, "by": talk.person_id})
    answered = PartnerAnswered(
        at=now,
        talk_id=talk_id,
        utterance_id=utterance_id,
        person_id=PersonId(talk.person_id),
        by=by,
        said=said,
        message_key=last,
    )
    await emit(session, answered)
    return PersonId(talk.person_id)


async def settle(session: AsyncSession, talk_id: TalkId, *, by: PersonId) -> None:
    """Note that there is nothing to answer. Raises what `answer` raises."""
    await _within_reach(session, talk_id, by=by)
    await session.execute(_SETTLED, {"of_talk": talk_id})


async def _within_reach(session: AsyncSession, talk_id: TalkId, *, by: PersonId) -> Any:
    keeper = await allowed(session, by, Right.ANSWER)
    talk = (await session.execute(_TALK, {"talk_id": talk_id})).one_or_none()
    if talk is None or ProgrammeId(talk.programme_id) != keeper.programme_id or talk.person_id == by:
        raise NoSuchTalk
    if not (await scope_of(session, keeper)).holds(talk.region_id, talk.company_id):
        raise OutOfScope
    return talk


async def _say(session: AsyncSession, talk_id: TalkId, by: PersonId, said: Said, now: datetime) -> UtteranceId:
    sealed = keyring(session).talks.close(json.dumps({"text": said.text[:LONGEST], "file_id": said.file_id}).encode())
    found = await session.scalar(
        _SAY,
        {
            "talk_id": talk_id,
            "by_id": by,
            "medium": said.medium.value,
            "sealed": sealed,
            "message_key": said.message_key,
            "said_at": now,
        },
    )
    return UtteranceId(found or 0)
