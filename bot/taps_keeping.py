"""Buttons of whoever keeps a programme: taking off a list, closing invitations, giving roles."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.taps import Listed, Number
from core.keeping.amiss import Amiss
from core.people.roles import Role


class Removing(StrEnum):
    """What a tap does about a product or company."""

    LIST = "list"
    ASK = "ask"
    REMOVE = "do"
    RESTORE = "undo"


class Remove(CallbackData, prefix="rm"):
    """Take something off a list: choose it, confirm, undo."""

    do: Removing = Removing.LIST
    listed: Listed
    id: Number = 0
    page: Number = 0


class Closing(StrEnum):
    """What a tap does about an invitation that works."""

    LIST = "list"
    ASK = "ask"
    REVOKE = "do"


class Close(CallbackData, prefix="shut"):
    """Revoke an invitation: choose it, confirm."""

    do: Closing = Closing.LIST
    id: Number = 0
    page: Number = 0


class Giving(StrEnum):
    """What a tap does about a member's role."""

    SHOW = "show"
    ASK = "ask"
    GIVE = "do"


class GiveRole(CallbackData, prefix="role"):
    """Give a member another role; an owner is made by a second tap."""

    do: Giving = Giving.SHOW
    id: Number = 0
    role: Role | None = None


class Mending(StrEnum):
    """What a tap does about messages that went wrong."""

    LIST = "list"
    AGAIN = "again"
    ASK_DROP = "ask"
    DROP = "drop"


class Mend(CallbackData, prefix="mend"):
    """Messages that went wrong: done once more or dropped, one or all."""

    do: Mending = Mending.LIST
    what: Amiss
    id: Number = 0
    """0 for all."""
    page: Number = 0
