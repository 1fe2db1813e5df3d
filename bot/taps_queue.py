"""Buttons of the queue and of claims that somebody has taken: ids only, as everywhere in bot.taps."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.taps_claims import Whole
from core.claims.calling import How


class Later(CallbackData, prefix="qlater"):
    """Leave the claim under the thumb for later."""

    claim_id: Whole


class OpenQueue(CallbackData, prefix="qopen"):
    """Show what waits, whatever was put off included."""


class TakeOver(CallbackData, prefix="qtake"):
    """Take a claim that somebody else has."""

    claim_id: Whole


class OpenAsked(CallbackData, prefix="askd"):
    """A page of the claims that wait for their partners."""

    page: Annotated[int, Field(ge=0, lt=1_000_000)] = 0
    turned: bool = False
    """Whether it takes the place of another page."""


class ShowClaim(CallbackData, prefix="askdc"):
    """The card of a claim on a list, for whoever decides."""

    claim_id: Whole


class AlsoEach(CallbackData, prefix="galso"):
    """Whether each moderator also gets in private what is shown in this group."""

    also_each: bool


class OpenCalling(CallbackData, prefix="calls"):
    """Show how the person is called to sales that wait."""


class CallMe(CallbackData, prefix="callme"):
    """Be called so."""

    how: How


class CallAt(CallbackData, prefix="callat"):
    """Be called at this hour, or no longer."""

    hour: Whole


class HidePhoto(CallbackData, prefix="hide"):
    """Put a photo away that was shown."""
