"""Keeping one product: everything known about it, its points from a day on, and what else it is called."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.catalog import learned, saving
from core.catalog.listed import MOST_ALIASES, Unfit, read_aliases, read_points
from core.catalog.planning import COLUMNS, spans_of
from core.catalog.refusals import AliasUnusable, NotListed, PointsUnusable
from core.catalog.shelves import count_products, shelf_for_search
from core.catalog.tables import ProductRow
from core.catalog.timeline import Span, covering_day
from core.clock import local_date
from core.ids import ProductId, ProgrammeId
from core.people.persons import Person
from core.people.rights import Right, allowed
from core.sheets.values import day as read_day

A_PAGE = 8

_ONE = select(*COLUMNS).where(ProductRow.id == bindparam("id"), ProductRow.programme_id == bindparam("programme_id"))
_PAGE = (
    select(ProductRow.id, ProductRow.sku, ProductRow.name, ProductRow.active)
    .where(ProductRow.programme_id == bindparam("programme_id"), ProductRow.active)
    .order_by(ProductRow.name_key, ProductRow.id)
    .limit(A_PAGE)
    .offset(bindparam("skipped"))
)
_THESE = select(ProductRow.id, ProductRow.sku, ProductRow.name, ProductRow.active).where(
    ProductRow.id.in_(bindparam("ids", expanding=True))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A product as those see it who keep the catalogue."""

    id: ProductId
    sku: str
    name: str
    names: dict[str, str]
    barcode: str | None
    category: str
    aliases: tuple[str, ...]
    learned: int
    """How many wordings that people typed before choosing it find it, too. Nobody can read them."""
    active: bool
    points: int | None
    """For one piece, on the day asked about; None where no rate covers it."""
    planned: tuple[Span, ...]
    """Rates that begin later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of the list, or what a typed text may mean."""

    products: tuple[tuple[ProductId, str, bool], ...]
    """Id, name with article number, whether it is on offer."""
    in_all: int


async def page(session: AsyncSession, programme_id: ProgrammeId, number: int) -> Found:
    """A page of what is on offer, by name."""
    rows = await session.execute(_PAGE, {"programme_id": programme_id, "skipped": number * A_PAGE})
    return Found(products=tuple(_named(row) for row in rows), in_all=await count_products(session, programme_id))


async def find(session: AsyncSession, programme_id: ProgrammeId, text: str) -> Found:
    """Products that a typed text may mean, best first, those that are off the list too."""
    shelf = await shelf_for_search(session, programme_id, text, retired=True)
    best = shelf.search(text, A_PAGE)
    rows = {row.id: row for row in await session.execute(_THESE, {"ids": best})} if best else {}
    return Found(products=tuple(_named(rows[one]) for one in best), in_all=len(best))


async def load_kept(session: AsyncSession, product_id: ProductId, *, by: Person, now: datetime) -> Kept:
    """A product as it stands. Raises NotListed where the programme has none such."""
    row = (await session.execute(_ONE, {"id": product_id, "programme_id": by.programme_id})).one_or_none()
    if row is None:
        raise NotListed
    today = local_date(now, by.timezone)
    spans = [span for span in (await spans_of(session, [product_id], today))[product_id] if not span.empty]
    covering = covering_day(spans, today)
    return Kept(
        id=product_id,
        sku=row.sku,
        name=row.name,
        names=row.names,
        barcode=row.barcode,
        category=row.category,
        aliases=tuple(row.aliases),
        learned=await learned.learned_of(session, product_id),
        active=row.active,
        points=covering.points if covering else None,
        planned=tuple(span for span in spans if span.first > today),
    )


async def change_points(session: AsyncSession, product_id: ProductId, text: str, *, by: Person, now: datetime) -> None:
    """Set the points for one piece from today, or from a day typed behind them: `150 01.12.2026`.

    Sales of earlier days keep theirs. Raises PointsUnusable, NotAllowed, NotListed.
    """
    points, first = _read(text)
    editor = await allowed(session, by.id, Right.EDIT_CATALOGUE)
    today = local_date(now, await saving.lock_list(session, editor.programme_id))
    before = await load_kept(session, product_id, by=editor, now=now)
    if first is not None and first < today:
        raise PointsUnusable(past=first)
    if not await saving.lay_rate(session, product_id, points, first or today, None, today=today):
        return
    await record(
        session,
        programme_id=editor.programme_id,
        by=by.id,
        act=Act.RATE_CHANGED,
        subject=f"product:{product_id}",
        before={"points": before.points},
        after={"points": points, "from": (first or today).isoformat()},
        now=now,
    )


