"""The whole list of products, as a file holds it: read again as an import, it changes nothing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.columns import COLUMNS
from core.catalog.planning import spans_of
from core.catalog.tables import ProductRow
from core.catalog.timeline import Span
from core.db.at_once import in_the_thread
from core.ids import ProgrammeId

AT_ONCE = 1_000

_PAGE = (
    select(
        ProductRow.id,
        ProductRow.sku,
        ProductRow.name,
        ProductRow.names,
        ProductRow.barcode,
        ProductRow.category,
        ProductRow.aliases,
    )
    .where(ProductRow.programme_id == bindparam("programme_id"), ProductRow.active, ProductRow.id > bindparam("after"))
    .order_by(ProductRow.id)
    .limit(AT_ONCE)
)

Cells = tuple[str | int | date | None, ...]
"""One for each of COLUMNS."""


@dataclass(frozen=True, slots=True)
class _Listed:
    sku: str
    name: str
    names: dict[str, str]
    barcode: str
    category: str
    aliases: Sequence[str]

    def row(self, span: Span | None, *, dated: bool) -> Cells:
        """A row for one rate; its days where they tell something."""
        values = {
            "sku": self.sku,
            "name": self.name,
            "points": span.points if span else None,
            "barcode": self.barcode,
            "category": self.category,
            "aliases": ", ".join(self.aliases),
            "valid_from": span.first if span and dated else None,
            "valid_until": span.last if span else None,
            **{f"name_{locale}": name for locale, name in self.names.items()},
        }
        return tuple(values.get(column.name) for column in COLUMNS)


async def whole_list(session: AsyncSession, programme_id: ProgrammeId, *, today: date) -> list[Cells]:
    """Every product on offer in the order of its entry, a row for each rate from today on."""
    rows: list[Cells] = []
    after = 0
    while True:
        with in_the_thread():
            found = (await session.execute(_PAGE, {"programme_id": programme_id, "after": after})).all()
            spans = await spans_of(session, [row.id for row in found], today) if found else defaultdict(list)
        if not found:
            return rows
        for row in found:
            listed = _Listed(row.sku, row.name, row.names, row.barcode or "", row.category, row.aliases)
            known = spans[row.id]
            dated = len(known) > 1 or any(span.first > today for span in known)
            rows += [listed.row(span, dated=dated) for span in known] or [listed.row(None, dated=False)]
        after = found[-1].id
