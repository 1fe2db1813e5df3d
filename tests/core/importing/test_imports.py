"""A list is read, shown, confirmed and saved once, by the one who sent it."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from core.db.database import Database
from core.ids import ImportId
from core.importing import imports, running
from core.importing.importer import ImportKind, Preview, Work
from core.importing.imports import Import, ImportMovedOn, ImportState
from core.importing.kinds import IMPORTERS
from core.importing.tables import ImportRow
from core.people.persons import Person
from core.people.rights import NotAllowed, Right
from core.people.roles import Role
from core.sheets.sheet import Row, Sheet, UnfitReason, UnfitSheet
from tests.core.people.world import NOW, act, join, open_programme

KIND = ImportKind.MEMBERS
SHEET = Sheet.of([Row(1, ("A-1", "Pump")), Row(2, ("A-2",))])


def clock() -> Clock:
    return lambda: NOW


class Counting:
    """Takes rows of two cells, and counts what it saves."""

    right = Right.INVITE

    def __init__(self) -> None:
        self.saved: list[str] = []
        self.breaks = False

    async def look(self, work: Work, sheet: Sheet) -> Preview | None:
        if self.breaks:
            raise RuntimeError("broken")
        good = [row for row in sheet.rows() if len(row.cells) == 2]
        await work.progress(sheet.count)
        return Preview(good=len(good), wrong=sheet.count - len(good), counts={"new": len(good)}) if good else None

    async def save(self, work: Work, sheet: Sheet) -> Mapping[str, int]:
        self.saved += [row.cells[0] for row in sheet.rows() if len(row.cells) == 2]
        return {"new": len(self.saved)}


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    importer = Counting()
    monkeypatch.setitem(IMPORTERS, KIND, importer)
    return importer


@pytest.fixture
async def owner(db: Database) -> Person:
    return await open_programme(db)


async def begin(db: Database, by: Person, sheet: Sheet | None = SHEET) -> ImportId:
    file_id = None if sheet else "file"
    return await act(db, imports.begin, KIND, by=by.id, channel="telegram", sheet=sheet, file_id=file_id, now=NOW)


async def load(db: Database, import_id: ImportId) -> Import:
    found = await act(db, imports.load, import_id)
    assert found is not None
    return found


async def work(db: Database) -> None:
    """Whatever is due is done."""
    for found in await act(db, imports.due, now=NOW):
        await running.run(db, clock(), found)


async def test_a_list_is_shown_then_saved_once(db: Database, owner: Person, counting: Counting) -> None:
    import_id = await begin(db, owner)
    await work(db)
    shown = await load(db, import_id)
    assert (shown.state, shown.preview) == (ImportState.SHOWN, Preview(good=1, wrong=1, counts={"new": 1}))
    assert counting.saved == []
    await act(db, imports.confirm, import_id, version=shown.version, by=owner.id, now=NOW)
    with pytest.raises(ImportMovedOn):
        await act(db, imports.confirm, import_id, version=shown.version, by=owner.id, now=NOW)
    await work(db)
    await work(db)
    done = await load(db, import_id)
    assert (done.state, done.saved) == (ImportState.DONE, {"new": 1})
    assert counting.saved == ["A-1"]
    assert await act(db, imports.sheet_of, import_id) is None


async def test_a_file_is_awaited_then_read(db: Database, owner: Person, counting: Counting) -> None:
    import_id = await begin(db, owner, sheet=None)
    assert [found.file_id for found in await act(db, imports.due, now=NOW)] == ["file"]
    await act(db, imports.failed_fetch, await load(db, import_id), now=NOW)
    assert await act(db, imports.due, now=NOW) == []
    await act(db, imports.keep, await load(db, import_id), SHEET, now=NOW)
    assert await act(db, imports.sheet_of, import_id) == SHEET
    await work(db)
    assert (await load(db, import_id)).state is ImportState.SHOWN


async def test_what_cannot_be_read_says_why(db: Database, owner: Person, counting: Counting) -> None:
    unfit = await begin(db, owner, sheet=None)
    await act(db, imports.keep, await load(db, unfit), UnfitSheet(reason=UnfitReason.BOMB), now=NOW)
    assert (await load(db, unfit)).refused_for == UnfitReason.BOMB
    untold = await begin(db, owner, Sheet.of([Row(1, ("one",))]))
    await work(db)
    assert (await load(db, untold)).refused_for == imports.NO_COLUMNS
    gone = await begin(db, owner, sheet=None)
    await act(db, imports.failed_fetch, await load(db, gone), now=NOW + imports.GIVE_UP)
    assert (await load(db, gone)).refused_for == UnfitReason.GONE


async def test_nobody_else_confirms_it(db: Database, owner: Person, counting: Counting) -> None:
    manager, partner = await join(db, owner.id, Role.MANAGER), await join(db, owner.id)
    import_id = await begin(db, owner)
    await work(db)
    version = (await load(db, import_id)).version
    for use_case in (imports.confirm, imports.drop):
        with pytest.raises(ImportMovedOn):
            await act(db, use_case, import_id, version=version, by=manager.id, now=NOW)
    with pytest.raises(NotAllowed):
        await begin(db, partner)


async def test_a_later_list_takes_the_place_of_an_earlier_one(db: Database, owner: Person, counting: Counting) -> None:
    earlier, later = await begin(db, owner), await begin(db, owner)
    await work(db)
    assert (await load(db, earlier)).state is ImportState.DROPPED
    version = (await load(db, later)).version
    await act(db, imports.drop, later, version=version, by=owner.id, now=NOW)
    assert (await load(db, later)).state is ImportState.DROPPED
    assert await stored(db) == [(None, None), (None, None)]


async def test_what_breaks_is_given_up_after_the_third_time(db: Database, owner: Person, counting: Counting) -> None:
    import_id = await begin(db, owner)
    counting.breaks = True
    for _ in range(imports.MOST_TRIES):
        with pytest.raises(RuntimeError):
            await work(db)
        await act(db, imports.broke, await load(db, import_id), now=NOW - imports.FIRST_PAUSE)
    assert (await load(db, import_id)).state is ImportState.FAILED
    assert await act(db, imports.due, now=NOW) == []


async def test_what_nobody_confirms_is_forgotten_after_a_day(db: Database, owner: Person, counting: Counting) -> None:
    await begin(db, owner)
    await work(db)
    assert await act(db, imports.forget_old, now=NOW + timedelta(hours=23)) == 0
    assert await act(db, imports.forget_old, now=NOW + imports.KEPT) == 1
    assert await stored(db) == [(None, None)]


async def test_rows_lie_sealed(db: Database, owner: Person, counting: Counting) -> None:
    """A stolen database file tells no name."""
    await begin(db, owner)
    await work(db)
    ((sheet, preview),) = await stored(db)
    assert sheet is not None
    assert preview is not None
    assert SHEET.packed not in sheet
    assert b"good" not in preview


async def stored(db: Database) -> list[tuple[bytes | None, bytes | None]]:
    async def step(session: AsyncSession) -> list[tuple[bytes | None, bytes | None]]:
        rows = await session.execute(select(ImportRow.sheet, ImportRow.preview).order_by(ImportRow.id))
        return [(row.sheet, row.preview) for row in rows]

    return await db.run(step)
