"""How far a prize is: what is missing, and about how many sales that takes."""

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import PersonId
from core.points.kinds import AccountKind, TransactionKind
from core.points.tables import AccountRow, EntryRow, TransactionRow

LOOKED_AT = 10
"""The newest credits that a usual sale is taken from."""

_NEWEST = (
    select(TransactionRow.id)
    .where(TransactionRow.person_id == bindparam("person_id"), TransactionRow.kind == TransactionKind.ACCRUAL.value)
    .order_by(TransactionRow.id.desc())
    .limit(LOOKED_AT)
)
_EARNED = (
    select(func.sum(-EntryRow.amount).label("points"), func.count(EntryRow.transaction_id.distinct()).label("sales"))
    .join(AccountRow, AccountRow.id == EntryRow.account_id)
    .where(
        EntryRow.transaction_id.in_(_NEWEST),
        AccountRow.person_id == bindparam("person_id"),
        AccountRow.kind == AccountKind.EARNED.value,
    )
)


async def sales_for(session: AsyncSession, person_id: PersonId, missing: int) -> int | None:
    """About how many of the person's usual sales bring so many points; None while there is no usual one."""
    row = (await session.execute(_EARNED, {"person_id": person_id})).one()
    if not row.sales or not row.points or row.points <= 0 or missing <= 0:
        return None
    return int(-(-missing * row.sales // int(row.points)))
