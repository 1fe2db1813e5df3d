"""Columns of a file of products: what they are called in three languages, and what the template shows."""

from collections.abc import Mapping

from core.sheets.columns import Column

COLUMNS = (
    Column("sku", ("артикул", "арт", "код", "код товара", "article number", "code", "codice", "articolo", "art")),
    Column("name", ("название", "наименование", "товар", "product", "product name", "nome", "descrizione", "prodotto")),
    Column("points", ("баллы", "балл", "баллов за штуку", "points per unit", "punti", "punti al pezzo")),
    Column("barcode", ("штрихкод", "штрих-код", "ean", "ean13", "gtin", "codice a barre")),
    Column("category", ("категория", "группа", "group", "categoria", "gruppo")),
    Column("aliases", ("другие названия", "синонимы", "alias", "other names", "altri nomi", "sinonimi")),
    Column("valid_from", ("с", "действует с", "с даты", "from", "valid from", "dal", "valido dal")),
    Column("valid_until", ("по", "действует по", "по дату", "until", "valid until", "to", "al", "valido fino al")),
    Column("name_ru", ("название ru", "название по-русски", "name ru", "russian name", "nome ru", "nome russo")),
    Column("name_it", ("название it", "название по-итальянски", "name it", "italian name", "nome it", "nome italiano")),
    Column("name_en", ("название en", "название по-английски", "name en", "english name", "nome en", "nome inglese")),
)
NEEDED = ("sku", "points")
IN_ORDER = ("sku", "name", "points")
"""The columns of a file without a heading."""

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "ru": (
        *("Артикул", "Название", "Баллы", "Штрихкод", "Категория", "Другие названия"),
        *("Действует с", "Действует по", "Название RU", "Название IT", "Название EN"),
    ),
    "it": (
        *("Codice", "Nome", "Punti", "Codice a barre", "Categoria", "Altri nomi"),
        *("Valido dal", "Valido fino al", "Nome RU", "Nome IT", "Nome EN"),
    ),
    "en": (
        *("SKU", "Name", "Points", "Barcode", "Category", "Other names"),
        *("Valid from", "Valid until", "Name RU", "Name IT", "Name EN"),
    ),
}
"""Locale -> what stands above COLUMNS in files of ours."""


def headings(locale: str) -> tuple[str, ...]:
    """In a person's language, English where there is none."""
    return HEADINGS.get(locale, HEADINGS["en"])
