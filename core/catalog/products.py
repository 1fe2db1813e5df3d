"""Products: saving a list, and finding what a partner means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.folding import name_key, sku_key
from core.catalog.pasted import ProductInput
from core.catalog.rates import ALWAYS, covering
from core.catalog.shelf import load_shelf
from core.catalog.tables import ProductRow, RateRow
from core.clock import local_date
from core.ids import ProductId, ProgrammeId
from core.people.persons import Person
from core.people.rights import Right, allowed
from core.programme.tables import ProgrammeRow

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What saving a list changed, in products."""

    added: int
    """New on the list, those that are back on it included."""
    renamed: int
    rerated: int
    unchanged: int


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
    today = local_date(now, await lock_list(session, programme_id))
    known = await _known(session, programme_id)
    given = {sku_key(row.sku): row for row in rows}
    new = [row for key, row in given.items() if key not in known]
    renamed = [(known[key].id, row) for key, row in given.items() if key in known and _differs(known[key], row)]
    rerated = [
        (known[key], row)
        for key, row in given.items()
        if key in known and known[key].points_per_unit != row.points_per_unit
    ]
    revision = max((row.revision for row in known.values()), default=0) + 1
    await _add(session, programme_id, new, revision)
    await _rename(session, renamed, revision)
    await _rerate(session, rerated, today)
    back = sum(key in known and not known[key].active for key in given)
    touched = len({product for product, _ in renamed} | {product.id for product, _ in rerated})
    return Saved(
        added=len(new) + back,
        renamed=len(renamed) - back,
        rerated=len(rerated),
        unchanged=len(given) - len(new) - touched,
    )


async def have_products(session: AsyncSession, programme_id: ProgrammeId) -> bool:
    """Whether there is anything to claim yet."""
    return bool((await load_shelf(session, programme_id)).entries)


async def search(
    session: AsyncSession, programme_id: ProgrammeId, text: str, *, on: date, limit: int = MATCHES
) -> list[ProductChoice]:
    """Products that a typed part of a name or number may mean, best first, with their points on a day."""
    shelf = await load_shelf(session, programme_id)
    return await choices(session, shelf.search(text, limit), on=on)


async def choices(session: AsyncSession, products: Sequence[ProductId], *, on: date) -> list[ProductChoice]:
    """Active products by id, in the order given."""
    if not products:
        return []
    rows = await session.execute(_CHOICES, {"ids": list(products), "on": on})
    found = {row.id: _choice(row) for row in rows}
    return [found[product] for product in products if product in found]


async def chosen(session: AsyncSession, product: ProductId, *, on: date) -> ProductChoice:
    """A product that was chosen before, offered still or not."""
    return _choice((await session.execute(_CHOSEN, {"id": product, "on": on})).one())


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


_RATED = select(ProductRow.id, ProductRow.sku, ProductRow.name, ProductRow.active, RateRow.points_per_unit).outerjoin(
    RateRow, covering(ProductRow.id, bindparam("on", type_=RateRow.valid_from.type))
)
_CHOSEN = _RATED.where(ProductRow.id == bindparam("id"))
_CHOICES = _RATED.where(ProductRow.id.in_(bindparam("ids", expanding=True)), ProductRow.active)
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
        id=ProductId(row.id), sku=row.sku, name=row.name, points_per_unit=row.points_per_unit, active=row.active
    )


async def lock_list(session: AsyncSession, programme_id: ProgrammeId) -> str:
    """Keep other changes of the programme's products out until this one is committed; the programme's zone."""
    zone: str | None = await session.scalar(
        select(ProgrammeRow.timezone).where(ProgrammeRow.id == programme_id).with_for_update(key_share=True)
    )
    return zone or "UTC"


async def _known(session: AsyncSession, programme_id: ProgrammeId) -> dict[str, Row[*tuple[Any, ...]]]:
    rows = await session.execute(
        select(
            ProductRow.id,
            ProductRow.sku_key,
            ProductRow.sku,
            ProductRow.name,
            ProductRow.active,
            ProductRow.revision,
            RateRow.id.label("rate_id"),
            RateRow.points_per_unit,
        )
        .outerjoin(RateRow, (RateRow.product_id == ProductRow.id) & RateRow.valid_until.is_(None))
        .where(ProductRow.programme_id == programme_id)
    )
    return {row.sku_key: row for row in rows}


def _differs(known: Row[*tuple[Any, ...]], given: ProductInput) -> bool:
    return (known.sku, known.name, known.active) != (given.sku, given.name, True)


async def _add(session: AsyncSession, programme_id: ProgrammeId, rows: Sequence[ProductInput], revision: int) -> None:
    if not rows:
        return
    values = [{"programme_id": programme_id, "revision": revision, **_described(row)} for row in rows]
    added = await session.execute(insert(ProductRow).returning(ProductRow.id, ProductRow.sku_key), values)
    by_key = {row.sku_key: row.id for row in added}
    await _open(session, ((by_key[sku_key(row.sku)], row.points_per_unit, ALWAYS) for row in rows))


async def _rename(session: AsyncSession, rows: Iterable[tuple[int, ProductInput]], revision: int) -> None:
    values = [{"row": product, "revision": revision, **_described(row)} for product, row in rows]
    if values:
        table = ProductRow.__table__
        await session.execute(
            update(table)  # type: ignore[arg-type]  # declared tables are Tables at run time
            .where(table.c.id == bindparam("row"))
            .values({name: bindparam(name) for name in values[0] if name != "row"}),
            values,
        )


async def _rerate(
    session: AsyncSession, rows: Sequence[tuple[Row[*tuple[Any, ...]], ProductInput]], today: date
) -> None:
    if not rows:
        return
    await session.execute(
        update(RateRow)
        .where(RateRow.id.in_([known.rate_id for known, _ in rows if known.rate_id]))
        .values(valid_until=today - timedelta(days=1))
        .execution_options(synchronize_session=False)
    )
    await _open(session, ((known.id, row.points_per_unit, today) for known, row in rows))


async def _open(session: AsyncSession, rates: Iterable[tuple[int, int, date]]) -> None:
    await session.execute(
        insert(RateRow),
        [{"product_id": product, "points_per_unit": points, "valid_from": day} for product, points, day in rates],
    )


def _described(row: ProductInput) -> dict[str, Any]:
    return {
        "sku": row.sku,
        "sku_key": sku_key(row.sku),
        "name": row.name,
        "name_key": name_key(row.name),
        "active": True,
    }
