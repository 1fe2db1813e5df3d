"""A field that a person can fill in with words, and how it is written down."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData
from sqlalchemy.ext.asyncio import AsyncSession

from bot.taps_people import Doing, Who
from sandbox.model import Person as PhonePerson
from tests.faults.saying import Raw
from tests.matrix.rows import Actor, Thing
from tests.matrix.world import World

Hand = Callable[[AsyncSession], Awaitable[str | None]]
"""Done by hand in the midst of it; the data of a button to tap, where it returns some."""
Do = str | CallbackData | Hand
"""Something said, something tapped, or done by hand."""
Doings = Callable[[World], Sequence[Do | tuple[Actor, Do]]]

UNASKED = "-"
"""What the name of words begins with that no step awaits."""


def nothing(_: World) -> Sequence[Do]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Words that somebody may type."""

    state: str
    """What the bot awaits then; after a slash which of several."""
    by: Actor
    first: Doings = nothing
    """What leads there."""
    then: Doings = nothing
    """What shows it, beside cards and notices that come by themselves."""
    unseen: str = ""
    """Why it is shown to nobody, where that is so."""
    parts: bool = False
    """Whether it is read apart, so that only its parts are shown."""
    typed: Callable[[str], str] = str
    """What is typed with it."""
    said: Callable[[PhonePerson, str], Raw] | None = None
    """How it is said, where it is not typed."""


def place_name(state: str, first: Doings, by: Actor = Actor.OWNER) -> Field:
    return Field(state=state, by=by, first=first, unseen="it is looked up among cities and zones")


def of_partner(world: World) -> Sequence[tuple[Actor, Do]]:
    return [(Actor.OWNER, Who(do=Doing.SHOW, id=world.near[Thing.PERSON]))]


def of_claim(world: World, kind: type[CallbackData], thing: Thing, **more: object) -> CallbackData:
    claim = world.near[thing]
    return kind(claim_id=claim, version=world.claims[claim], **more)
