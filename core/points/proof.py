"""One command that recomputes everything the ledger promises, and names what does not hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.insight import expected
from core.points.checks import CHECKS, Broken, Check
from core.points.tables import AccountRow, EntryRow, LotRow, TransactionRow

MOST = 100
"""Findings shown of one kind: the first are enough to know where to look."""

SIZES = select(
    *(
        select(func.count()).select_from(table).scalar_subquery().label(name)
        for name, table in (
            ("accounts", AccountRow),
            ("transactions", TransactionRow),
            ("entries", EntryRow),
            ("lots", LotRow),
        )
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it should be."""

    kind: Broken
    subject: str
    expected: int
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was looked at and what was found wrong."""

    accounts: int
    transactions: int
    entries: int
    lots: int
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether everything is as it should be."""
        return not self.findings


async def prove(session: AsyncSession) -> Proof:
    """Recompute every balance, lot, claim and board from the entries. Reads only, on the session's one snapshot."""
    boards = [Check(Broken.STANDING, sql) for sql in await expected.differences(session)]
    findings = [
        Finding(kind=Broken(row.kind), subject=row.subject, expected=int(row.expected), found=int(row.found))
        for row in await session.execute(text(_together((*CHECKS, *boards))))
    ]
    findings += [
        Finding(kind=Broken.COUNT, subject=subject, expected=should, found=found)
        for subject, should, found in await expected.wrong_counts(session)
    ]
    sizes = (await session.execute(SIZES)).one()
    return Proof(
        accounts=sizes.accounts,
        transactions=sizes.transactions,
        entries=sizes.entries,
        lots=sizes.lots,
        findings=tuple(findings),
    )


def _together(checks: Sequence[Check]) -> str:
    """One query for all checks: a proof of a small ledger is not a score of round trips."""
    return " UNION ALL ".join(
        f"SELECT * FROM (SELECT '{check.broken}' AS kind, b.* FROM ({check.sql}) b LIMIT {MOST}) c"  # noqa: S608 (ours)
        for check in checks
    )
