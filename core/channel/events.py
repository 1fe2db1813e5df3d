"""What happens to the chats of a channel."""

from dataclasses import dataclass

from core.events import Event
from core.ids import GroupId, PersonId, ProgrammeId


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMoved(Event):
    """A group is another chat from now on."""

    group_id: GroupId


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLost(Event):
    """Nothing is shown in a group any more."""

    group_id: GroupId
    programme_id: ProgrammeId
    by: PersonId | None
    """Who unbound it; None where the bot was thrown out."""
