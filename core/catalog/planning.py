"""Planning what a list changes of the products as they stand, so that it can be told before it is written."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.folding import name_key, sku_key
from core.catalog.listed import ProductInput
from core.catalog.rates import ALWAYS
from core.catalog.sought import sought_of
from core.catalog.tables import ProductRow, RateRow
from core.catalog.timeline import Span, lay
from core.ids import ProgrammeId

DESCRIBED = ("sku", "name", "names", "barcode", "category", "aliases", "active")
"""Columns that a list may change; what it does not speak of stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a list changes, in products."""

    added: int = 0
    """New on the list, those that are back on it included."""
    edited: int = 0
    """With another name, barcode, category or other names."""
    rerated: int = 0
    """With other points, now or planned."""
    unchanged: int = 0

    @property
    def changed(self) -> bool:
        """Whether the list is another one afterwards."""
        return any((self.added, self.edited, self.rerated))

    def __add__(self, other: "Saved") -> "Saved":
        mine, theirs = self.counts(), other.counts()
        return Saved(**{name: mine[name] + theirs[name] for name in mine})

    def counts(self) -> dict[str, int]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Planned:
    """A product as it is, and as it will be."""

    id: int | None
    was: Mapping[str, Any]
    described: Mapping[str, Any]
    was_spans: Sequence[Span]
    spans: Sequence[Span]

    @property
    def edited(self) -> bool:
        return any(self.was.get(name) != self.described[name] for name in DESCRIBED)

    @property
    def rerated(self) -> bool:
        return list(self.was_spans) != list(self.spans)


@dataclass(slots=True)
class Plan:
    """What saving a list will do."""

    products: list[Planned]
    taken: list[ProductInput] = field(default_factory=list)
    """Rows left out: another product has their barcode."""

    @property
    def offered(self) -> list[Planned]:
        """Those that are on offer already."""
        return [one for one in self.products if one.id is not None and one.was["active"]]

    def saved(self) -> Saved:
        """What it comes to, in numbers."""
        offered = self.offered
        edited = {one.id for one in offered if one.edited}
        rerated = {one.id for one in offered if one.rerated}
        return Saved(
            added=len(self.products) - len(offered),
            edited=len(edited),
            rerated=len(rerated),
            unchanged=len(offered) - len(edited | rerated),
        )


async def plan(session: AsyncSession, programme_id: ProgrammeId, rows: Sequence[ProductInput], *, today: date) -> Plan:
    """What rows would change of the products as they stand. Rows of one article number, each with its days, are one."""
    by_key: dict[str, list[ProductInput]] = defaultdict(list)
    for row in rows:
        by_key[sku_key(row.sku)].append(row)
    known = await _known(session, programme_id, list(by_key))
    spans = await spans_of(session, [row.id for row in known.values()], today)
    found = Plan([_planned(known.get(key), given, spans, today) for key, given in by_key.items()])
    await _leave_out_taken(session, programme_id, found, by_key)
    return found


_TABLE: Any = ProductRow.__table__
COLUMNS = (_TABLE.c.id, _TABLE.c.sku_key, *(_TABLE.c[name] for name in DESCRIBED))
"""What there is to know of a product, its rates aside."""

_BY_KEY = select(*COLUMNS).where(
    _TABLE.c.programme_id == bindparam("programme_id"), _TABLE.c.sku_key.in_(bindparam("keys", expanding=True))
)
_SPANS = (
    select(RateRow.id, RateRow.product_id, RateRow.points_per_unit, RateRow.valid_from, RateRow.valid_until)
    .where(
        RateRow.product_id.in_(bindparam("products", expanding=True)),
        RateRow.valid_until.is_(None)
        | (
            (RateRow.valid_until >= bindparam("today", type_=RateRow.valid_from.type))
            & (RateRow.valid_until >= RateRow.valid_from)
        ),
    )
    .order_by(RateRow.product_id, RateRow.valid_from, RateRow.id)
)
_OWNERS = select(ProductRow.id, ProductRow.barcode).where(
    ProductRow.programme_id == bindparam("programme_id"), ProductRow.barcode.in_(bindparam("barcodes", expanding=True))
)


async def _known(
    session: AsyncSession, programme_id: ProgrammeId, keys: Sequence[str]
) -> dict[str, Row[*tuple[Any, ...]]]:
    rows = await session.execute(_BY_KEY, {"programme_id": programme_id, "keys": keys})
    return {row.sku_key: row for row in rows}


async def spans_of(session: AsyncSession, products: Sequence[int], today: date) -> dict[int, list[Span]]:
    """Rates from today on: earlier ones no list changes."""
    found: dict[int, list[Span]] = defaultdict(list)
    if products:
        for row in await session.execute(_SPANS, {"products": products, "today": today}):
            found[row.product_id].append(Span(row.points_per_unit, row.valid_from, row.valid_until, row.id))
    return found


def _planned(
    known: Row[*tuple[Any, ...]] | None, given: Sequence[ProductInput], spans: Mapping[int, list[Span]], today: date
) -> Planned:
    was = {} if known is None else dict(known._mapping)
    product = given[-1]
    told = {"names": product.names, "barcode": product.barcode, "category": product.category}
    described = {"names": {}, "barcode": None, "category": "", "aliases": [], **was}
    described |= {name: value for name, value in told.items() if value is not None}
    if product.aliases is not None:
        described["aliases"] = list(product.aliases)
    described |= {"sku": product.sku, "name": product.name, "active": True}
    described |= {"sku_key": sku_key(product.sku), "name_key": name_key(product.name)}
    described["barcode"] = described["barcode"] or None
    described["names"] = {locale: name for locale, name in described["names"].items() if name != product.name}
    described["sought"] = sought_of(described)
    if known is None:
        return Planned(None, was, described, (), _first_spans(given))
    laid = was_spans = spans.get(known.id, [])
    for row in given:
        laid = lay(laid, row.points_per_unit, row.valid_from, row.valid_until, today=today)
    return Planned(known.id, was, described, was_spans, laid)


def _first_spans(given: Sequence[ProductInput]) -> list[Span]:
    """Of a new product: also days gone by may have their points, since no sale has been told yet."""
    spans: list[Span] = []
    for row in sorted(given, key=lambda row: row.valid_from or ALWAYS):
        spans = lay(spans, row.points_per_unit, row.valid_from or ALWAYS, row.valid_until, today=ALWAYS)
    return spans


async def _leave_out_taken(
    session: AsyncSession, programme_id: ProgrammeId, planned: Plan, given: Mapping[str, Sequence[ProductInput]]
) -> None:
    wanted = {one.described["barcode"]: one for one in planned.products if _gets_barcode(one)}
    if not wanted:
        return
    rows = await session.execute(_OWNERS, {"programme_id": programme_id, "barcodes": list(wanted)})
    losing = {one.id for one in planned.products if one.id is not None and one.was["barcode"] is not None}
    losing &= {one.id for one in planned.products if one.was.get("barcode") != one.described["barcode"]}
    taken = [wanted[row.barcode] for row in rows if row.id not in losing]
    planned.products = [one for one in planned.products if one not in taken]
    planned.taken = [row for one in taken for row in given[one.described["sku_key"]]]


def _gets_barcode(one: Planned) -> bool:
    return one.described["barcode"] is not None and one.described["barcode"] != one.was.get("barcode")
