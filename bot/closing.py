"""Cards of those who decide stay in place: what is closed to them leaves neither the photo nor its buttons behind."""

from dataclasses import replace

from bot.delivery.drawing import Standing
from bot.neutral import neutral
from bot.screen import Screen
from bot.views import photos, review
from bot.words import speaking
from core.channel.card_kinds import FOR_DECIDERS, CardKind
from core.people.persons import Person

UNDER_A_PHOTO = frozenset({CardKind.REVIEW, CardKind.FILLING, CardKind.PRACTICE_REVIEW, CardKind.PAGE})


def in_place(kind: CardKind, person: Person | None, screen: Screen | None, standing: Standing) -> Screen | None:
    """What a card's message shows from now on; `person`: None for a group's.

    Where nothing is due to somebody who no longer decides, the message says that it is closed. A photo is replaced by
    the neutral picture: a message cannot lose one and stay itself.
    """
    if screen is None:
        stands = kind in FOR_DECIDERS and standing.message_id is not None
        return _closed(kind, person, standing) if person and stands else None
    return _without_photo(screen, standing) if kind in UNDER_A_PHOTO else screen


def _closed(kind: CardKind, person: Person, standing: Standing) -> Screen:
    with speaking(person.locale):
        return _without_photo(photos.closed() if kind is CardKind.PAGE else review.closed(), standing)


def _without_photo(screen: Screen, standing: Standing) -> Screen:
    return screen if screen.picture or not standing.picture else replace(screen, picture=neutral())
