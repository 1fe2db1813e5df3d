"""Cards of lists on their way, each for its sender."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screen import Screen
from bot.views import imports as views
from bot.words import speaking
from core.ids import ImportId
from core.importing import imports
from core.people.persons import Person
from core.programme.programmes import Programme


async def draw_imports(
    session: AsyncSession, wanted: Sequence[tuple[Person, int]], _programme: Programme, _now: datetime
) -> list[Screen | None]:
    """One after another: nobody sends sixteen lists at once."""
    screens: list[Screen | None] = []
    for person, import_id in wanted:
        found = await imports.load(session, ImportId(import_id))
        with speaking(person.locale):
            screens.append(views.card(found) if found else None)
    return screens
