"""Prizes and orders as the rest of the service knows them, and the refusals about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.errors import Refusal
from core.ids import OrderId, PersonId, Points, PrizeId

MOST_POINTS = 10_000_000
MOST_STOCK = 1_000_000
LONGEST_NAME, LONGEST_TEXT = 80, 300


class OrderState(StrEnum):
    """Where an order stands."""

    ORDERED = "ordered"
    """Its points are held."""
    GIVEN = "given"
    """Handed over; the points are spent."""
    CANCELLED = "cancelled"
    """Points and stock are back."""


class CancelReason(StrEnum):
    """Why staff cancels an order."""

    OUT_OF_STOCK = "out_of_stock"
    DISCONTINUED = "discontinued"
    ASKED = "asked"
    """The partner asked for it."""
    NOT_COLLECTED = "not_collected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prize:
    """Something that points buy."""

    id: PrizeId
    names: Mapping[str, str]
    descriptions: Mapping[str, str]
    points: Points
    stock: int | None
    per_person: int | None
    ends_on: date | None
    picture: str | None
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A prize that somebody wants."""

    id: OrderId
    person_id: PersonId
    names: Mapping[str, str]
    points: Points
    state: OrderState
    ordered_at: datetime
    due_at: datetime
    verdict: OrderState | None
    """What staff decided and what is about to be carried out."""
    reason: CancelReason | None


class PrizeGone(Refusal):
    """The prize is not on the list any more, or its last day is over."""


class PrizeSoldOut(Refusal):
    """Somebody else has ordered the last one."""


@dataclass(kw_only=True, eq=False)
class PriceChanged(Refusal):
    """The prize costs something else than was shown."""

    points: Points


@dataclass(kw_only=True, eq=False)
class PersonLimit(Refusal):
    """One person may have only so many of this prize."""

    most: int


class OrderSettled(Refusal):
    """The order is handed over or cancelled already, or about to be."""


class OrderUnknown(Refusal):
    """There is no such order of this person or programme."""


class LastDayUnfit(Refusal):
    """A last day that is no day of the calendar, or over."""


@dataclass(kw_only=True, eq=False)
class NumberUnfit(Refusal):
    """A number that is none, or out of bounds."""

    least: int
    most: int


def in_language(texts: Mapping[str, str], locale: str, otherwise: str) -> str:
    """A text in a language, else in the programme's own, else in whichever there is."""
    return texts.get(locale) or texts.get(otherwise) or next(iter(texts.values()), "")
