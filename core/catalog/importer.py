"""Importing products from a file: planned in parts to tell what it would bring, then saved in the same parts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog import products
from core.catalog.columns import COLUMNS, IN_ORDER, NEEDED
from core.catalog.folding import sku_key
from core.catalog.listed import Fault, ListReading, Parsed, ProductInput, read_product
from core.catalog.planning import Plan, Saved, plan
from core.catalog.tables import ProductRow
from core.clock import local_date
from core.importing.importer import ERRORS_KEPT, Preview, Work
from core.people.persons import load
from core.people.rights import Right
from core.programme.tables import ProgrammeRow
from core.sheets.columns import RowError, find_table
from core.sheets.sheet import Sheet

A_PART = 200
"""Rows that one step saves: some tens of milliseconds."""


class ProductImporter:
    """Products, their names, numbers and rates."""

    right = Right.EDIT_CATALOGUE

    async def look(self, work: Work, sheet: Sheet) -> Preview | None:
        """Counts of products: added, edited, rerated, unchanged, and left_out, which stay as they are."""
        parsed = await _parsed(work, sheet)
        if parsed is None:
            return None
        today = await work.read(partial(_today, work))
        errors, totals, offered, done = list(parsed.errors), Saved(), 0, 0
        for part in _parts(parsed.rows):
            planned = await work.read(partial(_planned, work, part, today))
            errors += [_taken(row) for row in planned.taken]
            totals += planned.saved()
            offered += len(planned.offered)
            done += len(part)
            await work.progress(done)
        listed = await work.read(partial(_count_offered, work))
        return Preview(
            good=len(parsed.rows) - (len(errors) - len(parsed.errors)),
            wrong=len(errors),
            counts={**totals.counts(), "left_out": listed - offered},
            errors=tuple(sorted(errors, key=lambda error: error.row)[:ERRORS_KEPT]),
            nothing_new=bool(totals.unchanged) and not totals.changed,
        )

    async def save(self, work: Work, sheet: Sheet) -> Mapping[str, int]:
        """Save part by part; what was saved before something broke is the same when it is begun again."""
        parsed = await _parsed(work, sheet)
        totals, done = Saved(), 0
        for part in _parts(parsed.rows if parsed else ()):
            totals += await work.step(partial(_save, work, part))
            done += len(part)
            await work.progress(done)
        return totals.counts()


async def _parsed(work: Work, sheet: Sheet) -> Parsed[ProductInput] | None:
    table = find_table(sheet, COLUMNS, needed=NEEDED, in_order=IN_ORDER)
    if table is None:
        return None
    empty = dict.fromkeys(table.places, "")
    reading = ListReading()
    for count, record in enumerate(table.records()):
        reading.take(record.number, record.text, partial(read_product, {**empty, **record.values}))
        if count % A_PART == 0:
            await work.progress(0)
    return reading.parsed()


def _parts(rows: Sequence[ProductInput]) -> Iterator[Sequence[ProductInput]]:
    """Rows in steps, those of one product together."""
    start = 0
    while start < len(rows):
        end = min(start + A_PART, len(rows))
        while end < len(rows) and sku_key(rows[end].sku) == sku_key(rows[end - 1].sku):
            end += 1
        yield rows[start:end]
        start = end


async def _planned(work: Work, part: Sequence[ProductInput], today: date, session: AsyncSession) -> Plan:
    return await plan(session, work.programme_id, part, today=today)


async def _save(work: Work, part: Sequence[ProductInput], session: AsyncSession) -> Saved:
    by = await load(session, work.by) if work.by is not None else None
    return await products.save_products(session, work.programme_id, part, now=work.now(), by=by)


async def _today(work: Work, session: AsyncSession) -> date:
    zone = await session.scalar(select(ProgrammeRow.timezone).where(ProgrammeRow.id == work.programme_id))
    return local_date(work.now(), zone or "UTC")


async def _count_offered(work: Work, session: AsyncSession) -> int:
    listed = ProductRow.programme_id == work.programme_id
    return await session.scalar(select(func.count()).where(listed, ProductRow.active)) or 0


def _taken(row: ProductInput) -> RowError:
    return RowError(row=row.row, fault=Fault.BARCODE_TAKEN, text=f"{row.sku}; {row.name}"[:60])
