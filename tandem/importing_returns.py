"""Returns from a file: told first, then each sale returned, in the first owner's name; the service tells partners."""

from collections.abc import Callable
from pathlib import Path

from core.claims.return_list import ReturnList
from core.claims.return_rows import ReturnFault
from core.clock import system_clock
from core.db.database import Database
from core.importing.importer import Preview
from core.importing.running import DatabaseWork
from core.programme import programmes
from core.sealing import Keyring
from tandem.counting import counted
from tandem.importing_members import content_of, sheet_of
from tandem.migrating import require_current
from tandem.settings import Settings, SettingsError, for_database

ERRORS_SHOWN = 20

FAULTS = {
    ReturnFault.NUMBER: "there is no document's number",
    ReturnFault.QUANTITY: "the quantity must be a whole number from 1, or empty",
    ReturnFault.DAY: "the day must be written like 2027-12-31 or 31.12.2027",
    ReturnFault.UNKNOWN: "there is no approved sale of this document",
    ReturnFault.SEVERAL: "several sales fit: add the article number and the date",
    ReturnFault.PRODUCT: "it does not say which product of the sale, or the sale has no such product",
    ReturnFault.MORE: "more came back than was sold",
    ReturnFault.REPEATED: "these goods were named in an earlier row",
}


async def import_returns(settings: Settings, file: Path, tell: Callable[[str], None], *, dry_run: bool = False) -> bool:
    """Tell what a file would take back and do it; whether it could be read. Raises SettingsError."""
    sheet = await sheet_of(file, content_of(file))
    await require_current(settings)
    async with Database(settings.database_url, Keyring(for_database(settings))) as db:
        async with db.read() as session:
            programme = await programmes.current(session)
        if programme is None or not programme.set_up:
            raise SettingsError("The programme is not set up yet: an owner does that in the chat, with /start.")
        work = DatabaseWork(db, system_clock, programme.id, None)
        preview = await ReturnList().look(work, sheet)
        if preview is None:
            tell(f"{file.name}: the columns cannot be told. The document's number is needed.")
            return False
        _tell(preview, tell)
        if dry_run or not preview.good:
            tell("Nothing was changed.")
            return True
        saved = await ReturnList().save(work, sheet)
    tell(f"Returned: {counted(saved['sales'], 'sale')}, {saved['points']} points, {saved['debt']} of them as a debt.")
    return True


def _tell(preview: Preview, tell: Callable[[str], None]) -> None:
    told = preview.counts
    wrong = f", {counted(preview.wrong, 'row')} with errors" if preview.wrong else ""
    tell(f"{counted(told['sales'], 'sale')} to return, {counted(told['before'], 'row')} known already{wrong}.")
    if told["sales"]:
        tell(f"Points to take back: {told['points']}, {told['debt']} of them spent already.")
    for error in preview.errors[:ERRORS_SHOWN]:
        tell(f"✗ row {error.row}: {FAULTS[ReturnFault(error.fault)]}: {error.text}")
    if preview.wrong > ERRORS_SHOWN:
        tell(f"... and {preview.wrong - ERRORS_SHOWN} more.")
