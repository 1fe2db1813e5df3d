"""Members from a file: what is told, who is invited, and when nobody is."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from core.db.database import Database
from core.people.tables import EnrolmentRow
from core.programme import programmes
from core.programme.tables import ProgrammeRow
from core.sealing import Keyring
from core.sheets.writing import xlsx
from tandem.importing_members import import_members
from tandem.settings import Settings, SettingsError
from tests.tandem.conftest import KEY, Heard

Configure = Callable[..., Settings]
NOW = datetime(2026, 11, 21, tzinfo=UTC)


async def opened(url: str) -> None:
    """A programme that is set up."""
    async with Database(url, Keyring(KEY)) as db:
        await db.run(lambda session: programmes.begin(session, locale="ru", timezone="UTC", now=NOW))
        await db.run(lambda session: session.execute(update(ProgrammeRow).values(set_up_at=NOW)))


async def enrolled(url: str) -> int:
    async with Database(url, Keyring(KEY)) as db, db.read() as session:
        return len(list(await session.scalars(select(EnrolmentRow.person_id))))


def write(folder: Path, *rows: tuple[str, str, str]) -> Path:
    path = folder / "people.xlsx"
    path.write_bytes(xlsx(["Name", "Phone", "Company"], rows, title="People"))
    return path


async def test_people_are_invited_once(configured: Configure, bare: Path, heard: Heard, db_url: str) -> None:
    await opened(db_url)
    file = write(bare, ("Anna", "+79120000001", "Acme"), ("Lev", "12", ""))
    settings = configured(database_url=db_url)
    assert await import_members(settings, file, heard.append, dry_run=True)
    assert await enrolled(db_url) == 0
    assert heard[0] == "1 new person, 0 known already, 1 row with errors."
    assert heard[1].startswith("✗ row 3: this is no phone number")
    assert await import_members(settings, file, heard.append, add_companies=True)
    assert heard[-2] == "Saved: 1 invitation, 1 new company."
    assert await import_members(settings, file, heard.append)
    assert heard[-1] == "Nothing was saved."
    assert await enrolled(db_url) == 1


async def test_what_cannot_be_imported(configured: Configure, bare: Path, heard: Heard, db_url: str) -> None:
    settings = configured(database_url=db_url)
    with pytest.raises(SettingsError, match="not set up"):
        await import_members(settings, write(bare, ("Anna", "+79120000001", "")), heard.append)
    await opened(db_url)
    broken = bare / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    with pytest.raises(SettingsError, match="broken"):
        await import_members(settings, broken, heard.append)
    other = bare / "other.csv"
    other.write_text("Colour;Name\nred;x\n", encoding="utf-8")
    assert not await import_members(settings, other, heard.append)
