"""Cards of photos that were sent alone, for those who fill them in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.neutral import neutral
from bot.review_cards import shown
from bot.screen import Picture, Screen
from bot.views import filling as views
from bot.words import speaking
from core.claims.claim import DraftState
from core.claims.handed import is_for
from core.claims.handed_card import HandedCard, load_handed
from core.ids import DraftId
from core.people.persons import Person
from core.programme.programmes import Programme


async def draw_fillings(
    session: AsyncSession, wanted: Sequence[tuple[Person, int]], _programme: Programme, now: datetime
) -> list[Screen | None]:
    """One after another, under the photo while that is needed; None for whoever no longer decides on it."""
    screens: list[Screen | None] = []
    for person, draft_id in wanted:
        found = await load_handed(session, DraftId(draft_id), now=now)
        if found and not await is_for(session, found.sale.draft.person_id, person):
            screens.append(None)
            continue
        picture = await _picture(session, found) if found else None
        with speaking(person.locale):
            screens.append(views.card(found, person, picture) if found else views.gone())
    return screens


async def draw_fillings_in_group(
    session: AsyncSession, drafts: Sequence[int], programme: Programme, now: datetime
) -> list[Screen | None]:
    """The same as a group sees them, in the programme's language."""
    screens: list[Screen | None] = []
    for draft_id in drafts:
        found = await load_handed(session, DraftId(draft_id), now=now)
        picture = await _picture(session, found) if found else None
        with speaking(programme.locale):
            screens.append(views.in_group(found, programme, picture) if found else views.gone())
    return screens


async def _picture(session: AsyncSession, found: HandedCard) -> Picture | None:
    picture = await shown(session, found.picture) if found.picture else None
    return neutral() if picture and found.sale.draft.state is not DraftState.HANDED else picture
