"""Buttons of lists on their way."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.taps import Number
from core.importing.importer import ImportKind


class Importing(StrEnum):
    """What a tap does about a list."""

    SAVE = "save"
    DROP = "drop"


class ImportAct(CallbackData, prefix="imp"):
    """Save the good rows of a list as it was shown, or forget it."""

    do: Importing
    import_id: Number
    version: Number
    choice: str = ""
    """What to do besides, where the kind of list offers it."""


class TakeAs(CallbackData, prefix="impas"):
    """Say what the file holds that was sent last."""

    kind: ImportKind
