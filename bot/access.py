"""Filters that choose a room by who writes. Who may do what is core's question, not theirs."""

from aiogram.filters import BaseFilter
from aiogram.types import TelegramObject

from core.people.persons import Person
from core.people.roles import Role, Status
from core.programme.programmes import Programme


class IsMember(BaseFilter):
    """Somebody who takes part in a programme that is open."""

    async def __call__(self, _: TelegramObject, person: Person | None, programme: Programme | None) -> bool:
        return person is not None and person.status is Status.ACTIVE and programme is not None and programme.set_up


class IsKnown(BaseFilter):
    """Somebody whom a programme knows, in whatever status."""

    async def __call__(self, _: TelegramObject, person: Person | None) -> bool:
        return person is not None


class IsStranger(BaseFilter):
    """Somebody who has no part in any programme."""

    async def __call__(self, _: TelegramObject, person: Person | None) -> bool:
        return person is None


class IsJoining(BaseFilter):
    """Somebody who opened an invite and is answering its questions."""

    async def __call__(self, _: TelegramObject, person: Person | None) -> bool:
        return person is not None and person.status is Status.INVITED


class IsKeptOut(BaseFilter):
    """Somebody whom a programme knows, and who waits, was kept out or lies in the bin."""

    async def __call__(self, _: TelegramObject, person: Person | None) -> bool:
        return person is not None and person.status not in {Status.ACTIVE, Status.INVITED}


class IsSettingUp(BaseFilter):
    """An owner of a programme that is not open yet."""

    async def __call__(self, _: TelegramObject, person: Person | None, programme: Programme | None) -> bool:
        return person is not None and person.role is Role.OWNER and (programme is None or not programme.set_up)
