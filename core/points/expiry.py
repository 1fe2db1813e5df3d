"""Points lapse at the end of their last local day, never at a random hour."""

from datetime import date, datetime
from itertools import groupby

from sqlalchemy import bindparam, func, literal_column, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import LotId, PersonId, ProgrammeId
from core.people.events import PersonLeaves
from core.points import accounts, posting
from core.points.accounts import Accounts
from core.points.kinds import AccountKind, TransactionKind
from core.points.posting import Header
from core.points.tables import AccountRow, LotRow

BATCH = 200
"""Lots looked at in one step."""

_OWNER = (
    select(AccountRow.person_id)
    .where(AccountRow.id == LotRow.account_id, AccountRow.programme_id == bindparam("programme_id"))
    .scalar_subquery()
)
DUE = (
    select(_OWNER)
    .where(
        LotRow.remaining > literal_column("0"),  # spelled out, for the partial index
        LotRow.expires_on < bindparam("today"),
        _OWNER.is_not(None),
    )
    .order_by(LotRow.expires_on, LotRow.id)
    .limit(bindparam("limit"))
)
_LAST_DAY = select(func.min(LotRow.expires_on)).where(
    LotRow.remaining > literal_column("0"),
    LotRow.account_id.in_(select(AccountRow.id).where(AccountRow.programme_id == bindparam("programme_id"))),
)
_LEFT = (
    select(LotRow.id, LotRow.remaining, LotRow.pending)
    .where(LotRow.account_id == bindparam("account_id"), or_(LotRow.remaining > 0, LotRow.pending > 0))
    .order_by(LotRow.id)
)
LAPSED = (
    select(LotRow.id, LotRow.remaining, LotRow.expires_on, LotRow.last_transaction_id)
    .where(
        LotRow.account_id == bindparam("account_id"),
        LotRow.remaining > 0,
        LotRow.expires_on < bindparam("today"),
    )
    .order_by(LotRow.expires_on, LotRow.id)
)


async def next_last_day(session: AsyncSession, *, programme_id: ProgrammeId) -> date | None:
    """The last day of the points that lapse next; None while none do."""
    found: date | None = await session.scalar(_LAST_DAY, {"programme_id": programme_id})
    return found


async def expire_due(
    session: AsyncSession, *, programme_id: ProgrammeId, today: date, now: datetime, limit: int = BATCH
) -> int:
    """Let points lapse whose last day is before `today`, the programme's; the number of lots emptied.

    Looks at so many lots at a time: call again, in a step of its own, until it returns 0.
    """
    params = {"programme_id": programme_id, "today": today, "limit": limit}
    people = {found for found in await session.scalars(DUE, params) if found is not None}
    emptied = 0
    for person_id in sorted(people):
        locked = await accounts.lock(session, programme_id=programme_id, person_id=PersonId(person_id))
        emptied += await expire(session, locked, today=today, now=now)
    return emptied


async def lapse_for_good(session: AsyncSession, leaving: PersonLeaves) -> None:
    """Let all that somebody who leaves could spend, now or later, lapse: nobody can spend it any more."""
    locked = await accounts.lock(session, programme_id=leaving.programme_id, person_id=leaving.person_id)
    lots = (await session.execute(_LEFT, {"account_id": locked[AccountKind.SPENDABLE].id})).all()
    if not lots:
        return
    draft = await posting.begin(session, locked)
    for lot in lots:
        draft.move(LotId(lot.id), lot.remaining, out_of=AccountKind.SPENDABLE, into=AccountKind.EXPIRED)
        draft.move(LotId(lot.id), lot.pending, out_of=AccountKind.PENDING, into=AccountKind.EXPIRED)
    header = Header(
        kind=TransactionKind.EXPIRY, key=f"person:{leaving.person_id}:left", reason={"kind": "left"}, now=leaving.at
    )
    await draft.post(session, header)


async def expire(session: AsyncSession, locked: Accounts, *, today: date, now: datetime) -> int:
    """Let one person's points lapse that should have by now, a transaction for each day; the number of lots."""
    params = {"account_id": locked[AccountKind.SPENDABLE].id, "today": today}
    lots = (await session.execute(LAPSED, params)).all()
    for day, same in groupby(lots, key=lambda lot: lot.expires_on):
        together = list(same)
        draft = await posting.begin(session, locked)
        for lot in together:
            draft.move(LotId(lot.id), lot.remaining, out_of=AccountKind.SPENDABLE, into=AccountKind.EXPIRED)
        await draft.post(
            session,
            Header(
                kind=TransactionKind.EXPIRY,
                key=f"lot:{together[0].id}:{together[0].last_transaction_id}:expired",
                reason={"kind": "expiry", "expires_on": day.isoformat()},
                now=now,
            ),
        )
    return len(lots)
