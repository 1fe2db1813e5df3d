"""A slice of what `make faults` does to a thousand: of some people nothing is left, and the books stay true."""

from pathlib import Path

from core.db.database import Database
from tests.faults.erasure import as_it_must, erase_some


async def test_nothing_is_left_of_who_was_erased(db: Database, tmp_path: Path) -> None:
    """In no page of the file, in its log, in the next backup; on PostgreSQL in the backup."""
    found = await erase_some(db, tmp_path, people=12, erased=4)
    assert as_it_must(found, erased=4), found
