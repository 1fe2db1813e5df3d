"""Products from a file: what is told, what is saved, and when nothing is."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from core.catalog.tables import ProductRow
from core.db.database import Database
from core.sealing import Keyring
from core.sheets.writing import xlsx
from tandem.importing import ERRORS_SHOWN, import_products
from tandem.settings import Settings, SettingsError
from tests.tandem.conftest import KEY, Heard

Configure = Callable[..., Settings]

LIST = "Артикул;Название;Баллы\nABC-100;Котёл 24 кВт;120\nABC-200;Насос;40\n"


async def names(url: str) -> dict[str, str]:
    async with Database(url, Keyring(KEY)) as db, db.read() as session:
        rows = await session.execute(select(ProductRow.sku, ProductRow.name))
        return {row.sku: row.name for row in rows}


def write(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    path = folder / "products.csv"
    path.write_bytes(content.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
async def test_a_list_is_saved_as_spreadsheets_write_it(
    configured: Configure, bare: Path, heard: Heard, db_url: str, encoding: str, separator: str
) -> None:
    """Nobody should have to know what an encoding is."""
    file = write(bare, LIST.replace(";", separator), encoding)
    assert await import_products(configured(database_url=db_url), file, heard.append)
    assert await names(db_url) == {"ABC-100": "Котёл 24 кВт", "ABC-200": "Насос"}
    assert heard[0].endswith(": 2 rows.")
    assert heard[-1].startswith("Saved: 2 new")


async def test_importing_again_changes_what_changed(
    configured: Configure, bare: Path, heard: Heard, db_url: str
) -> None:
    """The file stays the master: added, renamed, with other points, as before."""
    settings = configured(database_url=db_url)
    await import_products(settings, write(bare, LIST), heard.append)
    file = write(bare, "ABC-100;Котёл 28 кВт;120\nABC-200;Насос;50\nABC-300;Бак;10\n")
    assert await import_products(settings, file, heard.append)
    assert heard[-1] == ("Saved: 1 new, 1 with a new description, 1 with changed points (from today on), 0 as before.")


async def test_a_dry_run_tells_and_saves_nothing(configured: Configure, bare: Path, heard: Heard, db_url: str) -> None:
    """What it tells is what saving would do."""
    assert await import_products(configured(database_url=db_url), write(bare, LIST), heard.append, dry_run=True)
    assert heard[-1].startswith("Would be saved: 2 new")
    assert await names(db_url) == {}


async def test_nothing_is_saved_while_a_row_is_wrong(
    configured: Configure, bare: Path, heard: Heard, db_url: str
) -> None:
    """Every error is told with its row, the first ones of very many."""
    bad = LIST + "\nABC-300;Бак;много\n;Без артикула;5\nabc 100;Повтор;5\nодно поле\n" + "x;y;-1\n" * 30
    assert not await import_products(configured(database_url=db_url), write(bare, bad), heard.append)
    assert "✗ row 5: the points must be a whole number from 1 to 1000000: ABC-300; Бак; много" in heard
    assert "✗ row 6: the SKU must have 1 to 64 characters: ; Без артикула; 5" in heard
    assert "✗ row 7: this SKU was named in an earlier row: abc 100; Повтор; 5" in heard
    assert "✗ row 8: the name must have 1 to 200 characters: одно поле" in heard
    assert heard[0] == "products.csv: 2 rows, 34 rows with errors."
    assert sum(line.startswith("✗") for line in heard) == ERRORS_SHOWN
    assert heard[-1].startswith("Nothing was saved")
    assert await names(db_url) == {}


async def test_a_heading_alone_saves_nothing(configured: Configure, bare: Path, heard: Heard, db_url: str) -> None:
    """The wrong sheet exported."""
    file = write(bare, "SKU;name;points\n")
    assert not await import_products(configured(database_url=db_url), file, heard.append)
    assert heard == [
        "products.csv holds no products. A row is a SKU, a name and points per unit: ABC-100;Boiler 24 kW;120"
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "it is empty"),
        (b"\n\n", "it is empty"),
        (b"PK\x03\x04\x00\x00xlsx", "it is damaged"),
        (b"\x89PNG\r\n", "it is not a table"),
        (b'"' + b"x" * 200_000 + b";y;5\n", "it is damaged"),
    ],
)
async def test_what_is_no_table_is_told(
    configured: Configure, bare: Path, heard: Heard, db_url: str, content: bytes, told: str
) -> None:
    """The sentence says what to do instead."""
    file = bare / "products.csv"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match=told):
        await import_products(configured(database_url=db_url), file, heard.append)


async def test_a_workbook_is_saved_too(configured: Configure, bare: Path, heard: Heard, db_url: str) -> None:
    file = bare / "products.xlsx"
    file.write_bytes(xlsx(["Codice", "Nome", "Punti"], [["A-1", "Caldaia", 5]], title="Prodotti"))
    assert await import_products(configured(database_url=db_url), file, heard.append)
    assert await names(db_url) == {"A-1": "Caldaia"}


async def test_a_key_and_a_database_are_needed(configured: Configure, bare: Path, heard: Heard) -> None:
    """Each missing one is told, and no file is made."""
    file = write(bare, LIST)
    with pytest.raises(SettingsError, match="SECRET_KEY is missing"):
        await import_products(configured(secret_key=None), file, heard.append)
    with pytest.raises(SettingsError, match="There is no database"):
        await import_products(configured(), file, heard.append)
    assert not await asyncio.to_thread((bare / "data").exists)
