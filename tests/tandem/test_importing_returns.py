"""`tandem import returns`: told first, done once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.claims import decisions as decide
from core.db.database import Database
from core.sealing import Keyring
from core.sheets.writing import xlsx
from tandem.importing_returns import import_returns
from tandem.settings import Settings, SettingsError
from tests.core.claims.world import NOW, open_world
from tests.tandem.conftest import KEY, Heard

Configure = Callable[..., Settings]


async def test_goods_are_returned_once(configured: Configure, bare: Path, heard: Heard, db_url: str) -> None:
    async with Database(db_url, Keyring(KEY)) as db:
        world = await open_world(db)
        claim = await world.in_review(world.installer)
        await world.do(decide.approve, claim.id, version=claim.version, by=world.moderator, now=NOW)
        file = bare / "returns.xlsx"
        file.write_bytes(
            xlsx(["Invoice", "SKU", "Quantity"], [(claim.document_no, "", ""), ("none", "", "")], title="R")
        )
        settings = configured(database_url=db_url)
        assert await import_returns(settings, file, heard.append, dry_run=True)
        assert heard[0] == "1 sale to return, 0 rows known already, 1 row with errors."
        assert heard[1] == "Points to take back: 240, 0 of them spent already."
        assert heard[2].startswith("✗ row 3: there is no approved sale of this document")
        assert await world.balance(world.installer) == 240
        assert await import_returns(settings, file, heard.append)
        assert heard[-1] == "Returned: 1 sale, 240 points, 0 of them as a debt."
        assert await world.balance(world.installer) == 0
        assert await import_returns(settings, file, heard.append)
        assert heard[-1] == "Nothing was changed."


async def test_what_is_no_list_of_returns(configured: Configure, bare: Path, heard: Heard, db_url: str) -> None:
    settings = configured(database_url=db_url)
    file = bare / "returns.csv"
    file.write_text("4411\n")
    with pytest.raises(SettingsError, match="not set up"):
        await import_returns(settings, file, heard.append)
