"""Forgetting talks: nothing of what an erased person said, or was told, is left."""

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.people.events import PersonErased
from core.talks.tables import TalkRow, UtteranceRow

_UTTERANCES = delete(UtteranceRow).where(
    UtteranceRow.talk_id.in_(select(TalkRow.id).where(TalkRow.person_id == bindparam("person")))
)
_TALK = delete(TalkRow).where(TalkRow.person_id == bindparam("person"))


async def forget_talks(session: AsyncSession, erased: PersonErased) -> None:
    """Delete a person's talk."""
    for statement in (_UTTERANCES, _TALK):
        await session.execute(statement, {"person": erased.person_id}, execution_options={"synchronize_session": False})
