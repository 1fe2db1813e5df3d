"""Cards of practice sales."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.neutral import neutral
from bot.review_cards import shown
from bot.screen import Screen
from bot.views import practice as views
from bot.words import speaking
from core.claims.practice import PracticeState
from core.claims.practice_card import load_practice
from core.ids import DraftId
from core.people.persons import Person
from core.people.rights import Right, may
from core.programme.programmes import Programme


async def draw_practices(
    session: AsyncSession, wanted: Sequence[tuple[Person, int]], programme: Programme, now: datetime
) -> list[Screen | None]:
    """For their people, one after another: nobody practises sixteen sales at once."""
    screens: list[Screen | None] = []
    for person, draft_id in wanted:
        found = await load_practice(session, DraftId(draft_id), now=now)
        with speaking(person.locale):
            screens.append(views.card(found, person, programme) if found else views.gone())
    return screens


async def draw_practice_reviews(
    session: AsyncSession, wanted: Sequence[tuple[Person, int]], programme: Programme, now: datetime
) -> list[Screen | None]:
    """For those who decide, under the photo while that is needed; None for whoever no longer does."""
    screens: list[Screen | None] = []
    for person, draft_id in wanted:
        found = await load_practice(session, DraftId(draft_id), now=now)
        if not may(person, Right.DECIDE_CLAIMS):
            screens.append(None)
            continue
        picture = await shown(session, found.picture) if found and found.picture else None
        if found and picture and found.state is not PracticeState.WAITING:
            picture = neutral()
        with speaking(person.locale):
            screens.append(views.review(found, programme, picture) if found else views.gone())
    return screens
