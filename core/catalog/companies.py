"""Companies of the programme: the firms its people work for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.catalog.folding import firm_key
from core.catalog.refusals import NotListed
from core.catalog.tables import CompanyRow, IssuerRow
from core.ids import CompanyId, ProgrammeId
from core.people.persons import Person
from core.people.rights import Right, allowed

MOST_NAMED = 100
"""Companies of one list that the audit log names; of a longer one it tells how many they were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A firm that people of the programme work for."""

    id: CompanyId
    name: str


_LIST = (
    select(CompanyRow.id, CompanyRow.name)
    .where(CompanyRow.programme_id == bindparam("programme_id"), CompanyRow.active)
    .order_by(CompanyRow.id)
)


async def save_companies(
    session: AsyncSession, programme_id: ProgrammeId, names: Sequence[str], *, now: datetime, by: Person | None = None
) -> int:
    """Add companies, each also as an issuer of invoices; how many are new on the list. Known names change nothing."""
    if by is not None:
        await allowed(session, by.id, Right.EDIT_CATALOGUE)
    given = {firm_key(name): name for name in names}
    if not given:
        return 0
    adding = insert(CompanyRow)
    added = await session.execute(
        adding.on_conflict_do_update(
            index_elements=[CompanyRow.programme_id, CompanyRow.name_key],
            set_={"active": True, "name": adding.excluded.name},
            where=CompanyRow.active.is_(False),
        ).returning(CompanyRow.id, CompanyRow.name_key),
        [
            {"programme_id": programme_id, "name": name, "name_key": key, "created_at": now}
            for key, name in given.items()
        ],
    )
    new = {row.name_key: row.id for row in added}
    if new:
        await record(
            session,
            programme_id=programme_id,
            by=by.id if by else None,
            act=Act.COMPANIES_SAVED,
            subject=f"programme:{programme_id}",
            after={"companies": sorted(new.values())[:MOST_NAMED], "count": len(new)},
            now=now,
        )
    await _issue(session, programme_id, {key: (given[key], company) for key, company in new.items()})
    return len(new)


async def archive_company(session: AsyncSession, company_id: CompanyId, *, by: Person, now: datetime) -> str:
    """Take a company off the list; its name. Its people and sales stay. Raises NotAllowed, NotListed."""
    name = await _list(session, company_id, by, listed=False, now=now)
    await session.execute(
        update(IssuerRow)
        .where(IssuerRow.company_id == company_id)
        .values(company_id=None)
        .execution_options(synchronize_session=False)
    )
    return name


async def restore_company(session: AsyncSession, company_id: CompanyId, *, by: Person, now: datetime) -> str:
    """Put a company back on the list; its name. Raises NotAllowed, NotListed."""
    name = await _list(session, company_id, by, listed=True, now=now)
    await _issue(session, by.programme_id, {firm_key(name): (name, company_id)})
    return name


async def list_companies(session: AsyncSession, programme_id: ProgrammeId) -> list[Company]:
    """Every company that is listed, in the order they were added."""
    rows = await session.execute(_LIST, {"programme_id": programme_id})
    return [Company(id=CompanyId(row.id), name=row.name) for row in rows]


async def _list(session: AsyncSession, company_id: CompanyId, by: Person, *, listed: bool, now: datetime) -> str:
    editor = await allowed(session, by.id, Right.EDIT_CATALOGUE)
    name: str | None = await session.scalar(
        update(CompanyRow)
        .where(CompanyRow.id == company_id, CompanyRow.programme_id == editor.programme_id)
        .values(active=listed)
        .returning(CompanyRow.name)
        .execution_options(synchronize_session=False)
    )
    if name is None:
        raise NotListed
    await record(
        session,
        programme_id=editor.programme_id,
        by=by.id,
        act=Act.COMPANY_RESTORED if listed else Act.COMPANY_ARCHIVED,
        subject=f"company:{company_id}",
        now=now,
    )
    return name


async def _issue(session: AsyncSession, programme_id: ProgrammeId, companies: dict[str, tuple[str, int]]) -> None:
    """Let companies be chosen as issuers; one typed by a partner before becomes the company."""
    if not companies:
        return
    issuing = insert(IssuerRow)
    await session.execute(
        issuing.on_conflict_do_update(
            index_elements=[IssuerRow.programme_id, IssuerRow.key],
            set_={"company_id": issuing.excluded.company_id, "name": issuing.excluded.name},
        ),
        [
            {"programme_id": programme_id, "key": key, "name": name, "company_id": company}
            for key, (name, company) in companies.items()
        ],
    )
