"""The closed sets of the ledger: kinds of accounts, kinds of transactions, and which moves each kind can make."""

from enum import StrEnum


class AccountKind(StrEnum):
    """Each person has one account of every kind; together they always sum to zero."""

    SPENDABLE = "spendable"
    """What the person can spend."""
    PENDING = "pending"
    """Earned, and resting until it can be spent."""
    HELD = "held"
    """Set aside for an order, neither spendable nor spent."""
    SPENT = "spent"
    EXPIRED = "expired"
    EARNED = "earned"
    """Where points come from: entered negative, less what returns took back."""
    DEBT = "debt"
    """What a return could not take back, since it was spent: entered negative, paid off by the next credits."""


NEGATIVE_SIDE = (AccountKind.EARNED, AccountKind.DEBT)
"""Kinds whose entries are negative and whose balance is shown positive."""


class TransactionKind(StrEnum):
    """What happened to points."""

    ACCRUAL = "accrual"
    ACTIVATION = "activation"
    """What was pending can be spent from now on."""
    REVERSAL = "reversal"
    """Undoes an accrual (taking back), or a capture or an expiry (giving back)."""
    HOLD = "hold"
    CAPTURE = "capture"
    """Settles a hold: the points are spent."""
    RELEASE = "release"
    """Settles a hold: the points return."""
    EXPIRY = "expiry"


MOVES: dict[TransactionKind, tuple[tuple[AccountKind, int], ...]] = {
    TransactionKind.ACCRUAL: (
        (AccountKind.EARNED, -1),
        (AccountKind.PENDING, +1),
        (AccountKind.SPENDABLE, +1),
        (AccountKind.SPENDABLE, -1),
        (AccountKind.DEBT, +1),
    ),
    TransactionKind.ACTIVATION: (
        (AccountKind.PENDING, -1),
        (AccountKind.SPENDABLE, +1),
        (AccountKind.SPENDABLE, -1),
        (AccountKind.DEBT, +1),
    ),
    TransactionKind.REVERSAL: (
        (AccountKind.EARNED, +1),
        (AccountKind.EARNED, -1),
        (AccountKind.PENDING, -1),
        (AccountKind.SPENDABLE, +1),
        (AccountKind.SPENDABLE, -1),
        (AccountKind.DEBT, +1),
        (AccountKind.DEBT, -1),
        (AccountKind.SPENT, -1),
        (AccountKind.EXPIRED, -1),
    ),
    TransactionKind.HOLD: ((AccountKind.SPENDABLE, -1), (AccountKind.HELD, +1)),
    TransactionKind.CAPTURE: ((AccountKind.HELD, -1), (AccountKind.SPENT, +1)),
    TransactionKind.RELEASE: (
        (AccountKind.HELD, -1),
        (AccountKind.SPENDABLE, +1),
        (AccountKind.SPENDABLE, -1),
        (AccountKind.EARNED, +1),
        (AccountKind.EARNED, -1),
        (AccountKind.DEBT, +1),
    ),
    TransactionKind.EXPIRY: ((AccountKind.SPENDABLE, -1), (AccountKind.PENDING, -1), (AccountKind.EXPIRED, +1)),
}
"""The sides of accounts that a kind of transaction may enter; the database refuses any other."""

UNDONE_ON: dict[TransactionKind, AccountKind] = {
    TransactionKind.ACCRUAL: AccountKind.EARNED,
    TransactionKind.CAPTURE: AccountKind.SPENT,
    TransactionKind.EXPIRY: AccountKind.EXPIRED,
}
"""Kinds that can be reversed, and the account on which a reversal is measured, lot by lot, against its original."""
