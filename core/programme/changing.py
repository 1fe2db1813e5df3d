"""Changing a setting: kept with both values, told to the audit log, and put back by one tap."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import fingerprint, record
from core.db.at_once import in_the_thread
from core.errors import Refusal
from core.ids import PersonId, ProgrammeId
from core.insight import expected
from core.people.rights import Right, allowed
from core.points.given import cap_changed
from core.programme.options import json_of, stored_of, with_option
from core.programme.programmes import Programme, load
from core.programme.registry import SETTINGS, Contact, Line
from core.programme.tables import ProgrammeRow, SettingChangeRow

SHOWN = 8
"""Changes on the list of the last ones."""

COLUMNS = ("name", "timezone", "points_names", "points_live_months", "operator", "contact")
"""Settings that are columns of the programme; all others but the languages are options."""

_LOCK = select(ProgrammeRow.id).where(ProgrammeRow.id == bindparam("programme_id")).with_for_update(key_share=True)
_KEEP = insert(SettingChangeRow).returning(SettingChangeRow.id)
_CHANGE = (
    SettingChangeRow.id,
    SettingChangeRow.key,
    SettingChangeRow.before,
    SettingChangeRow.after,
    SettingChangeRow.by,
    SettingChangeRow.at,
    SettingChangeRow.undone,
)
_ONE = select(*_CHANGE).where(
    SettingChangeRow.id == bindparam("id"), SettingChangeRow.programme_id == bindparam("programme_id")
)
_LAST = (
    select(*_CHANGE)
    .where(SettingChangeRow.programme_id == bindparam("programme_id"))
    .order_by(SettingChangeRow.id.desc())
    .limit(SHOWN)
)
_UNDONE = (
    update(SettingChangeRow)
    .where(SettingChangeRow.id == bindparam("undone_id"))
    .values(undone=True)
    .execution_options(synchronize_session=False)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A setting that was changed; values are as JSON holds them."""

    id: int
    """0 where the value was there already."""
    key: str
    before: Any
    after: Any
    by: PersonId
    at: datetime
    undone: bool = False


@dataclass(kw_only=True, eq=False)
class ChangedSince(Refusal):
    """A change that cannot be undone: the setting has another value by now."""

    key: str


def value_of(programme: Programme, key: str) -> Any:
    """A setting's value as JSON holds it."""
    if key == "languages":
        return {"locales": list(programme.locales), "main": programme.locale}
    if key == "points_names":
        return {locale: list(forms) for locale, forms in programme.points_names.items()}
    return getattr(programme, key) if key in COLUMNS else json_of(programme.options, key)


async def change(
    session: AsyncSession, key: str, value: Any, *, by: PersonId, now: datetime, undoing: int | None = None
) -> tuple[Programme, Change]:
    """Give a setting a value that was found fit; the programme as it is then. The same value again changes nothing.

    Raises NotAllowed. In another zone the boards of an open programme are cut anew.
    """
    person = await allowed(session, by, Right.EDIT_PROGRAMME)
    await session.execute(_LOCK, {"programme_id": person.programme_id})  # verdicts under way count in the old zone
    programme = await load(session, person.programme_id)
    before = value_of(programme, key)
    if before == value:
        return programme, Change(id=0, key=key, before=before, after=value, by=by, at=now)
    await session.execute(
        update(ProgrammeRow)
        .where(ProgrammeRow.id == programme.id)
        .values(**_columns(programme, key, value))
        .execution_options(synchronize_session=False)
    )
    kept = Change(id=0, key=key, before=before, after=value, by=by, at=now)
    if programme.set_up:
        kept = await _keep(session, programme.id, kept, undoing)
        if key == "points_cap":
            await cap_changed(session, programme.id, now=now)
        if key == "timezone":
            with in_the_thread():
                await expected.rebuild(session, programme_id=programme.id, zone=value)
    return await load(session, programme.id), kept


async def undo(session: AsyncSession, change_id: int, *, by: PersonId, now: datetime) -> tuple[Programme, Change]:
    """Put back what a change replaced, which is itself a change. Raises NotAllowed, ChangedSince."""
    person = await allowed(session, by, Right.EDIT_PROGRAMME)
    await session.execute(_LOCK, {"programme_id": person.programme_id})
    found = (await session.execute(_ONE, {"id": change_id, "programme_id": person.programme_id})).one_or_none()
    programme = await load(session, person.programme_id)
    if found is None or found.undone or value_of(programme, found.key) != found.after:
        raise ChangedSince(key=found.key if found else "")
    await session.execute(_UNDONE, {"undone_id": change_id})
    return await change(session, found.key, found.before, by=by, now=now, undoing=change_id)


async def last_changes(session: AsyncSession, programme_id: ProgrammeId) -> Sequence[Change]:
    """What was changed last, the newest first."""
    rows = await session.execute(_LAST, {"programme_id": programme_id})
    return [
        Change(
            id=row.id,
            key=row.key,
            before=row.before,
            after=row.after,
            by=PersonId(row.by),
            at=row.at,
            undone=row.undone,
        )
        for row in rows
    ]


def _columns(programme: Programme, key: str, value: Any) -> dict[str, Any]:
    if key == "languages":
        return {"locales": value["locales"], "locale": value["main"]}
    if key in COLUMNS:
        return {key: value}
    return {"options": stored_of(with_option(programme.options, key, value))}


async def _keep(session: AsyncSession, programme_id: ProgrammeId, made: Change, undoing: int | None) -> Change:
    row = {"programme_id": programme_id, "key": made.key, "before": made.before, "after": made.after}
    change_id = await session.scalar(_KEEP, row | {"by": made.by, "at": made.at, "undone": False}) or 0
    await record(
        session,
        programme_id=programme_id,
        by=made.by,
        act=Act.SETTING_CHANGED if undoing is None else Act.SETTING_UNDONE,
        subject=f"option:{made.key}",
        before={"value": _told(session, made.key, made.before)},
        after={"value": _told(session, made.key, made.after), "change": change_id, "undoes": undoing},
        now=made.at,
    )
    return Change(id=change_id, key=made.key, before=made.before, after=made.after, by=made.by, at=made.at)


def _told(session: AsyncSession, key: str, value: Any) -> Any:
    """What the audit log holds of a value: of words that somebody has typed a fingerprint alone."""
    setting = SETTINGS[key]
    if isinstance(setting.shape, Line | Contact) or key in ("points_names", "own_reasons", "state_names"):
        return fingerprint(session, json.dumps(value, sort_keys=True))
    return value
