"""Pasted lists of companies and products: errors first, nothing saved until they are seen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screen import Screen
from bot.taps import Listed
from bot.views import catalogue as views
from core.catalog.companies import list_companies, save_companies
from core.catalog.listed import Parsed
from core.catalog.pasted import look_like_products, read_companies, read_products
from core.catalog.products import offered, save_products
from core.catalog.shelves import count_products, have_products
from core.clock import local_date
from core.people.persons import Person
from core.people.rights import Right, require
from core.programme.programmes import Programme


@dataclass(frozen=True, slots=True)
class Faulty:
    """A list that was not saved, and what to say about it."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Kept:
    """A list that was saved, and what to say about it."""

    words: str


async def overview(
    session: AsyncSession, person: Person, programme: Programme, listed: Listed, now: datetime
) -> Screen:
    """What is there, and how to add more. Raises NotAllowed."""
    require(person, Right.EDIT_CATALOGUE)
    if listed is Listed.COMPANIES:
        return views.companies(await list_companies(session, programme.id))
    some = await offered(session, programme.id, on=local_date(now, programme.timezone))
    return views.products(await count_products(session, programme.id), some)


async def has_any(session: AsyncSession, programme: Programme, listed: Listed) -> bool:
    """Whether the programme knows any of these."""
    if listed is Listed.COMPANIES:
        return bool(await list_companies(session, programme.id))
    return await have_products(session, programme.id)


async def take(
    session: AsyncSession,
    person: Person,
    listed: Listed,
    text: str,
    *,
    now: datetime,
    good_ones: bool = False,
    surely: bool = False,
) -> Faulty | Kept:
    """Save a list, or tell what is wrong with it.

    `good_ones`: the errors were seen, save the rest. `surely`: it was asked whether it is such a list at all.
    """
    if listed is Listed.COMPANIES and not (surely or good_ones) and look_like_products(text):
        require(person, Right.EDIT_CATALOGUE)
        return Faulty(views.are_these_products())
    parsed: Parsed[Any] = read_companies(text) if listed is Listed.COMPANIES else read_products(text)
    if not parsed.rows or (parsed.errors and not good_ones):
        return Faulty(views.faulty(listed, parsed))
    if listed is Listed.COMPANIES:
        added = await save_companies(session, person.programme_id, parsed.rows, now=now, by=person)
        return Kept(views.companies_saved(added))
    saved = await save_products(session, person.programme_id, parsed.rows, now=now, by=person)
    return Kept(views.products_saved(saved))
