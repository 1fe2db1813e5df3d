"""What the two sides of a talk are told."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.outbox import Priority
from core.ids import PersonId, TalkId
from core.outreach.notices import Notice, tell
from core.talks.events import PartnerAnswered, PartnerSpoke

TALK = "talk"
"""How the key of these notices begins: a reply to one of them is a reply in its talk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Notice):
    """To whoever looks after a partner: what the partner says."""

    kind: ClassVar[str] = "question"
    priority: ClassVar[Priority] = Priority.MONEY
    talk_id: TalkId
    partner: PersonId
    medium: str
    text: str
    file_id: str | None
    waits: bool = True
    """Whether an answer is waited for."""

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.partner,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Notice):
    """To a partner: what the programme answers."""

    kind: ClassVar[str] = "answer"
    priority: ClassVar[Priority] = Priority.MONEY
    talk_id: TalkId
    by: PersonId
    medium: str
    text: str
    file_id: str | None
    message_key: str | None
    """What the partner said last."""

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.by,)


async def tell_keeper(session: AsyncSession, spoke: PartnerSpoke) -> None:
    """Bring what was said to whoever answers."""
    notice = Question(
        talk_id=spoke.talk_id,
        partner=spoke.person_id,
        medium=spoke.said.medium,
        text=spoke.said.text,
        file_id=spoke.said.file_id,
        waits=spoke.waits,
    )
    tell(session, spoke.keeper, notice, key=f"{TALK}:{spoke.talk_id}:{spoke.utterance_id}", now=spoke.at)


async def tell_partner(session: AsyncSession, answered: PartnerAnswered) -> None:
    """Bring the answer to the partner."""
    notice = Answer(
        talk_id=answered.talk_id,
        by=answered.by,
        medium=answered.said.medium,
        text=answered.said.text,
        file_id=answered.said.file_id,
        message_key=answered.message_key,
    )
    tell(session, answered.person_id, notice, key=f"{TALK}:{answered.talk_id}:{answered.utterance_id}", now=answered.at)
