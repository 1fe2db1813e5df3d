"""Imports on their way: from a file that a channel announced to rows that were saved, a state each."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards
from core.channel.cards import CardKind
from core.channel.outbox import Priority
from core.db.database import keyring
from core.errors import Refusal
from core.ids import ImportId, PersonId, ProgrammeId
from core.importing.importer import ImportKind, Preview
from core.importing.kinds import IMPORTERS
from core.importing.tables import ImportRow
from core.people.rights import allowed
from core.sheets.sheet import Sheet, UnfitReason, UnfitSheet

FIRST_PAUSE = timedelta(seconds=5)
GIVE_UP = timedelta(minutes=15)
"""How long the channel is asked for a file before it is to be sent again."""

MOST_TRIES = 3
"""How often looking and saving are begun."""

KEPT = timedelta(days=1)
"""How long a list waits for its confirmation."""


class ImportState(StrEnum):
    """How far an import has come."""

    AWAITED = "awaited"
    """The channel is to give the file out."""
    READ = "read"
    """Its rows are here, to be looked at."""
    SHOWN = "shown"
    """What they would bring is told; somebody has to confirm it."""
    CONFIRMED = "confirmed"
    """To be saved."""
    DONE = "done"
    REFUSED = "refused"
    """The file is unfit, or its columns cannot be told."""
    DROPPED = "dropped"
    """Not wanted any more, or overtaken by another one of the kind."""
    FAILED = "failed"
    """Looking or saving broke; what was saved so far is saved."""


OPEN = (ImportState.AWAITED, ImportState.READ, ImportState.SHOWN, ImportState.CONFIRMED)
AT_WORK = (ImportState.AWAITED, ImportState.READ, ImportState.CONFIRMED)
"""States that somebody other than a person has to move on."""

NO_COLUMNS = "no_columns"
"""Why a sheet is refused whose columns cannot be told."""


@dataclass(kw_only=True, eq=False)
class ImportMovedOn(Refusal):
    """A button of an import that is settled, or was changed since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A list on its way."""

    id: ImportId
    programme_id: ProgrammeId
    person_id: PersonId
    kind: ImportKind
    channel: str
    file_id: str | None
    state: ImportState
    version: int
    refused_for: str | None
    choice: str
    count: int
    done: int
    preview: Preview | None
    saved: dict[str, int]


_COLUMNS = tuple(
    getattr(ImportRow, name)
    for name in (
        *("id", "programme_id", "person_id", "kind", "channel", "file_id", "state", "version"),
        *("refused_for", "choice", "count", "done", "preview", "saved"),
    )
)
_BY_ID = select(*_COLUMNS).where(ImportRow.id == bindparam("id"))
_SHEET = select(ImportRow.sheet, ImportRow.count.label("rows")).where(ImportRow.id == bindparam("id"))
_DUE = (
    select(*_COLUMNS)
    .where(ImportRow.state.in_([state.value for state in AT_WORK]), ImportRow.next_try_at <= bindparam("now"))
    .order_by(ImportRow.next_try_at, ImportRow.id)
    .limit(20)
)
_PREVIEW = TypeAdapter(Preview)


async def begin(
    session: AsyncSession,
    kind: ImportKind,
    *,
    by: PersonId,
    channel: str,
    file_id: str | None = None,
    sheet: Sheet | None = None,
    now: datetime,
) -> ImportId:
    """Take a list in: a file to fetch, or a sheet that is here already. An earlier one of the kind gives way to it.

    A card tells its sender how it goes. Raises NotAllowed.
    """
    sender = await allowed(session, by, IMPORTERS[kind].right)
    await _settle_earlier(session, by, kind, now)
    row = ImportRow(
        programme_id=sender.programme_id,
        person_id=by,
        kind=kind.value,
        channel=channel,
        file_id=file_id,
        state=(ImportState.READ if sheet else ImportState.AWAITED).value,
        version=1,
        count=sheet.count if sheet else 0,
        sheet=_seal(session, sheet),
        next_try_at=now,
        created_at=now,
    )
    session.add(row)
    await session.flush()
    await cards.show(session, by, CardKind.IMPORT, row.id, now=now)
    return ImportId(row.id)


async def due(session: AsyncSession, *, now: datetime) -> list[Import]:
    """Imports to be fetched, looked at or saved now, the longest due first."""
    return [_import(session, row) for row in await session.execute(_DUE, {"now": now})]


async def load(session: AsyncSession, import_id: ImportId) -> Import | None:
    """An import as it stands."""
    row = (await session.execute(_BY_ID, {"id": import_id})).one_or_none()
    return _import(session, row) if row else None


async def load_own(session: AsyncSession, import_id: ImportId, *, by: PersonId) -> Import:
    """An import of one's own. Raises ImportMovedOn for everybody else's, NotAllowed for whoever may no longer."""
    found = await load(session, import_id)
    if found is None or found.person_id != by:
        raise ImportMovedOn
    await allowed(session, by, IMPORTERS[found.kind].right)
    return found


async def sheet_of(session: AsyncSession, import_id: ImportId) -> Sheet | None:
    """An import's rows, while they are kept."""
    row = (await session.execute(_SHEET, {"id": import_id})).one_or_none()
    return Sheet(row.rows, keyring(session).channel.open(row.sheet)) if row and row.sheet else None


async def keep(session: AsyncSession, found: Import, sheet: Sheet | UnfitSheet, *, now: datetime) -> None:
    """Keep what a fetched file holds, or note why it is unfit."""
    if isinstance(sheet, UnfitSheet):
        await refuse(session, found, sheet.reason, now=now)
        return
    await _move(session, found, ImportState.READ, now, sheet=_seal(session, sheet), count=sheet.count, tries=0)


