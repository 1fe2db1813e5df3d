"""The members' list as an import: looked at, then everybody on it invited who is not known by phone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.companies import list_companies, save_companies
from core.catalog.folding import firm_key
from core.clock import local_date
from core.db.work import Step
from core.importing.importer import ERRORS_KEPT, Preview, Work
from core.people.enrolling import Enrolling, enrol
from core.people.member_rows import COLUMNS, IN_ORDER, NEEDED, MemberFault, MemberInput, Reading, Unfit
from core.people.openings import room
from core.people.persons import load
from core.people.phones import known_phones
from core.people.rights import Right, allowed, may
from core.programme import programmes
from core.programme.programmes import Programme
from core.sheets.columns import RowError, Table, find_table
from core.sheets.sheet import Sheet

SLICE = 200
"""Rows of one step."""

WITH_COMPANIES = "companies"
"""The choice to add companies that are not on the list yet."""

OFFERED = 30
"""Unknown companies that a preview names."""

T = TypeVar("T")


@dataclass(slots=True)
class _Rows:
    """The rows of a table, those that can be taken and those that cannot."""

    reading: Reading
    errors: list[RowError] = field(default_factory=list)
    wrong: int = 0
    _phones: set[str] = field(default_factory=set)

    def good(self, table: Table) -> Iterator[MemberInput]:
        for given in table.records():
            try:
                row = self.reading.read(given)
                if row.phone in self._phones:
                    raise Unfit(MemberFault.REPEATED)
                self._phones.add(row.phone)
            except Unfit as unfit:
                self.wrong += 1
                if len(self.errors) < ERRORS_KEPT:
                    self.errors.append(given.error(unfit.fault))
                continue
            yield row

    def refuse(self, row: MemberInput) -> None:
        """Count a row whose points the programme may not give out any more."""
        self.wrong += 1
        self.errors.append(RowError(row=row.row, fault=MemberFault.BEYOND.value, text=row.name))


class MemberList:
    """People to invite. Known ones, by their phones, stay as they are."""

    right = Right.INVITE

    async def look(self, work: Work, sheet: Sheet) -> Preview | None:
        """Counts: new, known, points (of the new together), with_points, unplaced (new, of unknown companies)."""
        table = find_table(sheet, COLUMNS, needed=NEEDED, in_order=IN_ORDER)
        if table is None:
            return None
        programme, companies, adds = await work.read(lambda session: _surroundings(session, work))
        rows = _Rows(_reading(programme, work))
        left = await work.read(lambda session: room(session, programme))
        counts = dict.fromkeys(("new", "known", "points", "with_points", "unplaced"), 0)
        unknown: dict[str, str] = {}
        for done, some in _slices(rows.good(table)):
            known = await work.read(_known(programme, some))
            for row in some:
                if row.phone not in known and not left.take(row):
                    rows.refuse(row)
                    continue
                _count(counts, row, companies, unknown, is_known=row.phone in known)
            await work.progress(done)
        return Preview(
            good=counts["new"],
            wrong=rows.wrong,
            counts=counts,
            errors=tuple(sorted(rows.errors, key=lambda error: error.row)[:ERRORS_KEPT]),
            offers=tuple(unknown.values())[:OFFERED] if adds else (),
            nothing_new=bool(counts["known"]) and not counts["new"],
        )

    async def save(self, work: Work, sheet: Sheet) -> Mapping[str, int]:
        """Counts: new, companies."""
        table = find_table(sheet, COLUMNS, needed=NEEDED, in_order=IN_ORDER)
        if table is None:
            return {"new": 0, "companies": 0}
        programme, companies, _ = await work.read(lambda session: _surroundings(session, work))
        rows = _Rows(_reading(programme, work))
        saved = {"new": 0, "companies": 0}
        for done, some in _slices(rows.good(table)):
            if work.choice == WITH_COMPANIES:
                added = await work.step(_add_companies(work, programme, some, companies))
                saved["companies"] += added
            saved["new"] += await work.step(_enrol(work, programme, some, companies))
            await work.progress(done)
        return saved


async def _surroundings(session: AsyncSession, work: Work) -> tuple[Programme, dict[str, int], bool]:
    """The programme, its companies by folded name, and whether whoever sends the list may add some."""
    programme = await programmes.load(session, work.programme_id)
    companies = {firm_key(firm.name): int(firm.id) for firm in await list_companies(session, programme.id)}
    adds = work.by is None or may(await load(session, work.by), Right.EDIT_CATALOGUE)
    return programme, companies, adds


def _reading(programme: Programme, work: Work) -> Reading:
    today = local_date(work.now(), programme.timezone)
    return Reading(country=programme.options.country, locales=tuple(programme.locales), today=today)


def _count(
    counts: dict[str, int], row: MemberInput, companies: Mapping[str, int], unknown: dict[str, str], *, is_known: bool
) -> None:
    if is_known:
        counts["known"] += 1
        return
    counts["new"] += 1
    counts["points"] += row.points
    counts["with_points"] += bool(row.points)
    if row.company and firm_key(row.company) not in companies:
        counts["unplaced"] += 1
        unknown.setdefault(firm_key(row.company), row.company)


def _known(programme: Programme, rows: Sequence[MemberInput]) -> Step[set[str]]:
    return lambda session: known_phones(session, programme.id, [row.phone for row in rows])


def _add_companies(
    work: Work, programme: Programme, rows: Sequence[MemberInput], companies: dict[str, int]
) -> Step[int]:
    async def step(session: AsyncSession) -> int:
        names = {firm_key(row.company): row.company for row in reversed(rows) if row.company}
        lacking = [name for key, name in names.items() if key not in companies]
        if not lacking:
            return 0
        by = await load(session, work.by) if work.by is not None else None
        added = await save_companies(session, programme.id, lacking, now=work.now(), by=by)
        companies.update({firm_key(firm.name): int(firm.id) for firm in await list_companies(session, programme.id)})
        return added

    return step


def _enrol(work: Work, programme: Programme, rows: Sequence[MemberInput], companies: Mapping[str, int]) -> Step[int]:
    async def step(session: AsyncSession) -> int:
        by = await allowed(session, work.by, Right.INVITE) if work.by is not None else None
        on = Enrolling(programme=programme, by=by, companies=companies)
        return await enrol(session, rows, on, now=work.now())

    return step


def _slices(rows: Iterator[T]) -> Iterator[tuple[int, list[T]]]:
    done = 0
    while some := list(islice(rows, SLICE)):
        done += len(some)
        yield done, some
