"""A person's accounts, opened at need and locked for a posting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import local_date
from core.ids import PersonId, ProgrammeId
from core.points.kinds import AccountKind
from core.points.tables import AccountRow
from core.programme.options import Options, options_of
from core.programme.tables import ProgrammeRow

LOCKED = (
    select(AccountRow.id, AccountRow.kind, AccountRow.balance, ProgrammeRow.timezone, ProgrammeRow.options)
    .join(ProgrammeRow, ProgrammeRow.id == AccountRow.programme_id)
    .where(AccountRow.programme_id == bindparam("programme_id"), AccountRow.person_id == bindparam("person_id"))
    .order_by(AccountRow.id)
    .with_for_update(of=AccountRow, key_share=True)
)

OPEN = insert(AccountRow).on_conflict_do_nothing(
    index_elements=[AccountRow.programme_id, AccountRow.person_id, AccountRow.kind]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One of a person's accounts, as it stood when it was locked."""

    id: int
    balance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """All accounts of one person, locked until the transaction ends."""

    programme_id: ProgrammeId
    person_id: PersonId
    zone: str
    """The programme's."""
    options: Options
    """The programme's."""
    by_kind: dict[AccountKind, Account]

    def __getitem__(self, kind: AccountKind) -> Account:
        return self.by_kind[kind]

    def today(self, now: datetime) -> date:
        """The programme's calendar day."""
        return local_date(now, self.zone)


async def lock(session: AsyncSession, *, programme_id: ProgrammeId, person_id: PersonId) -> Accounts:
    """Lock a person's accounts in the order of their ids, opening what is missing."""
    rows = await _locked(session, programme_id, person_id)
    missing = set(AccountKind) - {AccountKind(row.kind) for row in rows}
    if missing:
        await session.execute(
            OPEN, [{"programme_id": programme_id, "person_id": person_id, "kind": kind} for kind in sorted(missing)]
        )
        rows = await _locked(session, programme_id, person_id)
    return Accounts(
        programme_id=programme_id,
        person_id=person_id,
        zone=rows[0].timezone,
        options=options_of(rows[0].options),
        by_kind={AccountKind(row.kind): Account(id=row.id, balance=row.balance) for row in rows},
    )


async def _locked(
    session: AsyncSession, programme_id: ProgrammeId, person_id: PersonId
) -> Sequence[Row[*tuple[Any, ...]]]:
    return (await session.execute(LOCKED, {"programme_id": programme_id, "person_id": person_id})).all()
