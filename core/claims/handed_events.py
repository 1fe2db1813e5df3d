"""What happens to photos that are sent alone."""

from dataclasses import dataclass

from core.events import Event
from core.ids import DraftId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedChanged(Event):
    """A photo was sent alone, or what has become of one changed."""

    draft_id: DraftId
    person_id: PersonId
    new: bool
    """Whether it was sent just now."""
