"""Undoing a transaction: taking back what was credited, giving back what was spent or lapsed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import ClaimId, LotId, PersonId, Points, ProgrammeId, TransactionId
from core.points import accounts, posting
from core.points.kinds import NEGATIVE_SIDE, UNDONE_ON, AccountKind, TransactionKind
from core.points.posting import Header, Posting
from core.points.refusals import NoSuchTransaction, ReversalExceedsOriginal
from core.points.tables import EntryRow, LotRow, TransactionRow
from core.points.values import Credit

GRACE = timedelta(days=30)
"""How long returned points can be spent whose own day is past."""

ORIGINAL = select(
    TransactionRow.programme_id, TransactionRow.person_id, TransactionRow.kind, TransactionRow.claim_id
).where(TransactionRow.id == bindparam("transaction_id"))

LEFT = (
    select(
        EntryRow.lot_id,
        func.sum(EntryRow.amount).label("left"),
        LotRow.remaining,
        LotRow.pending,
        LotRow.expires_on,
        LotRow.claim_line_id,
    )
    .join(TransactionRow, TransactionRow.id == EntryRow.transaction_id)
    .join(LotRow, LotRow.id == EntryRow.lot_id)
    .where(
        EntryRow.account_id == bindparam("account_id"),
        or_(
            TransactionRow.id == bindparam("transaction_id"),
            (TransactionRow.reverses_id == bindparam("transaction_id"))
            & (TransactionRow.kind == TransactionKind.REVERSAL.value),
        ),
    )
    .group_by(EntryRow.lot_id, LotRow.remaining, LotRow.pending, LotRow.expires_on, LotRow.claim_line_id)
    .order_by(EntryRow.lot_id)
)
"""What reversals can still take of a transaction, lot by lot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is to be undone of one lot."""

    lot_id: LotId
    points: int
    remaining: int
    """Spendable of the lot now."""
    pending: int
    expires_on: date | None
    claim_line_id: int | None


async def reverse(
    session: AsyncSession,
    transaction_id: TransactionId,
    *,
    key: str,
    reason: dict[str, Any],
    author_id: PersonId | None,
    now: datetime,
    credits: Sequence[Credit] | None = None,  # noqa: A002 (the field's word)
    decision_id: int | None = None,
) -> TransactionId | None:
    """Undo an accrual, a capture or an expiry: all that is left of it, or so many points of each line named.

    An accrual is taken back from its own lots, pending or not; what is no longer there becomes a debt. What was
    spent or lapsed returns to its own lots, paying off an open debt first; points past their day live on for GRACE.
    A second call with the same key posts nothing and returns the first's id; None where nothing was left to undo.
    Give `decision_id` where a verdict takes back what an earlier one granted; a return has none.
    Raises NoSuchTransaction and ReversalExceedsOriginal.
    """
    original = (await session.execute(ORIGINAL, {"transaction_id": transaction_id})).one_or_none()
    undone_on = UNDONE_ON.get(TransactionKind(original.kind)) if original else None
    if original is None or undone_on is None:
        raise NoSuchTransaction(transaction_id=transaction_id)
    locked = await accounts.lock(
        session, programme_id=ProgrammeId(original.programme_id), person_id=PersonId(original.person_id)
    )
    before = await posting.posted_under(session, locked, key, TransactionKind.REVERSAL)
    if before is not None:
        return before
    side = -1 if undone_on in NEGATIVE_SIDE else 1
    params = {"account_id": locked[undone_on].id, "transaction_id": transaction_id}
    left = [
        Part(
            lot_id=LotId(row.lot_id),
            points=int(row.left) * side,
            remaining=row.remaining,
            pending=row.pending,
            expires_on=row.expires_on,
            claim_line_id=row.claim_line_id,
        )
        for row in await session.execute(LEFT, params)
    ]
    parts = [part for part in (left if credits is None else _named(left, credits)) if part.points]
    if not parts:
        return None
    draft = await posting.begin(session, locked)
    if undone_on == AccountKind.EARNED:
        _take_back(draft, parts)
    else:
        await give_back(session, draft, parts, out_of=undone_on, now=now)
    return await draft.post(
        session,
        Header(
            kind=TransactionKind.REVERSAL,
            key=key,
            reason=reason,
            now=now,
            claim_id=ClaimId(original.claim_id) if original.claim_id else None,
            decision_id=decision_id,
            reverses_id=transaction_id,
            author_id=author_id,
        ),
    )


async def give_back(
    session: AsyncSession, draft: Posting, parts: Sequence[Part], *, out_of: AccountKind, now: datetime
) -> None:
    """Return points to their lots; those whose day is past to new lots, each for GRACE. Pays off an open debt."""
    today = draft.accounts.today(now)
    late = []
    for part in parts:
        if part.expires_on is None or part.expires_on >= today:
            draft.bring(part.lot_id, part.points, part.expires_on, out_of=out_of)
        else:
            draft.move(part.lot_id, part.points, out_of=out_of, into=AccountKind.EARNED)
            late.append(Credit(points=Points(part.points), claim_line_id=part.claim_line_id, expires_on=today + GRACE))
    if late:
        await draft.open_lots(session, late, now=now)
    draft.net_debt()


def _take_back(draft: Posting, parts: Sequence[Part]) -> None:
    for part in parts:
        resting = min(part.points, part.pending)
        there = min(part.points - resting, part.remaining)
        draft.move(part.lot_id, resting, out_of=AccountKind.PENDING, into=AccountKind.EARNED)
        draft.move(part.lot_id, there, out_of=AccountKind.SPENDABLE, into=AccountKind.EARNED)
        draft.move(part.lot_id, part.points - resting - there, out_of=AccountKind.DEBT, into=AccountKind.EARNED)


def _named(left: Sequence[Part], wanted: Sequence[Credit]) -> list[Part]:
    """The part of each line that is wanted. Raises ReversalExceedsOriginal for a line that has less left."""
    taken: dict[LotId, int] = {}
    for line in wanted:
        missing = line.points
        for part in left:
            if part.claim_line_id == line.claim_line_id and missing:
                free = min(part.points - taken.get(part.lot_id, 0), missing)
                taken[part.lot_id] = taken.get(part.lot_id, 0) + free
                missing = Points(missing - free)
        if missing:
            raise ReversalExceedsOriginal(wanted=line.points, left=Points(line.points - missing))
    return [
        Part(
            lot_id=part.lot_id,
            points=taken.get(part.lot_id, 0),
            remaining=part.remaining,
            pending=part.pending,
            expires_on=part.expires_on,
            claim_line_id=part.claim_line_id,
        )
        for part in left
    ]
