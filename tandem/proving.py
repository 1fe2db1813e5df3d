"""Proving the ledger from the command line: everything recomputed, and in words what does not hold."""

from collections.abc import Callable

from sqlalchemy import text

from core.db.database import Database
from core.points import proof
from core.points.checks import Broken
from core.points.proof import Proof
from core.sealing import Keyring
from tandem.counting import counted
from tandem.migrating import require_current
from tandem.settings import Settings

NO_KEY = Keyring("the proof opens nothing that is sealed")

RULES = {
    Broken.SUM: "a transaction sums to zero, lot by lot",
    Broken.WHOLE: "a transaction is whole",
    Broken.OWNER: "a transaction moves its own person's points only",
    Broken.BALANCE: "a balance is the sum of its entries, never negative",
    Broken.LOT: "what remains of a lot is the sum of its entries",
    Broken.CREDIT: "a lot was credited with its amount",
    Broken.SPENDABLE: "what can be spent is what remains of the lots",
    Broken.PENDING: "what is pending is what rests of the lots, until their day",
    Broken.REVERSAL: "reversals never exceed what they reverse",
    Broken.SETTLEMENT: "a hold is settled at most once, and whole",
    Broken.GIVEN: "what a programme has given out is what its people have earned",
    Broken.ORDER: "what lapses soonest is spent first",
    Broken.DECISION: "a decision posts one accrual",
    Broken.CLAIM: "a claim's postings are what its latest decision grants",
    Broken.STANDING: "boards show what was posted",
    Broken.COUNT: "counts behind ranks are those of the boards",
}


async def prove(settings: Settings, tell: Callable[[str], None]) -> bool:
    """Tell every finding and what was looked at; whether all holds. Raises SettingsError."""
    await require_current(settings)
    async with Database(settings.database_url, NO_KEY) as db, db.read() as session:
        if not db.is_sqlite:  # one snapshot for all queries, while others go on posting
            await session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        found = await proof.prove(session)
    return tell_proof(found, tell)


def tell_proof(found: Proof, tell: Callable[[str], None]) -> bool:
    """Tell every finding and what was looked at; whether all holds."""
    for finding in found.findings:
        tell(f"✗ {RULES[finding.kind]}, but {finding.subject}: {finding.found} instead of {finding.expected}")
    looked_at = (
        counted(found.accounts, "account"),
        counted(found.transactions, "transaction"),
        counted(found.entries, "entry", "entries"),
        counted(found.lots, "lot"),
    )
    verdict = "✓ All holds" if found.holds else f"✗ {counted(len(found.findings), 'finding')}"
    tell(f"{verdict}: {', '.join(looked_at)}.")
    return found.holds
