"""What happens to people."""

from dataclasses import dataclass

from core.events import Event
from core.ids import InviteId, PersonId, ProgrammeId
from core.people.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonJoined(Event):
    """Somebody answered the last question of joining and is active."""

    programme_id: ProgrammeId
    person_id: PersonId
    role: Role
    invite_id: InviteId
    invited_by: PersonId | None
    """None for the one-time owner link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(Event):
    """Somebody may do more, or less, than before."""

    person_id: PersonId
    role: Role
    by: PersonId
