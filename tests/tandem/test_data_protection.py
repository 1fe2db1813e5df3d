"""What is kept about people is written down: each table has its line in docs/data-protection, in three languages."""

import re
from pathlib import Path

import pytest

from core.db.tables import metadata

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("data-protection.md", "data-protection.ru.md", "data-protection.it.md")
TABLES = {table.name for table in metadata.sorted_tables}
HOW = (
    "Write into docs/{page} what of it is about people, how it lies (sealed or open), for how long, and what erasure "
    "does to it: a row of the table it belongs to, in all three languages."
)


def named_in_rows(text: str) -> set[str]:
    """Names in the second cell of every row of a table."""
    rows = [line.split("|") for line in text.splitlines() if line.startswith("| ") and line.count("|") > 4]
    return {name for row in rows for name in re.findall(r"`(\w+)`", row[2])}


@pytest.mark.parametrize("page", PAGES)
def test_every_table_is_told_of(page: str) -> None:
    """Whoever adds a table says at once what it means for the people in it."""
    text = (DOCS / page).read_text(encoding="utf-8")
    missing = sorted(name for name in TABLES if f"`{name}`" not in text)
    assert missing == [], HOW.format(page=page)
    assert sorted(named_in_rows(text) - TABLES) == [], f"docs/{page} names tables that are gone"


def test_all_languages_tell_the_same() -> None:
    """Line for line: the same chapters, and the same tables in the same rows."""
    shapes = []
    for page in PAGES:
        lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
        shapes.append([line.split(" ")[0] + "".join(re.findall(r"`\w+`", line)) for line in lines if line[:1] in "#|"])
    english, russian, italian = shapes
    assert russian == english
    assert italian == english
