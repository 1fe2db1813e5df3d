"""What happens in talks."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.events import Event
from core.ids import PersonId, TalkId, UtteranceId

if TYPE_CHECKING:
    from core.talks.talking import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerSpoke(Event):
    """A partner said something to whoever looks after the partner."""

    talk_id: TalkId
    utterance_id: UtteranceId
    person_id: PersonId
    keeper: PersonId
    said: "Said"
    waits: bool
    """False for thanks and a nod."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerAnswered(Event):
    """Somebody of the programme answered a partner."""

    talk_id: TalkId
    utterance_id: UtteranceId
    person_id: PersonId
    """The partner."""
    by: PersonId
    said: "Said"
    message_key: str | None
    """What the partner said last, to reply to."""
