"""Files of products on the command line: read in a child process, told first, saved part by part."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from core.catalog.importer import ProductImporter
from core.catalog.listed import MOST_POINTS, Fault
from core.clock import system_clock
from core.db.database import Database
from core.importing.importer import Preview
from core.importing.running import DatabaseWork
from core.programme import programmes
from core.sealing import Keyring
from core.sheets.columns import RowError
from core.sheets.reader import SheetReader
from core.sheets.sheet import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Sheet, UnfitReason, UnfitSheet
from tandem.counting import counted
from tandem.migrating import require_current
from tandem.settings import Settings, SettingsError, for_database

ERRORS_SHOWN = 20

FAULTS = {
    Fault.FIELDS: "it must have three fields: SKU, name, points per unit",
    Fault.SKU: "the SKU must have 1 to 64 characters",
    Fault.NAME: "the name must have 1 to 200 characters",
    Fault.POINTS: f"the points must be a whole number from 1 to {MOST_POINTS}",
    Fault.REPEATED: "this SKU was named in an earlier row",
    Fault.BARCODE: "the barcode must have 4 to 32 letters and digits",
    Fault.BARCODE_TAKEN: "another product has this barcode",
    Fault.CATEGORY: "the category must have at most 64 characters",
    Fault.ALIASES: "there may be 20 other names, each of at most 64 characters",
    Fault.DAY: "there is a day that cannot be read, or an end before its beginning",
    Fault.OVERLAP: "another row of this SKU covers some of these days",
}

UNFIT = {
    UnfitReason.EMPTY: "it is empty",
    UnfitReason.NOT_A_SHEET: "it is not a table: save it as XLSX or CSV",
    UnfitReason.OLD_FORMAT: "its format is too old: save it as XLSX",
    UnfitReason.ENCRYPTED: "it is locked with a password",
    UnfitReason.TOO_BIG: f"it is larger than {MOST_BYTES // 1024 // 1024} MiB, or holds too much: split it",
    UnfitReason.BOMB: "it unpacks to far more than a table",
    UnfitReason.TOO_MANY_ROWS: f"it has more than {MOST_ROWS} rows: split it",
    UnfitReason.TOO_MANY_COLUMNS: f"it has more than {MOST_COLUMNS} columns",
    UnfitReason.TOO_SLOW: "it takes too long to read: split it",
    UnfitReason.BROKEN: "it is damaged: save it anew",
}


async def import_products(
    settings: Settings, file: Path, tell: Callable[[str], None], *, dry_run: bool = False
) -> bool:
    """Tell what a file holds and save it; whether it was fit to be saved. Raises SettingsError."""
    keyring = Keyring(for_database(settings))
    sheet = await _read(file)
    await require_current(settings)
    async with Database(settings.database_url, keyring) as db:
        programme = await db.run(
            lambda session: programmes.begin(
                session, locale=settings.locale, timezone=settings.timezone, now=system_clock()
            )
        )

        async def progress(done: int) -> None:
            tell(f"... {done} of {sheet.count} rows")

        work = DatabaseWork(db, system_clock, programme.id, None, tell=progress)
        importer = ProductImporter()
        preview = await importer.look(work, sheet)
        if preview is None:
            tell(f"{file.name}: the first row must name the columns SKU, name and points.")
            return False
        if not _fit(file, preview, tell):
            return False
        saved = preview.counts if dry_run else await importer.save(work, sheet)
    tell(_summary(saved, "Would be saved" if dry_run else "Saved"))
    if left := preview.counts["left_out"]:
        tell(f"Not in the file: {counted(left, 'product')}, left as before.")
    return True


async def _read(file: Path) -> Sheet:
    content = await asyncio.to_thread(file.read_bytes)
    async with SheetReader() as reader:
        sheet = await reader.read(content)
    if isinstance(sheet, UnfitSheet):
        raise SettingsError(f"{file.name} cannot be read: {UNFIT.get(sheet.reason, sheet.reason)}.")
    return sheet


def _fit(file: Path, preview: Preview, tell: Callable[[str], None]) -> bool:
    """Whether every row can be saved; tells what is wrong."""
    if not preview.good and not preview.wrong:
        tell(f"{file.name} holds no products. A row is a SKU, a name and points per unit: ABC-100;Boiler 24 kW;120")
        return False
    wrong = f", {counted(preview.wrong, 'row')} with errors" if preview.wrong else ""
    tell(f"{file.name}: {counted(preview.good, 'row')}{wrong}.")
    if not preview.wrong:
        return True
    for error in preview.errors[:ERRORS_SHOWN]:
        tell(_error(error))
    if preview.wrong > ERRORS_SHOWN:
        tell(f"... and {preview.wrong - ERRORS_SHOWN} more.")
    tell("Nothing was saved: mend the file and import it again.")
    return False


def _error(error: RowError) -> str:
    return f"✗ row {error.row}: {FAULTS[Fault(error.fault)]}: {error.text}"


def _summary(saved: Mapping[str, int], verb: str) -> str:
    return (
        f"{verb}: {saved['added']} new, {saved['edited']} with a new description,"
        f" {saved['rerated']} with changed points (from today on), {saved['unchanged']} as before."
    )
