"""Lists from files: read in whatever encoding spreadsheets save them, told first, saved in one transaction."""

import csv
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.pasted import MOST_POINTS, Fault, Parsed, ProductInput, RowError, read_products
from core.catalog.products import Saved, save_products
from core.clock import system_clock
from core.db.database import Database
from core.programme import programmes
from core.sealing import Keyring
from tandem.counting import counted
from tandem.migrating import require_current
from tandem.settings import Settings, SettingsError, for_database

LARGEST = 20 * 1024 * 1024
"""Bytes of a file that is read."""

ERRORS_SHOWN = 20

FAULTS = {
    Fault.FIELDS: "it must have three fields: SKU, name, points per unit",
    Fault.SKU: "the SKU must have 1 to 64 characters",
    Fault.NAME: "the name must have 1 to 200 characters",
    Fault.POINTS: f"the points must be a whole number from 1 to {MOST_POINTS}",
    Fault.REPEATED: "this SKU was named in an earlier row",
}


class _OnlyLooking(Exception):
    """Rolls back what a dry run did."""

    def __init__(self, saved: Saved) -> None:
        self.saved = saved


async def import_products(
    settings: Settings, file: Path, tell: Callable[[str], None], *, dry_run: bool = False
) -> bool:
    """Tell what a file holds and save it; whether it was fit to be saved. Raises SettingsError."""
    text, encoding = _read(file)
    try:
        parsed = read_products(text)
    except csv.Error as error:
        raise SettingsError(f"{file} is not a table: {error}.") from None
    if not (parsed.rows or parsed.errors):
        tell(f"{file.name} holds no products. A row is a SKU, a name and points per unit: ABC-100;Boiler 24 kW;120")
        return False
    wrong = f", {counted(len(parsed.errors), 'row')} with errors" if parsed.errors else ""
    tell(f"{file.name} ({encoding}): {counted(len(parsed.rows), 'product')}{wrong}.")
    if parsed.errors:
        _tell_errors(parsed, tell)
        tell("Nothing was saved: mend the file and import it again.")
        return False
    saved = await _save(settings, parsed.rows, dry_run=dry_run)
    verb = "Would be saved" if dry_run else "Saved"
    tell(
        f"{verb}: {saved.added} new, {saved.renamed} with a changed name, {saved.rerated} with changed points"
        f" (from today on), {saved.unchanged} as before."
    )
    return True


def _read(file: Path) -> tuple[str, str]:
    if file.stat().st_size > LARGEST:
        raise SettingsError(f"{file} is larger than {LARGEST // 1024 // 1024} MiB: split it.")
    content = file.read_bytes()
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding.removesuffix("-sig")
    raise SettingsError(f"{file} is not a text file in UTF-8 or cp1251: save it as CSV.")


def _tell_errors(parsed: Parsed[ProductInput], tell: Callable[[str], None]) -> None:
    for error in parsed.errors[:ERRORS_SHOWN]:
        tell(_error(error))
    if len(parsed.errors) > ERRORS_SHOWN:
        tell(f"... and {len(parsed.errors) - ERRORS_SHOWN} more.")


def _error(error: RowError) -> str:
    return f"✗ row {error.row}: {FAULTS[error.fault]}: {error.text}"


async def _save(settings: Settings, rows: tuple[ProductInput, ...], *, dry_run: bool) -> Saved:
    now = system_clock()
    keyring = Keyring(for_database(settings))
    await require_current(settings)
    async with Database(settings.database_url, keyring) as db:

        async def step(session: AsyncSession) -> Saved:
            programme = await programmes.begin(session, locale=settings.locale, timezone=settings.timezone, now=now)
            saved = await save_products(session, programme.id, rows, now=now)
            if dry_run:
                raise _OnlyLooking(saved)
            return saved

        try:
            return await db.run(step)
        except _OnlyLooking as looked:
            return looked.saved
