"""Serial numbers that claims hold: each is accepted once in the whole system."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.case import Case
from core.claims.claim import GRANTED
from core.claims.events import ClaimDeclined, ClaimWithdrawn, SaleReturned
from core.claims.granting import Grant
from core.claims.refusals import SerialTaken
from core.claims.serial_numbers import serial_key
from core.claims.serial_tables import ClaimSerialRow
from core.claims.tables import ClaimRow, DecisionRow
from core.claims.verdict_tables import DecisionLineRow, ReturnLineRow, ReturnRow
from core.db.turns import take_turn
from core.ids import ClaimId
from core.people import pii

_SERIALS: Any = ClaimSerialRow.__table__
_ELSEWHERE = select(_SERIALS.c.serial_key).where(
    _SERIALS.c.serial_key.in_(bindparam("keys", expanding=True)),
    _SERIALS.c.claim_id != bindparam("of_claim"),
    _SERIALS.c.held,
)
_PAID = (
    select(ClaimRow.id, ClaimRow.person_id, ClaimRow.document_no, _SERIALS.c.serial_key)
    .join(_SERIALS, _SERIALS.c.claim_id == ClaimRow.id)
    .where(
        _SERIALS.c.serial_key.in_(bindparam("keys", expanding=True)),
        ClaimRow.id != bindparam("of_claim"),
        _SERIALS.c.held,
        ClaimRow.state.in_(sorted(GRANTED)),
    )
    .order_by(ClaimRow.id)
    .limit(1)
)
_LET_GO = (
    update(_SERIALS)
    .where(
        _SERIALS.c.serial_key.in_(bindparam("keys", expanding=True)),
        _SERIALS.c.claim_id != bindparam("of_claim"),
        _SERIALS.c.held,
    )
    .values(held=False)
)
_FREE = delete(_SERIALS).where(_SERIALS.c.claim_id == bindparam("of_claim"))
_KEEP = insert(_SERIALS)
_LATEST = select(func.max(DecisionRow.id)).where(DecisionRow.claim_id == bindparam("claim_id")).scalar_subquery()
_GRANTED = select(func.sum(DecisionLineRow.quantity)).where(DecisionLineRow.decision_id == _LATEST)
_RETURNED = (
    select(func.sum(ReturnLineRow.quantity))
    .join(ReturnRow, ReturnRow.id == ReturnLineRow.return_id)
    .where(ReturnRow.claim_id == bindparam("claim_id"))
)


async def register(session: AsyncSession, claim_id: ClaimId, serials: Iterable[str], *, new: bool) -> None:
    """Have an undecided claim bear these serial numbers: it holds those that no other claim holds."""
    keys = sorted({serial_key(serial) for serial in serials})
    if not new:
        await session.execute(_FREE, {"of_claim": claim_id})
    if not keys:
        return
    await _in_turn(session)
    taken = set(await session.scalars(_ELSEWHERE, {"keys": keys, "of_claim": claim_id}))
    await session.execute(_KEEP, [{"claim_id": claim_id, "serial_key": key, "held": key not in taken} for key in keys])


async def check(session: AsyncSession, case: Case, lines: Grant) -> None:
    """Whether all that is granted bears serial numbers that no other claim was paid for. Raises SerialTaken."""
    named = {serial_key(serial): serial for line in lines for serial in line.serials}
    if not named:
        return
    await _in_turn(session)
    row = (await session.execute(_PAID, {"keys": sorted(named), "of_claim": case.claim_id})).one_or_none()
    if row is not None:
        names = await pii.names(session, [row.person_id])
        raise SerialTaken(
            claim_id=case.claim_id,
            serial=named[row.serial_key],
            document_no=row.document_no,
            by_name=names.get(row.person_id),
        )


async def accept(session: AsyncSession, case: Case, lines: Grant) -> None:
    """Have a claim hold the serial numbers that it is paid for, whichever undecided one held them before."""
    keys = sorted({serial_key(serial) for line in lines for serial in line.serials})
    if any(line.serials for line in case.lines):
        await session.execute(_FREE, {"of_claim": case.claim_id})
    if keys:
        await session.execute(_LET_GO, {"keys": keys, "of_claim": case.claim_id})
        rows = [{"claim_id": case.claim_id, "serial_key": key, "held": True} for key in keys]
        await session.execute(_KEEP, rows)


async def free(session: AsyncSession, ended: ClaimDeclined | ClaimWithdrawn) -> None:
    """A claim that is declined or withdrawn leaves its serial numbers to others."""
    await session.execute(_FREE, {"of_claim": ended.claim_id})


async def free_returned(session: AsyncSession, returned: SaleReturned) -> None:
    """A sale of which all has come back leaves its serial numbers to the next one."""
    asked = {"claim_id": returned.claim_id}
    granted = await session.scalar(_GRANTED, asked) or 0
    if (await session.scalar(_RETURNED, asked) or 0) >= granted:
        await session.execute(_FREE, {"of_claim": returned.claim_id})


async def _in_turn(session: AsyncSession) -> None:
    """One after another: who comes second has to see the first."""
    await take_turn(session, "serial numbers")