async def refuse(session: AsyncSession, found: Import, why: str, *, now: datetime) -> None:
    """Note that nothing can be taken over."""
    await _move(session, found, ImportState.REFUSED, now, refused_for=why, sheet=None)


async def failed_fetch(session: AsyncSession, found: Import, *, now: datetime) -> None:
    """Try again later, at longer and longer intervals, then give up."""
    row = (await session.execute(select(ImportRow.tries, ImportRow.created_at).where(ImportRow.id == found.id))).one()
    if now - row.created_at >= GIVE_UP:
        await refuse(session, found, UnfitReason.GONE, now=now)
        return
    pause = FIRST_PAUSE * 2 ** min(row.tries, 6)
    await session.execute(_of(found).values(tries=row.tries + 1, next_try_at=now + pause))


async def show(session: AsyncSession, found: Import, preview: Preview | None, *, now: datetime) -> None:
    """Tell what the rows would bring; None: their columns cannot be told."""
    if preview is None:
        await refuse(session, found, NO_COLUMNS, now=now)
        return
    told = keyring(session).channel.close(_PREVIEW.dump_json(preview))
    await _move(session, found, ImportState.SHOWN, now, preview=told, done=0, tries=0)


async def confirm(
    session: AsyncSession, import_id: ImportId, *, version: int, by: PersonId, choice: str = "", now: datetime
) -> None:
    """Have the good rows saved. Raises ImportMovedOn, NotAllowed."""
    found = await load_own(session, import_id, by=by)
    if found.state is not ImportState.SHOWN or found.version != version:
        raise ImportMovedOn
    await _move(session, found, ImportState.CONFIRMED, now, choice=choice, tries=0)


async def drop(session: AsyncSession, import_id: ImportId, *, version: int, by: PersonId, now: datetime) -> None:
    """Forget a list that is not to be saved. Raises ImportMovedOn, NotAllowed."""
    found = await load_own(session, import_id, by=by)
    if found.state is not ImportState.SHOWN or found.version != version:
        raise ImportMovedOn
    await _move(session, found, ImportState.DROPPED, now, sheet=None, preview=None)


async def finish(session: AsyncSession, found: Import, saved: dict[str, int], *, now: datetime) -> None:
    """Note what saving came to; the rows are forgotten."""
    await _move(session, found, ImportState.DONE, now, saved=json.dumps(saved), sheet=None, done=found.count)


async def broke(session: AsyncSession, found: Import, *, now: datetime) -> None:
    """Begin anew in a moment; after the third time give up and say so."""
    tries = await session.scalar(select(ImportRow.tries).where(ImportRow.id == found.id)) or 0
    if tries + 1 >= MOST_TRIES:
        await _move(session, found, ImportState.FAILED, now, sheet=None, preview=None)
        return
    await session.execute(_of(found).values(tries=tries + 1, next_try_at=now + FIRST_PAUSE))


async def progressed(session: AsyncSession, found: Import, done: int, *, now: datetime) -> None:
    """Note how many rows are done, and have the sender see it."""
    await session.execute(_of(found).values(done=done))
    await cards.refresh(session, CardKind.IMPORT, found.id, now=now, priority=Priority.INTERACTIVE)


async def forget_old(session: AsyncSession, *, now: datetime, limit: int = 100) -> int:
    """Drop lists that nobody has confirmed for a day; how many."""
    asked = select(*_COLUMNS).where(ImportRow.state == ImportState.SHOWN.value, ImportRow.next_try_at <= now - KEPT)
    rows = [_import(session, row) for row in await session.execute(asked.limit(limit))]
    for found in rows:
        await _move(session, found, ImportState.DROPPED, now, sheet=None, preview=None)
    return len(rows)


async def _settle_earlier(session: AsyncSession, by: PersonId, kind: ImportKind, now: datetime) -> None:
    waiting = [state.value for state in OPEN if state is not ImportState.CONFIRMED]
    dropped = await session.scalars(
        update(ImportRow)
        .where(ImportRow.person_id == by, ImportRow.kind == kind.value, ImportRow.state.in_(waiting))
        .values(state=ImportState.DROPPED.value, version=ImportRow.version + 1, sheet=None, preview=None)
        .returning(ImportRow.id)
        .execution_options(synchronize_session=False)
    )
    await cards.refresh_all(session, CardKind.IMPORT, dropped.all(), now=now, priority=Priority.INTERACTIVE)


async def _move(session: AsyncSession, found: Import, to: ImportState, now: datetime, **values: Any) -> None:
    """Bring an import to a state, unless somebody else has moved it meanwhile, and show it."""
    moved = await session.scalar(
        _of(found)
        .where(ImportRow.version == found.version)
        .values(state=to.value, version=found.version + 1, next_try_at=now, **values)
        .returning(ImportRow.id)
    )
    if moved is not None:
        await cards.refresh(session, CardKind.IMPORT, found.id, now=now, priority=Priority.INTERACTIVE)


def _of(found: Import) -> Any:
    return update(ImportRow).where(ImportRow.id == found.id).execution_options(synchronize_session=False)


def _seal(session: AsyncSession, sheet: Sheet | None) -> bytes | None:
    return keyring(session).channel.close(sheet.packed) if sheet else None


def _import(session: AsyncSession, row: Row[*tuple[Any, ...]]) -> Import:
    facts = row._asdict()
    shown, saved = facts.pop("preview"), facts.pop("saved")
    return Import(
        **facts
        | {"kind": ImportKind(row.kind), "state": ImportState(row.state)}
        | {"preview": _PREVIEW.validate_json(keyring(session).channel.open(shown)) if shown else None}
        | {"saved": json.loads(saved) if saved else {}}
    )
