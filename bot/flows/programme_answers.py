"""Answers about the programme that take more than one call: the same at first start and later."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.taps import CallPoints, Offer
from core.people.persons import Person
from core.programme import setup
from core.programme.points_names import PRESETS
from core.programme.programmes import Programme


async def offer_language(session: AsyncSession, person: Person, programme: Programme, wish: Offer) -> Programme | None:
    """Offer a language, or no longer; None where it is the last one. The first met one follows where it goes."""
    offered = [locale for locale in programme.locales if locale != wish.locale]
    offered += [wish.locale] if wish.offered else []
    if not offered:
        return None
    main = programme.locale if programme.locale in offered else offered[0]
    return await setup.set_languages(session, offered, main=main, by=person.id)


async def call_points(
    session: AsyncSession, person: Person, programme: Programme, wish: CallPoints, *, first: str
) -> Programme | None:
    """Call the points by a usual name; chosen in the language asked first, it is for all. None for no such name."""
    locale, number = wish.locale, wish.preset
    if locale not in programme.locales or number >= len(PRESETS[locale]):
        return None
    for each in programme.locales if locale == first else (locale,):
        programme = await setup.set_points_name(session, each, ", ".join(PRESETS[each][number]), by=person.id)
    return programme
