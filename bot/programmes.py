"""The programme at hand for every update, without asking the database each time."""

import time

from sqlalchemy.ext.asyncio import AsyncSession

from core.people.persons import Person
from core.people.rights import Right, may
from core.programme import programmes
from core.programme.options import Tone
from core.programme.programmes import Programme

FRESH_SECONDS = 2.0
"""How long partners may see what another replica has changed since."""


class Programmes:
    """Remembers the programme for a moment; whoever may change it always sees it fresh."""

    def __init__(self) -> None:
        self._found: Programme | None = None
        self._at = float("-inf")

    @property
    def tone(self) -> Tone:
        """How people are addressed, as far as is known."""
        return self._found.options.tone if self._found else Tone.USUAL

    async def current(self, session: AsyncSession, person: Person | None) -> Programme | None:
        """The programme of this installation; None before the first start."""
        changes_it = person is None or may(person, Right.EDIT_PROGRAMME)
        if self._found is None or changes_it or time.monotonic() - self._at > FRESH_SECONDS:
            self._found, self._at = await programmes.current(session), time.monotonic()
        return self._found
