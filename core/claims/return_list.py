"""The list of returns as an import: each sale of it returned as by a tap, by what has not come back before.

A row says how many units came back in all. So the list sent twice changes nothing, and what a partner had reported by
a tap is not taken back once more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.folding import sku_key
from core.catalog.tables import IssuerRow, ProductRow
from core.claims import returns
from core.claims.claim import GRANTED
from core.claims.return_rows import COLUMNS, IN_ORDER, NEEDED, ReturnFault, ReturnInput, Unfit, read
from core.claims.tables import ClaimRow, DecisionRow
from core.claims.verdict_tables import DecisionLineRow, ReturnLineRow, ReturnRow
from core.db.work import Step
from core.ids import ClaimId
from core.importing.importer import ERRORS_KEPT, Preview, Work
from core.people.persons import Person, with_role
from core.people.rights import Right, allowed
from core.people.roles import Role
from core.people.scopes import scope_of
from core.sheets.columns import RowError, Table, find_table
from core.sheets.sheet import Sheet

SLICE = 20
"""Documents of one step: each sale is weighed by itself, as one that is tapped."""

_LATEST = (
    select(func.max(DecisionRow.number))
    .where(DecisionRow.claim_id == ClaimRow.id)
    .correlate(ClaimRow)
    .scalar_subquery()
)
_BACK = (
    select(func.coalesce(func.sum(ReturnLineRow.quantity), 0))
    .join(ReturnRow, ReturnRow.id == ReturnLineRow.return_id)
    .where(ReturnRow.claim_id == ClaimRow.id, ReturnLineRow.position == DecisionLineRow.position)
    .correlate(ClaimRow, DecisionLineRow)
    .scalar_subquery()
)
_LINES = (
    select(
        ClaimRow.id,
        ClaimRow.document_key,
        ClaimRow.sold_on,
        DecisionLineRow.position,
        DecisionLineRow.quantity,
        ProductRow.sku,
        _BACK.label("came_back"),
    )
    .join(DecisionRow, (DecisionRow.claim_id == ClaimRow.id) & (DecisionRow.number == _LATEST))
    .join(DecisionLineRow, DecisionLineRow.decision_id == DecisionRow.id)
    .join(ProductRow, ProductRow.id == DecisionLineRow.product_id)
    .where(
        ClaimRow.programme_id == bindparam("programme_id"),
        ClaimRow.issuer_id.in_(select(IssuerRow.id).where(IssuerRow.programme_id == bindparam("programme_id"))),
        ClaimRow.document_key.in_(bindparam("keys", expanding=True)),
        ClaimRow.state.in_(sorted(state.value for state in GRANTED)),
    )
    .order_by(ClaimRow.id, DecisionLineRow.position)
)
"""By way of the issuers: the index of documents begins with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    claim_id: ClaimId
    sold_on: date
    position: int
    product: str
    sold: int
    came_back: int


@dataclass(slots=True)
class _Found:
    """What rows come to: quantities still to be returned by sale, and the rows that cannot be taken."""

    wanted: dict[ClaimId, dict[int, int]] = field(default_factory=dict)
    good: int = 0
    before: int = 0
    """Rows that say what was reported already."""
    errors: list[RowError] = field(default_factory=list)
    _named: set[tuple[ClaimId, int]] = field(default_factory=set)

    def take(self, row: ReturnInput, lines: Sequence[_Line]) -> None:
        """Take a row, given all granted lines of its document."""
        try:
            named = self._fresh(row, _meant(row, lines))
        except Unfit as unfit:
            self.errors.append(row.record.error(unfit.fault))
            return
        left = {line.position: count - line.came_back for line, count in named if count > line.came_back}
        if not left:
            self.before += 1
            return
        self.good += 1
        self.wanted.setdefault(named[0][0].claim_id, {}).update(left)

    def _fresh(self, row: ReturnInput, lines: Sequence[_Line]) -> list[tuple[_Line, int]]:
        if any((line.claim_id, line.position) in self._named for line in lines):
            raise Unfit(ReturnFault.REPEATED)
        if row.quantity is not None and (len(lines) > 1 or row.quantity > lines[0].sold):
            raise Unfit(ReturnFault.PRODUCT if len(lines) > 1 else ReturnFault.MORE)
        self._named |= {(line.claim_id, line.position) for line in lines}
        return [(line, row.quantity or line.sold) for line in lines]


def _meant(row: ReturnInput, lines: Sequence[_Line]) -> Sequence[_Line]:
    """The lines of the one sale that a row means. Raises Unfit."""
    of_day = [line for line in lines if row.sold_on is None or line.sold_on == row.sold_on]
    if not of_day:
        raise Unfit(ReturnFault.UNKNOWN)
    meant = [line for line in of_day if not row.product or line.product == row.product]
    if not meant:
        raise Unfit(ReturnFault.PRODUCT)
    if len({line.claim_id for line in meant}) > 1:
        raise Unfit(ReturnFault.SEVERAL)
    return meant[:1] if row.product else meant