async def add_aliases(session: AsyncSession, product_id: ProductId, text: str, *, by: Person, now: datetime) -> None:
    """Have a product found by other names too, commas between. Raises AliasUnusable, NotAllowed, NotListed."""
    editor, kept = await _editing(session, product_id, by, now)
    known = kept.aliases
    try:
        aliases = tuple(dict.fromkeys([*known, *read_aliases(text)]))
    except Unfit:
        raise AliasUnusable from None
    if len(aliases) > MOST_ALIASES:
        raise AliasUnusable
    await _call(session, product_id, known, aliases, by=editor, now=now)


async def drop_aliases(session: AsyncSession, product_id: ProductId, *, by: Person, now: datetime) -> None:
    """Have a product found by its names and numbers alone. Raises NotAllowed, NotListed."""
    editor, kept = await _editing(session, product_id, by, now)
    known = kept.aliases
    await _call(session, product_id, known, (), by=editor, now=now)


async def forget_learned(session: AsyncSession, product_id: ProductId, *, by: Person, now: datetime) -> None:
    """Have a product found no more by what people typed before choosing it. Raises NotAllowed, NotListed."""
    editor, before = await _editing(session, product_id, by, now)
    await learned.forget(session, product_id, now=now)
    await _tell_learned(session, product_id, before.learned, by=editor, now=now)


async def recall_learned(session: AsyncSession, product_id: ProductId, *, by: Person, now: datetime) -> None:
    """Undo that. Raises NotAllowed, NotListed."""
    editor, before = await _editing(session, product_id, by, now)
    await learned.recall(session, product_id)
    await _tell_learned(session, product_id, before.learned, by=editor, now=now)


async def _editing(session: AsyncSession, product_id: ProductId, by: Person, now: datetime) -> tuple[Person, Kept]:
    """Whoever changes a product, and how it stands: no other change comes between."""
    editor = await allowed(session, by.id, Right.EDIT_CATALOGUE)
    await saving.lock_list(session, editor.programme_id)
    return editor, await load_kept(session, product_id, by=editor, now=now)


async def _tell_learned(
    session: AsyncSession, product_id: ProductId, before: int, *, by: Person, now: datetime
) -> None:
    after = await learned.learned_of(session, product_id)
    if before != after:
        await _tell(session, product_id, {"learned": before}, {"learned": after}, by=by, now=now)


async def _call(
    session: AsyncSession,
    product_id: ProductId,
    before: tuple[str, ...],
    after: tuple[str, ...],
    *,
    by: Person,
    now: datetime,
) -> None:
    if before == after:
        return
    await saving.change(session, by.programme_id, product_id, aliases=list(after))
    await _tell(session, product_id, {"aliases": len(before)}, {"aliases": len(after)}, by=by, now=now)


async def _tell(
    session: AsyncSession,
    product_id: ProductId,
    before: dict[str, int],
    after: dict[str, int],
    *,
    by: Person,
    now: datetime,
) -> None:
    await record(
        session,
        programme_id=by.programme_id,
        by=by.id,
        act=Act.PRODUCT_CHANGED,
        subject=f"product:{product_id}",
        before=before,
        after=after,
        now=now,
    )


def _read(text: str) -> tuple[int, date | None]:
    """Points, and the day behind them where there is one: thousands may stand apart as well."""
    words = text.split()
    first = read_day(words[-1]) if len(words) > 1 and not words[-1].isdecimal() else None
    if first is not None:
        words = [word for word in words[:-1] if any(sign.isdecimal() for sign in word)]
    try:
        return read_points(" ".join(words)), first
    except Unfit:
        raise PointsUnusable from None


def _named(row: Row[*tuple[Any, ...]]) -> tuple[ProductId, str, bool]:
    return ProductId(row.id), f"{row.name} · {row.sku}", row.active
