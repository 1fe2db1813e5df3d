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
    let_in_by: PersonId | None = None
    """Who decided about somebody that had to wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWaits(Event):
    """Somebody answered the last question of joining, and waits to be let in."""

    programme_id: ProgrammeId
    person_id: PersonId
    decides: PersonId | None
    """Who looks after the newcomer; the owners decide where nobody does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTurnedAway(Event):
    """Somebody who waited is not let in."""

    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(Event):
    """Somebody may do more, or less, than before."""

    person_id: PersonId
    role: Role
    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeChanged(Event):
    """Somebody's rights reach less far, or farther, than before."""

    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLeaves(Event):
    """Somebody is about to be erased, and is still known: what is open is to be closed."""

    programme_id: ProgrammeId
    person_id: PersonId


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a channel."""

    channel: str
    external_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased(Event):
    """Nothing tells any more who this person was: whoever keeps a trace of the person forgets it now."""

    programme_id: ProgrammeId
    person_id: PersonId
    accounts: tuple[Account, ...]
    """Where the person could be reached until now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChanged(Event):
    """Somebody works elsewhere from now on, by somebody else's word."""

    person_id: PersonId
    company: str
    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAfter(Event):
    """Somebody else looks after some partners from now on."""

    person_ids: tuple[PersonId, ...]
    manager_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRemoved(Event):
    """Somebody lies in the bin."""

    person_id: PersonId
    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRestored(Event):
    """Somebody is out of the bin."""

    person_id: PersonId
    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionImposed(Event):
    """Somebody was warned, frozen or excluded."""

    sanction_id: int
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionLifted(Event):
    """A sanction was taken back."""

    sanction_id: int
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRecovered(Event):
    """A profile has moved to another account."""

    person_id: PersonId
    programme_id: ProgrammeId
    left: tuple[int, ...]
    """Ids of the channel's accounts that are disconnected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondProfileFound(Event):
    """Somebody would come back to a profile from an account whose own profile holds something."""

    person_id: PersonId
    second_id: PersonId
    programme_id: ProgrammeId