class ReturnList:
    """Goods that came back, by their documents' numbers."""

    right = Right.DECIDE_CLAIMS

    async def look(self, work: Work, sheet: Sheet) -> Preview | None:
        """Counts: sales, points, debt, and before: rows that say what was reported already."""
        table = find_table(sheet, COLUMNS, needed=NEEDED, in_order=IN_ORDER)
        if table is None:
            return None
        rows, errors = _rows(table)
        good, done, counts = 0, 0, dict.fromkeys(("sales", "points", "debt", "before"), 0)
        for some in _slices(rows):
            found, weighed = await work.step(_weigh(work, some))  # weighing locks what it weighs: no reader may
            errors += found.errors
            good += found.good
            counts["before"] += found.before
            for name, count in weighed.items():
                counts[name] += count
            done += sum(len(each) for each in some.values())
            await work.progress(done)
        kept = tuple(sorted(errors, key=lambda error: error.row)[:ERRORS_KEPT])
        known = bool(counts["before"]) and not good
        return Preview(good=good, wrong=len(errors), counts=counts, errors=kept, nothing_new=known)

    async def save(self, work: Work, sheet: Sheet) -> Mapping[str, int]:
        """Counts: sales, points, debt."""
        table = find_table(sheet, COLUMNS, needed=NEEDED, in_order=IN_ORDER)
        saved, done = dict.fromkeys(("sales", "points", "debt"), 0), 0
        for some in _slices(_rows(table)[0] if table else {}):
            for name, count in (await work.step(_report(work, some))).items():
                saved[name] += count
            done += sum(len(each) for each in some.values())
            await work.progress(done)
        return saved


Documents = Mapping[str, Sequence[ReturnInput]]
"""Rows by their document."""


def _rows(table: Table) -> tuple[Documents, list[RowError]]:
    rows: dict[str, list[ReturnInput]] = {}
    errors = []
    for given in table.records():
        try:
            row = read(given)
        except Unfit as unfit:
            errors.append(given.error(unfit.fault))
            continue
        rows.setdefault(row.key, []).append(row)
    return rows, errors


def _slices(rows: Documents) -> Iterator[Documents]:
    left = iter(rows.items())
    while some := dict(islice(left, SLICE)):
        yield some


def _weigh(work: Work, rows: Documents) -> Step[tuple[_Found, dict[str, int]]]:
    async def step(session: AsyncSession) -> tuple[_Found, dict[str, int]]:
        by = await _reporter(session, work)
        found = await _match(session, by, rows)
        weighed = [await returns.preview(session, claim, found.wanted[claim], by=by) for claim in found.wanted]
        return found, _sums(weighed)

    return step


def _report(work: Work, rows: Documents) -> Step[dict[str, int]]:
    async def step(session: AsyncSession) -> dict[str, int]:
        by, done = await _reporter(session, work), []
        meant = sorted((await _match(session, by, rows)).wanted)
        for claim_id in meant:
            await returns.take_turn_at(session, claim_id)
        left = (await _match(session, by, rows)).wanted  # somebody may have reported some while this waited
        for claim_id, quantities in ((each, left[each]) for each in meant if each in left):
            number = (await returns.preview(session, claim_id, quantities, by=by)).number
            done.append(await returns.report(session, claim_id, quantities, number=number, by=by, now=work.now()))
        return _sums(done)

    return step


def _sums(done: Sequence[returns.Return]) -> dict[str, int]:
    points, debt = sum(one.points for one in done), sum(one.debt for one in done)
    return {"sales": len(done), "points": points, "debt": debt}


async def _reporter(session: AsyncSession, work: Work) -> Person:
    """Who reports; on the server's own command line it is done in the first owner's name. Raises NotAllowed."""
    if work.by is not None:
        return await allowed(session, work.by, Right.DECIDE_CLAIMS)
    return (await with_role(session, work.programme_id, frozenset({Role.OWNER})))[0]


async def _match(session: AsyncSession, by: Person, rows: Documents) -> _Found:
    """What the rows of some documents mean, as things stand in this transaction."""
    scope = await scope_of(session, by)
    asked = _LINES.where(scope.within(ClaimRow.region_id, ClaimRow.company_id))
    lines: dict[str, list[_Line]] = {}
    for row in await session.execute(asked, {"programme_id": by.programme_id, "keys": sorted(rows)}):
        lines.setdefault(row.document_key, []).append(_line(row))
    found = _Found()
    for key, given in rows.items():
        for one in given:
            found.take(one, lines.get(key, ()))
    return found


def _line(row: Any) -> _Line:
    return _Line(
        claim_id=ClaimId(row.id),
        sold_on=row.sold_on,
        position=row.position,
        product=sku_key(row.sku),
        sold=row.quantity,
        came_back=int(row.came_back),
    )
