"""Writing a transaction: its lots and entries first, then the row that closes it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import ClaimId, LotId, PersonId, TransactionId
from core.points import given
from core.points.accounts import Accounts
from core.points.kinds import AccountKind, TransactionKind
from core.points.tables import EntryRow, LotRow, TransactionRow
from core.points.values import Credit

NEXT_ON_SQLITE = select(
    1
    + func.max(
        func.coalesce(select(func.max(TransactionRow.id)).scalar_subquery(), 0),
        func.coalesce(select(func.max(EntryRow.transaction_id)).scalar_subquery(), 0),
    )
)
NEXT_ON_POSTGRESQL = text("SELECT nextval('ledger_transaction_ids')")

POST_ENTRIES = insert(EntryRow)
POST_TRANSACTION = insert(TransactionRow)
OPEN_LOTS = insert(LotRow).returning(LotRow.id, sort_by_parameter_order=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a transaction says about itself."""

    kind: TransactionKind
    key: str
    reason: dict[str, Any]
    now: datetime
    claim_id: ClaimId | None = None
    decision_id: int | None = None
    reverses_id: TransactionId | None = None
    author_id: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """Points that a transaction makes spendable."""

    lot_id: LotId
    points: int
    expires_on: date | None


@dataclass(slots=True)
class Posting:
    """A transaction in the making, on the locked accounts of one person."""

    accounts: Accounts
    transaction_id: TransactionId
    incoming: list[Incoming] = field(default_factory=list)
    _entries: list[dict[str, int]] = field(default_factory=list)
    _given: int = 0
    """Points that come from where points come from, less what returns there."""

    def move(self, lot_id: LotId, points: int, *, out_of: AccountKind, into: AccountKind) -> None:
        """Move points of a lot from one account to another; none are no entry."""
        if points:
            self._enter(lot_id, -points, out_of)
            self._enter(lot_id, points, into)

    def bring(self, lot_id: LotId, points: int, expires_on: date | None, *, out_of: AccountKind) -> None:
        """Make points of a lot spendable."""
        self.move(lot_id, points, out_of=out_of, into=AccountKind.SPENDABLE)
        self.incoming.append(Incoming(lot_id, points, expires_on))

    def rest(self, lot_id: LotId, points: int) -> None:
        """Make points of a new lot pending: no debt is paid off with them before they can be spent."""
        self.move(lot_id, points, out_of=AccountKind.EARNED, into=AccountKind.PENDING)

    def net_debt(self) -> None:
        """Pay off an open debt with what comes in, soonest expiry first."""
        owed = self.accounts[AccountKind.DEBT].balance
        for credit in sorted(self.incoming, key=lambda credit: (credit.expires_on or date.max, credit.lot_id)):
            paid = min(owed, credit.points)
            self.move(credit.lot_id, paid, out_of=AccountKind.SPENDABLE, into=AccountKind.DEBT)
            owed -= paid

    async def open_lots(self, session: AsyncSession, lines: Sequence[Credit], *, now: datetime) -> None:
        """Fill a new lot with each credit and make it spendable, or pending where its time has yet to come."""
        rows = [
            {
                "account_id": self.accounts[AccountKind.SPENDABLE].id,
                "transaction_id": self.transaction_id,
                "claim_line_id": credit.claim_line_id,
                "amount": credit.points,
                "expires_on": credit.expires_on,
                "spendable_at": credit.spendable_at,
                "earned_at": now,
            }
            for credit in lines
        ]
        lot_ids = (await session.scalars(OPEN_LOTS, rows)).all()
        for lot_id, credit in zip(lot_ids, lines, strict=True):
            if credit.spendable_at is not None:
                self.rest(LotId(lot_id), credit.points)
            else:
                self.bring(LotId(lot_id), credit.points, credit.expires_on, out_of=AccountKind.EARNED)

    async def post(self, session: AsyncSession, header: Header) -> TransactionId:
        """Write the entries and close the transaction: the database checks and applies it."""
        await session.execute(POST_ENTRIES, self._entries)
        if self._given:
            given.count(session, self.accounts.programme_id, self._given, options=self.accounts.options, now=header.now)
        await session.execute(
            POST_TRANSACTION,
            {
                "id": self.transaction_id,
                "programme_id": self.accounts.programme_id,
                "person_id": self.accounts.person_id,
                "kind": header.kind,
                "key": header.key,
                "reason": header.reason,
                "posted_at": header.now,
                "claim_id": header.claim_id,
                "decision_id": header.decision_id,
                "reverses_id": header.reverses_id,
                "author_id": header.author_id,
            },
        )
        return self.transaction_id

    def _enter(self, lot_id: LotId, amount: int, kind: AccountKind) -> None:
        if kind is AccountKind.EARNED:
            self._given -= amount
        self._entries.append(
            {
                "transaction_id": self.transaction_id,
                "position": len(self._entries) + 1,
                "account_id": self.accounts[kind].id,
                "amount": amount,
                "lot_id": lot_id,
            }
        )


async def begin(session: AsyncSession, accounts: Accounts) -> Posting:
    """Begin a transaction. Its id is taken under the accounts' lock, so that ids grow along each account."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    number = await session.scalar(NEXT_ON_SQLITE if on_sqlite else NEXT_ON_POSTGRESQL)
    return Posting(accounts, TransactionId(number))


async def posted_under(
    session: AsyncSession, accounts: Accounts, key: str, kind: TransactionKind
) -> TransactionId | None:
    """The transaction posted earlier under a key, if any. Raises ValueError where the key names something else."""
    found = (
        await session.execute(
            select(TransactionRow.id, TransactionRow.person_id, TransactionRow.kind).where(
                TransactionRow.programme_id == accounts.programme_id, TransactionRow.key == key
            )
        )
    ).one_or_none()
    if found is None:
        return None
    if (found.person_id, found.kind) != (accounts.person_id, kind):
        raise ValueError(f"the key {key} names another transaction")
    return TransactionId(found.id)
