"""Pending points can be spent from the day on that their lot has known from the beginning."""

from datetime import datetime

from sqlalchemy import bindparam, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import LotId, PersonId, ProgrammeId
from core.points import accounts, posting
from core.points.accounts import Accounts
from core.points.kinds import AccountKind, TransactionKind
from core.points.posting import Header
from core.points.tables import AccountRow, LotRow

BATCH = 200
"""Lots looked at in one step."""

_RESTS = LotRow.pending > literal_column("0")  # spelled out, for the partial index
DUE = (
    select(AccountRow.programme_id, AccountRow.person_id)
    .select_from(LotRow)
    .join(AccountRow, AccountRow.id == LotRow.account_id)
    .where(_RESTS, LotRow.spendable_at <= bindparam("now"))
    .order_by(LotRow.spendable_at, LotRow.id)
    .limit(bindparam("limit"))
)
NEXT = select(func.min(LotRow.spendable_at)).where(_RESTS)
RIPE = (
    select(LotRow.id, LotRow.pending, LotRow.expires_on)
    .where(LotRow.account_id == bindparam("account_id"), _RESTS, LotRow.spendable_at <= bindparam("now"))
    .order_by(LotRow.spendable_at, LotRow.id)
)


OWN = (
    select(LotRow.pending, LotRow.spendable_at)
    .where(LotRow.account_id == bindparam("account_id"), _RESTS)
    .order_by(LotRow.spendable_at, LotRow.id)
)
_ACCOUNTS = select(AccountRow.id, AccountRow.kind, AccountRow.balance).where(
    AccountRow.programme_id == bindparam("programme_id"), AccountRow.person_id == bindparam("person_id")
)


async def enough_at(
    session: AsyncSession, person_id: PersonId, needed: int, *, programme_id: ProgrammeId
) -> datetime | None:
    """When what is pending now makes a person's points enough for something; None where it does not."""
    params = {"programme_id": programme_id, "person_id": person_id}
    own = {row.kind: row for row in await session.execute(_ACCOUNTS, params)}
    if AccountKind.PENDING not in own or not own[AccountKind.PENDING].balance:
        return None
    missing = needed - own[AccountKind.SPENDABLE].balance + own[AccountKind.DEBT].balance
    for lot in await session.execute(OWN, {"account_id": own[AccountKind.SPENDABLE].id}):
        missing -= lot.pending
        if missing <= 0:
            found: datetime = lot.spendable_at
            return found
    return None


async def next_due(session: AsyncSession) -> datetime | None:
    """When pending points can be spent next; None while none are pending."""
    found: datetime | None = await session.scalar(NEXT)
    return found


async def activate_due(session: AsyncSession, *, now: datetime, limit: int = BATCH) -> int:
    """Let points be spent whose time has come; the number of lots.

    Looks at so many lots at a time: call again, in a step of its own, until it returns 0.
    """
    owners = {(row.programme_id, row.person_id) for row in await session.execute(DUE, {"now": now, "limit": limit})}
    activated = 0
    for programme_id, person_id in sorted(owners):
        locked = await accounts.lock(session, programme_id=ProgrammeId(programme_id), person_id=PersonId(person_id))
        activated += await activate(session, locked, now=now)
    return activated


async def activate(session: AsyncSession, locked: Accounts, *, now: datetime) -> int:
    """Let one person's points be spent that can be by now, an open debt paid off first; the number of lots.

    What was activated a moment ago is not pending any more: a second call finds nothing.
    """
    params = {"account_id": locked[AccountKind.SPENDABLE].id, "now": now}
    lots = (await session.execute(RIPE, params)).all()
    if not lots:
        return 0
    draft = await posting.begin(session, locked)
    for lot in lots:
        draft.bring(LotId(lot.id), lot.pending, lot.expires_on, out_of=AccountKind.PENDING)
    draft.net_debt()
    header = Header(
        kind=TransactionKind.ACTIVATION, key=f"lot:{lots[0].id}:active", reason={"kind": "activation"}, now=now
    )
    await draft.post(session, header)
    return len(lots)
