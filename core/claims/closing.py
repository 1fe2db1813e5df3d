"""Whoever may see less than before, or more, has the own cards drawn anew: what is out of sight closes at once."""

from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards
from core.channel.card_kinds import FOR_DECIDERS
from core.people.events import (
    PersonRemoved,
    PersonRestored,
    PlaceChanged,
    RoleChanged,
    SanctionImposed,
    SanctionLifted,
    ScopeChanged,
)

SightChanged = (
    RoleChanged | ScopeChanged | PersonRemoved | PersonRestored | PlaceChanged | SanctionImposed | SanctionLifted
)


async def cards_follow(session: AsyncSession, changed: SightChanged) -> None:
    """Sales that were shown to the person, photos and all."""
    await cards.refresh_of(session, changed.person_id, FOR_DECIDERS, now=changed.at)
