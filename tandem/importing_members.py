"""Members from a file: read apart as in the chat, told, then everybody invited whose phone is not known."""

from collections.abc import Callable
from pathlib import Path

from core.clock import system_clock
from core.db.database import Database
from core.importing.importer import Preview
from core.importing.running import DatabaseWork
from core.people.member_list import WITH_COMPANIES, MemberList
from core.people.member_rows import MOST_POINTS, MemberFault
from core.programme import programmes
from core.sealing import Keyring
from core.sheets.columns import RowError
from core.sheets.reader import SheetReader
from core.sheets.sheet import MOST_BYTES, Sheet, UnfitSheet
from tandem.counting import counted
from tandem.migrating import require_current
from tandem.settings import Settings, SettingsError, for_database

ERRORS_SHOWN = 20

FAULTS = {
    MemberFault.NAME: "the name must have 1 to 64 characters",
    MemberFault.PHONE: "this is no phone number",
    MemberFault.REPEATED: "this phone was named in an earlier row",
    MemberFault.COMPANY: "the company's name must have at most 128 characters",
    MemberFault.OCCUPATION: "this occupation is not known",
    MemberFault.LANGUAGE: "the programme does not speak this language",
    MemberFault.POINTS: f"opening points must be a whole number from 0 to {MOST_POINTS}",
    MemberFault.BEYOND: "the programme may not give out so many points any more",
    MemberFault.DAY: "the day must be written like 2027-12-31 or 31.12.2027",
    MemberFault.PAST: "these points would have expired already",
}


async def import_members(
    settings: Settings, file: Path, tell: Callable[[str], None], *, dry_run: bool = False, add_companies: bool = False
) -> bool:
    """Tell what a file holds and invite whom it names; whether it could be read. Raises SettingsError."""
    sheet = await sheet_of(file, content_of(file))
    await require_current(settings)
    async with Database(settings.database_url, Keyring(for_database(settings))) as db:
        async with db.read() as session:
            programme = await programmes.current(session)
        if programme is None or not programme.set_up:
            raise SettingsError("The programme is not set up yet: an owner does that in the chat, with /start.")
        work = DatabaseWork(db, system_clock, programme.id, None, WITH_COMPANIES if add_companies else "")
        preview = await MemberList().look(work, sheet)
        if preview is None:
            tell(f"{file.name}: the columns cannot be told. Name and phone are needed.")
            return False
        _tell(preview, tell)
        if dry_run or not preview.good:
            tell("Nothing was saved.")
            return True
        saved = await MemberList().save(work, sheet)
    companies = counted(saved["companies"], "new company", "new companies")
    tell(f"Saved: {counted(saved['new'], 'invitation')}, {companies}.")
    tell("They are in the chat, under /members, to be passed on.")
    return True


def content_of(file: Path) -> bytes:
    """What a file holds. Raises SettingsError for one that is too large."""
    if file.stat().st_size > MOST_BYTES:
        raise SettingsError(f"{file} is larger than {MOST_BYTES // 1024 // 1024} MiB: split it.")
    return file.read_bytes()


async def sheet_of(file: Path, content: bytes) -> Sheet:
    """A file's table, read apart. Raises SettingsError for what is none."""
    async with SheetReader() as reader:
        sheet = await reader.read(content)
    if isinstance(sheet, UnfitSheet):
        raise SettingsError(f"{file} cannot be read as a table: {sheet.reason.replace('_', ' ')}.")
    return sheet


def _tell(preview: Preview, tell: Callable[[str], None]) -> None:
    counts = preview.counts
    wrong = f", {counted(preview.wrong, 'row')} with errors" if preview.wrong else ""
    tell(f"{counted(counts['new'], 'new person', 'new people')}, {counts['known']} known already{wrong}.")
    if counts["points"]:
        tell(f"Opening points: {counts['points']}.")
    for error in preview.errors[:ERRORS_SHOWN]:
        tell(_error(error))
    if preview.wrong > ERRORS_SHOWN:
        tell(f"... and {preview.wrong - ERRORS_SHOWN} more.")
    if preview.offers:
        tell(f"Not among the companies: {', '.join(preview.offers)}. --add-companies adds them.")


def _error(error: RowError) -> str:
    return f"✗ row {error.row}: {FAULTS[MemberFault(error.fault)]}: {error.text}"
