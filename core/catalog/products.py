"""Products: saving a list, and finding what a partner means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog import saving
from core.catalog.audited import tell_audit
from core.catalog.learned import learned_for
from core.catalog.listed import ProductInput
from core.catalog.planning import Saved, plan
from core.catalog.rates import covering
from core.catalog.shelves import shelf_for_search, whole_shelf
from core.catalog.tables import ProductRow, RateRow
from core.clock import local_date
from core.ids import ProductId, ProgrammeId
from core.people.persons import Person
from core.people.rights import Right, allowed

MATCHES = 8
"""Products a search answers with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductChoice:
    """A product to choose."""

    id: ProductId
    sku: str
    name: str
    points_per_unit: int | None
    """On the day of the sale; None where no rate covers it."""
    active: bool = True
    """Whether it is still offered."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Locale -> name, in languages that have one of their own."""


async def save_products(
    session: AsyncSession,
    programme_id: ProgrammeId,
    rows: Sequence[ProductInput],
    *,
    now: datetime,
    by: Person | None = None,
) -> Saved:
    """Add products, and bring known ones (by article number) to the given name and points.

    A changed rate holds from today on: earlier sales keep theirs. Saving a list again changes nothing. Products that
    the list leaves out stay. `by` is None at the command line only.
    """
    if by is not None:
        await allowed(session, by.id, Right.EDIT_CATALOGUE)
    today = local_date(now, await saving.lock_list(session, programme_id))
    planned = await plan(session, programme_id, rows, today=today)
    await saving.carry_out(session, programme_id, planned)
    await tell_audit(session, programme_id, planned, by=by.id if by else None, now=now)
    return planned.saved()


async def search(
    session: AsyncSession, programme_id: ProgrammeId, text: str, *, on: date, limit: int = MATCHES
) -> list[ProductChoice]:
    """Products that a typed text may mean, with their points on a day: those first that it was typed for before,
    then whatever holds a part of it in a name, alias or number, best first."""
    learned = await learned_for(session, programme_id, text)
    whole = await whole_shelf(session, programme_id)
    shelf = await shelf_for_search(session, programme_id, text, retired=False) if whole is None else whole
    found = dict.fromkeys([*learned, *shelf.search(text, limit)])
    return (await choices(session, list(found), on=on))[:limit]


async def choices(session: AsyncSession, products: Sequence[ProductId], *, on: date) -> list[ProductChoice]:
    """Active products by id, in the order given."""
    if not products:
        return []
    rows = await session.execute(_CHOICES, {"ids": list(products), "on": on})
    found = {row.id: _choice(row) for row in rows}
    return [found[product] for product in products if product in found]


async def chosen(session: AsyncSession, products: Sequence[ProductId], *, on: date) -> dict[ProductId, ProductChoice]:
    """Products that were chosen before, offered still or not."""
    if not products:
        return {}
    rows = await session.execute(_CHOSEN, {"ids": list(products), "on": on})
    return {ProductId(row.id): _choice(row) for row in rows}


async def offered(
    session: AsyncSession, programme_id: ProgrammeId, *, on: date, limit: int = MATCHES
) -> list[ProductChoice]:
    """The first products of the list, for whoever has claimed nothing yet."""
    rows = await session.execute(_FIRST, {"programme_id": programme_id, "on": on, "most": limit})
    return [_choice(row) for row in rows]


async def page_of(
    session: AsyncSession, programme_id: ProgrammeId, page: int, *, on: date, size: int = MATCHES
) -> list[ProductChoice]:
    """A page of the whole list, by name."""
    rows = await session.execute(_PAGE, {"programme_id": programme_id, "on": on, "most": size, "skipped": page * size})
    return [_choice(row) for row in rows]


_RATED = select(
    ProductRow.id, ProductRow.sku, ProductRow.name, ProductRow.names, ProductRow.active, RateRow.points_per_unit
).outerjoin(RateRow, covering(ProductRow.id, bindparam("on", type_=RateRow.valid_from.type)))
_CHOSEN = _RATED.where(ProductRow.id.in_(bindparam("ids", expanding=True)))
_CHOICES = _CHOSEN.where(ProductRow.active)
_FIRST = (
    _RATED.where(ProductRow.programme_id == bindparam("programme_id"), ProductRow.active)
    .order_by(ProductRow.id)
    .limit(bindparam("most"))
)
_PAGE = (
    _RATED.where(ProductRow.programme_id == bindparam("programme_id"), ProductRow.active)
    .order_by(ProductRow.name_key, ProductRow.id)
    .limit(bindparam("most"))
    .offset(bindparam("skipped"))
)


def _choice(row: Row[*tuple[Any, ...]]) -> ProductChoice:
    return ProductChoice(
        id=ProductId(row.id),
        sku=row.sku,
        name=row.name,
        points_per_unit=row.points_per_unit,
        active=row.active,
        names=row.names,
    )
