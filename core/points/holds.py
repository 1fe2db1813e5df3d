"""Setting points aside for an order, and settling that once: spent, or returned."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import LotId, PersonId, Points, ProgrammeId, TransactionId
from core.points import accounts, activation, expiry, posting
from core.points.accounts import Accounts
from core.points.kinds import AccountKind, TransactionKind
from core.points.posting import Header
from core.points.refusals import HoldAlreadySettled, InsufficientPoints, NoSuchTransaction
from core.points.reversals import Part, give_back
from core.points.tables import EntryRow, LotRow, TransactionRow

UNSPENT = (
    select(LotRow.id, LotRow.remaining)
    .where(LotRow.account_id == bindparam("account_id"), LotRow.remaining > 0)
    .order_by(LotRow.expires_on.is_(None), LotRow.expires_on, LotRow.id)
)
HOLD = select(
    TransactionRow.programme_id, TransactionRow.person_id, TransactionRow.reason, TransactionRow.claim_id
).where(TransactionRow.id == bindparam("hold_id"), TransactionRow.kind == TransactionKind.HOLD.value)
SETTLED = select(TransactionRow.id, TransactionRow.kind).where(TransactionRow.reverses_id == bindparam("hold_id"))
HELD = (
    select(EntryRow.lot_id, EntryRow.amount, LotRow.remaining, LotRow.pending, LotRow.expires_on, LotRow.claim_line_id)
    .join(LotRow, LotRow.id == EntryRow.lot_id)
    .where(EntryRow.transaction_id == bindparam("hold_id"), EntryRow.account_id == bindparam("account_id"))
    .order_by(EntryRow.position)
)


async def hold(
    session: AsyncSession,
    *,
    programme_id: ProgrammeId,
    person_id: PersonId,
    points: Points,
    key: str,
    reason: dict[str, Any],
    now: datetime,
    author_id: PersonId | None = None,
) -> TransactionId:
    """Set points aside, from the lots that lapse soonest. A second call with the same key posts nothing.

    Raises InsufficientPoints, and ValueError for a hold of nothing.
    """
    if points <= 0:
        raise ValueError("a hold is of one point or more")
    locked = await accounts.lock(session, programme_id=programme_id, person_id=person_id)
    before = await posting.posted_under(session, locked, key, TransactionKind.HOLD)
    if before is not None:
        return before
    if await activation.activate(session, locked, now=now):
        locked = await accounts.lock(session, programme_id=programme_id, person_id=person_id)
    await expiry.expire(session, locked, today=locked.today(now), now=now)
    lots = (await session.execute(UNSPENT, {"account_id": locked[AccountKind.SPENDABLE].id})).all()
    available = sum(lot.remaining for lot in lots)
    if available < points:
        raise InsufficientPoints(
            needed=points,
            available=Points(available),
            enough_at=await activation.enough_at(session, person_id, points, programme_id=programme_id),
            zone=locked.zone,
        )
    draft = await posting.begin(session, locked)
    missing: int = points
    for lot in lots:
        drawn = min(lot.remaining, missing)
        draft.move(LotId(lot.id), drawn, out_of=AccountKind.SPENDABLE, into=AccountKind.HELD)
        missing -= drawn
    header = Header(kind=TransactionKind.HOLD, key=key, reason=reason, now=now, author_id=author_id)
    return await draft.post(session, header)


async def capture(
    session: AsyncSession, hold_id: TransactionId, *, now: datetime, author_id: PersonId | None = None
) -> TransactionId:
    """Spend what is held. A second call posts nothing. Raises NoSuchTransaction and HoldAlreadySettled."""
    locked, reason, before = await _unsettled(session, hold_id, TransactionKind.CAPTURE)
    if before is not None:
        return before
    draft = await posting.begin(session, locked)
    for part in await _held(session, locked, hold_id):
        draft.move(part.lot_id, part.points, out_of=AccountKind.HELD, into=AccountKind.SPENT)
    return await draft.post(session, _settlement(TransactionKind.CAPTURE, hold_id, reason, now, author_id))


async def release(
    session: AsyncSession, hold_id: TransactionId, *, now: datetime, author_id: PersonId | None = None
) -> TransactionId:
    """Return what is held to its lots, an open debt first; points past their day live on for a time of grace.

    A second call posts nothing. Raises NoSuchTransaction and HoldAlreadySettled.
    """
    locked, reason, before = await _unsettled(session, hold_id, TransactionKind.RELEASE)
    if before is not None:
        return before
    draft = await posting.begin(session, locked)
    await give_back(session, draft, await _held(session, locked, hold_id), out_of=AccountKind.HELD, now=now)
    return await draft.post(session, _settlement(TransactionKind.RELEASE, hold_id, reason, now, author_id))


async def _unsettled(
    session: AsyncSession, hold_id: TransactionId, kind: TransactionKind
) -> tuple[Accounts, dict[str, Any], TransactionId | None]:
    """The locked accounts and the reason of a hold, and what settled it in this way before, if anything did."""
    found = (await session.execute(HOLD, {"hold_id": hold_id})).one_or_none()
    if found is None:
        raise NoSuchTransaction(transaction_id=hold_id)
    locked = await accounts.lock(
        session, programme_id=ProgrammeId(found.programme_id), person_id=PersonId(found.person_id)
    )
    settled = (await session.execute(SETTLED, {"hold_id": hold_id})).one_or_none()
    if settled is None:
        return locked, found.reason, None
    if settled.kind != kind:
        raise HoldAlreadySettled(hold_id=hold_id, settled_by=TransactionKind(settled.kind))
    return locked, found.reason, TransactionId(settled.id)


async def _held(session: AsyncSession, locked: Accounts, hold_id: TransactionId) -> list[Part]:
    params = {"hold_id": hold_id, "account_id": locked[AccountKind.HELD].id}
    return [
        Part(
            lot_id=LotId(row.lot_id),
            points=row.amount,
            remaining=row.remaining,
            pending=row.pending,
            expires_on=row.expires_on,
            claim_line_id=row.claim_line_id,
        )
        for row in await session.execute(HELD, params)
    ]


def _settlement(
    kind: TransactionKind, hold_id: TransactionId, reason: dict[str, Any], now: datetime, author_id: PersonId | None
) -> Header:
    return Header(
        kind=kind, key=f"hold:{hold_id}:{kind}", reason=reason, now=now, reverses_id=hold_id, author_id=author_id
    )
