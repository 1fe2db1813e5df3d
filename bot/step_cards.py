"""Cards of first steps, each for its partner."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screen import Screen
from bot.views import first_steps as views
from bot.words import speaking
from core.people.first_steps import first_steps
from core.people.persons import Person
from core.programme.programmes import Programme


async def draw_steps(
    session: AsyncSession, wanted: Sequence[tuple[Person, int]], programme: Programme, _now: datetime
) -> list[Screen | None]:
    """One after another: newcomers come one by one."""
    screens: list[Screen | None] = []
    for person, _ in wanted:
        found = await first_steps(session, person)
        with speaking(person.locale):
            screens.append(views.card(found, programme))
    return screens
