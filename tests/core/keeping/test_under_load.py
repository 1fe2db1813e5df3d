"""Backups while the books are written: nothing acknowledged is missing, and a smaller million comes back in time."""

from pathlib import Path

from tests.faults import backups


async def test_backups_under_load_come_back_whole(db_url: str, tmp_path: Path) -> None:
    """On either engine, each restored on an empty place."""
    found = await backups.under_load(db_url, tmp_path, times=4)
    assert found["whole"] == 4
    assert found["written"] > 20


async def test_many_rows_are_back_in_time(tmp_path: Path) -> None:
    """`make faults` does it with a million."""
    found = await backups.time_back(tmp_path, rows=20_000)
    assert found["reached"]
