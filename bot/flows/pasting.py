"""Pasted lists of companies and products: errors first, nothing saved until they are seen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screen import Screen
from bot.taps import Listed
from bot.views import catalogue as views
from core.catalog.companies import list_companies, save_companies
from core.catalog.pasted import Parsed, read_companies, read_products
from core.catalog.products import offered, save_products
from core.catalog.shelf import load_shelf
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
    shelf = await load_shelf(session, programme.id)
    some = await offered(session, programme.id, on=local_date(now, programme.timezone))
    return views.products(len(shelf.entries), some)


async def has_any(session: AsyncSession, programme: Programme, listed: Listed) -> bool:
    """Whether the programme knows any of these."""
    if listed is Listed.COMPANIES:
        return bool(await list_companies(session, programme.id))
    return bool((await load_shelf(session, programme.id)).entries)


async def take(
    session: AsyncSession, person: Person, listed: Listed, text: str, *, now: datetime, good_ones: bool = False
) -> Faulty | Kept:
    """Save a list, or tell what is wrong with it. `good_ones`: the errors were seen, save the rest."""
    parsed: Parsed[Any] = read_companies(text) if listed is Listed.COMPANIES else read_products(text)
    if not parsed.rows or (parsed.errors and not good_ones):
        return Faulty(views.faulty(listed, parsed))
    if listed is Listed.COMPANIES:
        added = await save_companies(session, person.programme_id, parsed.rows, now=now, by=person)
        return Kept(views.companies_saved(added))
    saved = await save_products(session, person.programme_id, parsed.rows, now=now, by=person)
    return Kept(views.products_saved(saved))
