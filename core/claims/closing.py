"""When somebody may see or decide less than before: own cards close at once, what was in hand is free at once."""

from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards
from core.channel.card_kinds import FOR_DECIDERS
from core.claims.taking import free_all
from core.people.events import (
    PersonLeaves,
    PersonRemoved,
    PersonRestored,
    PlaceChanged,
    RoleChanged,
    SanctionImposed,
    SanctionLifted,
    ScopeChanged,
)
from core.people.persons import load
from core.people.rights import Right, may

SightChanged = (
    RoleChanged | ScopeChanged | PersonRemoved | PersonRestored | PlaceChanged | SanctionImposed | SanctionLifted
)


async def cards_follow(session: AsyncSession, changed: SightChanged) -> None:
    """Sales that were shown to the person, photos and all."""
    await cards.refresh_of(session, changed.person_id, FOR_DECIDERS, now=changed.at)


async def hands_open(session: AsyncSession, changed: RoleChanged | PersonRemoved | SanctionImposed) -> None:
    """Sales under the thumb or locked by somebody who decides no more wait for nobody."""
    if not may(await load(session, changed.person_id), Right.DECIDE_CLAIMS):
        await free_all(session, changed.person_id, now=changed.at)


async def leave_nothing(session: AsyncSession, leaving: PersonLeaves) -> None:
    """Sales in the hands of somebody who is about to be erased are free."""
    await free_all(session, leaving.person_id, now=leaving.at)
