"""Captions are read the same whether all products are at hand, or those are looked up that a text may speak of."""

from dataclasses import replace

import pytest

from core.catalog import shelves
from core.catalog.listed import ProductInput
from core.catalog.products import save_products
from core.claims.hearing import hear
from core.claims.spoken import Doubt
from core.db.database import Database
from tests.core.claims.test_reading import TODAY
from tests.core.people.world import NOW, act, open_programme

NAMES = {
    "ABC-100": "Котёл Tandem 24",
    "ABC-200": "Котёл Tandem 28",
    "PMP-25": "Насос циркуляционный 25-60",
    "TH-1": "Термостат комнатный",
    "CAL-35": "Caldaia murale 35",
    "BLR-18": "Boiler Nord 18",
    "BLR-18-K": "Boiler kit",
}
TEXTS = [
    "ABC-100 x2 №4411",
    "котла 24 два, накладная 4411 вчера",
    "котёл 24",
    "котёл 2 шт № 77",
    "насос циркуляционный 3",
    "25-60 5 №12",
    "2 caldaie murali 35 fattura 118",
    "boiler 18 n. 5",
    "blr 18 k 4 шт №9",
    "термостат 4411",
    "термостат 2 4411 срочно",
    "ABC-100 x2, PMP-25 x1, №4411",
    "котёл 24 2 шт и насос 3 шт накладная 12",
    "термостат 4\nboiler 18 1",
    "добрый день",
    "",
    "100",
    "🔥🔥🔥",
]


async def test_looking_up_understands_what_memory_does(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = await open_programme(db)
    rows = [ProductInput(sku=sku, name=name, points_per_unit=10) for sku, name in NAMES.items()]
    await act(db, save_products, owner.programme_id, rows, now=NOW)
    kept = [await act(db, hear, owner.programme_id, text, today=TODAY) for text in TEXTS]
    monkeypatch.setattr(shelves, "SMALL", 0)
    last = rows[-1]
    for name in ("Other", last.name):  # each saving has the catalogue read anew
        await act(db, save_products, owner.programme_id, [replace(last, name=name)], now=NOW)
    looked_up = [await act(db, hear, owner.programme_id, text, today=TODAY) for text in TEXTS]
    assert dict(zip(TEXTS, looked_up, strict=True)) == dict(zip(TEXTS, kept, strict=True))
    assert looked_up[0].without_doubt
    assert sum(reading.product_id is not None for reading in kept) >= 6


async def test_of_very_many_that_fit_none_is_taken(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = await open_programme(db)
    rows = [ProductInput(sku=f"K-{n}", name=f"Котёл {n % 40} кВт", points_per_unit=10) for n in range(1, 400)]
    await act(db, save_products, owner.programme_id, rows, now=NOW)
    monkeypatch.setattr(shelves, "SMALL", 10)
    many = await act(db, hear, owner.programme_id, "котёл 24 квт 2 шт №1", today=TODAY)
    assert many.product_id is None
    assert Doubt.PRODUCT in many.doubts
    one = await act(db, hear, owner.programme_id, "K-64 2 шт №1", today=TODAY)
    assert one.without_doubt
