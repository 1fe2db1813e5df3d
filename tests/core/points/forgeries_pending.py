"""Statements of somebody who wants to spend before the day, none of which may pass."""

from tests.core.points.forging import (
    BONUS,
    BORISS,
    IN_TIME,
    LATER,
    RESTED,
    RESTING,
    SIXTY,
    Forged,
    new_lot,
    posted,
    swap,
)

PENDING: dict[str, tuple[str, ...]] = {
    "raise what is pending": ("UPDATE lots SET pending = pending + 10 WHERE pending > 0",),
    "make what is pending remain": (f"UPDATE lots SET pending = 0, remaining = 40 WHERE id = {RESTING}",),
    "let a lot rest less": (f"UPDATE lots SET spendable_at = '2026-03-10 09:00:00' WHERE id = {RESTING}",),
    "let a lot not rest": (f"UPDATE lots SET spendable_at = NULL WHERE id = {RESTING}",),
    "raise a pending balance": (f"UPDATE ledger_accounts SET balance = 99 WHERE {BORISS} AND kind = 'pending'",),
    "turn a pending account into a spendable one": (
        f"UPDATE ledger_accounts SET kind = 'spendable' WHERE {BORISS} AND kind = 'pending'",
    ),
    "delete a pending account": (f"DELETE FROM ledger_accounts WHERE {BORISS} AND kind = 'pending'",),
    "activate before the day": Forged(
        "activation", swap("pending", "spendable", 40, RESTING, BORISS), person=2
    ).statements(),
    "activate in part": Forged(
        "activation", swap("pending", "spendable", 10, RESTING, BORISS), person=2, columns=IN_TIME
    ).statements(),
    "activate more than is pending": Forged(
        "activation", swap("pending", "spendable", 41, RESTING, BORISS), person=2, columns=IN_TIME
    ).statements(),
    "activate twice": Forged(
        "activation", swap("pending", "spendable", 25, RESTED, BORISS), person=2, columns=IN_TIME
    ).statements(),
    "activate what never rested": Forged(
        "activation", swap("pending", "spendable", 5, SIXTY, BORISS), person=2, columns=IN_TIME
    ).statements(),
    "activate somebody else's": Forged(
        "activation", swap("pending", "spendable", 40, RESTING), columns=IN_TIME
    ).statements(),
    "activate and pay with another lot": Forged(
        "activation",
        (*swap("pending", "spendable", 40, RESTING, BORISS), *swap("spendable", "debt", 5, SIXTY, BORISS)),
        person=2,
        columns=IN_TIME,
    ).statements(),
    "activate in the name of an accrual": Forged(
        "activation",
        swap("pending", "spendable", 40, RESTING, BORISS),
        person=2,
        columns={**IN_TIME, "reverses_id": posted("resting")},
    ).statements(),
    "make spendable points pending": Forged(
        "activation", swap("spendable", "pending", 5, SIXTY, BORISS), person=2, columns=IN_TIME
    ).statements(),
    "spend what is pending": Forged("hold", swap("pending", "held", 5, RESTING, BORISS), person=2).statements(),
    "an accrual that sets pending points free": Forged(
        "accrual", swap("pending", "spendable", 40, RESTING, BORISS), person=2
    ).statements(),
    "a return that sets pending points free": Forged(
        "reversal",
        swap("pending", "spendable", 40, RESTING, BORISS),
        person=2,
        columns={"reverses_id": posted("resting")},
    ).statements(),
    "a return that takes pending points of another credit": Forged(
        "reversal", swap("pending", "earned", 5, RESTING, BORISS), person=2, columns={"reverses_id": BONUS}
    ).statements(),
    "a lapse that sets pending points free": Forged(
        "expiry", swap("pending", "spendable", 40, RESTING, BORISS), person=2
    ).statements(),
    "a new lot that is pending without an end": (
        new_lot(90, 10),
        *Forged("accrual", swap("earned", "pending", 10, "90")).statements(),
    ),
    "a new lot that rests and can be spent": (
        new_lot(90, 10, spendable_at=LATER),
        *Forged("accrual", swap("earned", "spendable", 10, "90")).statements(),
    ),
    "open a lot that is pending already": (new_lot(90, 10, pending=10, spendable_at=LATER),),
}
