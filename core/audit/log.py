"""Adding to the audit log: told whenever something is done, written when the step has done all else."""

import hmac
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.entry import BEGINNING, Facts, chained, marked, signed_head
from core.audit.tables import AuditEntryRow, AuditHeadRow
from core.db.database import keyring
from core.db.turns import take_turn
from core.db.work import at_last
from core.ids import PersonId, ProgrammeId

_SUBJECT = re.compile(r"[a-z_]+:[A-Za-z0-9_.\-]{1,48}")
_CODE = re.compile(r"(?!\+?\d{7,}$)[A-Za-z0-9_.:/+\-]{0,64}")
"""A code, a date, a zone: nothing that a person has written, and no phone."""

_HEAD = (
    select(AuditHeadRow.serial, AuditHeadRow.hash)
    .where(AuditHeadRow.programme_id == bindparam("programme_id"))
    .with_for_update(key_share=True)
)
_BEGIN = insert_or(AuditHeadRow).on_conflict_do_nothing()
_ADD = insert(AuditEntryRow)
_MOVE_HEAD = (
    update(AuditHeadRow)
    .where(AuditHeadRow.programme_id == bindparam("of_programme"))
    .values(serial=bindparam("to"), hash=bindparam("ends_with"), signature=bindparam("signed"))
    .execution_options(synchronize_session=False)
)


async def record(
    session: AsyncSession,
    *,
    programme_id: ProgrammeId,
    by: PersonId | None,
    act: Act,
    subject: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    now: datetime,
) -> None:
    """Tell the audit log that something was done; `by` nobody where the programme did it itself.

    `subject` is a kind and an id (`claim:42`), `before` and `after` are what changed: numbers, codes and dates. Raises
    ValueError for anything a person could have written. The entry is written when the step has done all else: its lock
    is the last one taken, and two steps never wait for each other.
    """
    if not _SUBJECT.fullmatch(subject):
        raise ValueError(f"no subject of the audit log: {subject}")
    facts = Facts(now, by, act.value, subject, canonical(before), canonical(after))
    if "audit" not in session.info:
        session.info["audit"] = {}
        at_last(session, _append)
    session.info["audit"].setdefault(programme_id, []).append(facts)


def canonical(values: Mapping[str, Any] | None) -> str | None:
    """The one text of some values. Raises ValueError for a text that is no code, TypeError for what is no JSON."""
    return None if values is None else json.dumps(_plain(values), sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int():
            return value
        case str() if _CODE.fullmatch(value):
            return str(value)
        case str():
            raise ValueError("the audit log holds codes, not what people write")
        case Mapping():
            return {_plain(str(key)): _plain(each) for key, each in value.items()}
        case set() | frozenset():
            return sorted(_plain(each) for each in value)
        case list() | tuple():
            return [_plain(each) for each in value]
    if isinstance(value, datetime) or hasattr(value, "isoformat"):
        return value.isoformat()
    raise TypeError(f"the audit log cannot hold {type(value).__name__}")


def fingerprint(session: AsyncSession, text: str) -> str:
    """What stands in the log for a text: equal for equal texts, and without the installation's key told by none."""
    return hmac.digest(keyring(session).audit, f"text\x1f{text}".encode(), "sha256").hex()[:16]


async def _append(session: AsyncSession) -> None:
    told: dict[ProgrammeId, list[Facts]] = session.info.pop("audit")
    for programme_id in sorted(told):
        await _continue(session, programme_id, told[programme_id])


async def _continue(session: AsyncSession, programme_id: ProgrammeId, facts: list[Facts]) -> None:
    key = keyring(session).audit
    serial, previous = await _end(session, programme_id)
    rows = []
    for each in facts:
        serial += 1
        body = each.body(programme_id)
        hash_ = chained(previous, serial, body)
        rows.append(
            {
                "programme_id": programme_id,
                "serial": serial,
                "at": each.at,
                "by": each.by,
                "act": each.act,
                "subject": each.subject,
                "before": each.before,
                "after": each.after,
                "previous": previous,
                "hash": hash_,
                "mark": marked(key, serial, body),
            }
        )
        previous = hash_
    await session.execute(_ADD, rows)
    signature = signed_head(key, programme_id, serial, previous)
    await session.execute(
        _MOVE_HEAD, {"of_programme": programme_id, "to": serial, "ends_with": previous, "signed": signature}
    )


async def _end(session: AsyncSession, programme_id: ProgrammeId) -> tuple[int, str]:
    """Where the log ends, locked until the step is committed; a log that has not begun begins."""
    head = (await session.execute(_HEAD, {"programme_id": programme_id})).first()
    if head is None:
        await take_turn(session, f"first entry of {programme_id}")  # of two that begin it, the second finds it begun
        head = (await session.execute(_HEAD, {"programme_id": programme_id})).first()
    if head is None:
        signature = signed_head(keyring(session).audit, programme_id, 0, BEGINNING)
        begun = {"programme_id": programme_id, "serial": 0, "hash": BEGINNING, "signature": signature}
        await session.execute(_BEGIN, begun)
        head = (await session.execute(_HEAD, {"programme_id": programme_id})).one()
    return head.serial, head.hash
