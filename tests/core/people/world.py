"""What tests of people begin with: an open programme with an owner, and a short way to act."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import CompanyRow
from core.db.database import Database
from core.ids import CompanyId, PersonId, ProgrammeId
from core.people import invites, joining, owners
from core.people.consents import NEEDED
from core.people.newcomers import JoinStep
from core.people.persons import Person, Profile
from core.people.roles import Occupation, Role, ShownAs, Status
from core.people.tables import PersonRow
from core.programme import setup

P = ParamSpec("P")
R = TypeVar("R")

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
OWNER = 100
"""Telegram id of the owner."""

_accounts = count(1_000)


async def act(
    db: Database, use_case: Callable[Concatenate[AsyncSession, P], Awaitable[R]], *args: P.args, **kwargs: P.kwargs
) -> R:
    """Carry out one use case in a step of its own."""
    return await db.run(lambda session: use_case(session, *args, **kwargs))


def profile(external_id: int | None = None, **told: str) -> Profile:
    """A Telegram account; a new one where no id is given."""
    return Profile(channel="telegram", external_id=next(_accounts) if external_id is None else external_id, **told)


async def first_start(db: Database) -> Person:
    """The owner of a programme that is begun and not set up."""
    await act(db, owners.ensure_owner, owner_ids=[OWNER], locale="ru", timezone="Europe/Moscow", now=NOW)
    owner = await act(db, owners.welcome_owner, profile(OWNER, name="Вера"), owner_ids=[OWNER], now=NOW)
    assert owner is not None
    return owner


async def open_programme(db: Database) -> Person:
    """The owner of a programme that is open."""
    owner = await first_start(db)
    await act(db, setup.set_name, "Тёплый дом", by=owner.id, now=NOW)
    await act(db, setup.set_operator, "ООО «Тепло»", by=owner.id, now=NOW)
    await act(db, setup.set_contact, "care@teplo.example", by=owner.id, now=NOW)
    await act(db, setup.finish, by=owner.id, now=NOW)
    return owner


async def add_company(db: Database, programme_id: ProgrammeId, name: str = "Котёл и Ко") -> CompanyId:
    async def step(session: AsyncSession) -> CompanyId:
        row = CompanyRow(programme_id=programme_id, name=name, name_key=name.casefold(), created_at=NOW)
        session.add(row)
        await session.flush()
        return CompanyId(row.id)

    return await db.run(step)


async def invite(
    db: Database,
    by: PersonId,
    role: Role = Role.PARTNER,
    *,
    occupation: Occupation | None = Occupation.INSTALLER,
    company_id: CompanyId | None = None,
    locale: str | None = None,
    uses: int = 1,
) -> str:
    """The code of a fresh invite, good for a week."""
    made = await act(
        db,
        invites.create,
        by=by,
        role=role,
        occupation=occupation,
        company_id=company_id,
        locale=locale,
        uses=uses,
        expires_at=NOW + timedelta(days=7),
        now=NOW,
    )
    return made.code


async def join(
    db: Database, by: PersonId, role: Role = Role.PARTNER, *, name: str = "Пётр", company_id: CompanyId | None = None
) -> Person:
    """Somebody who was invited, answered everything and is active."""
    code = await invite(db, by, role, company_id=company_id)
    person = (await act(db, joining.begin, code, profile=profile(), now=NOW)).person
    await act(db, joining.agree, person.id, NEEDED, now=NOW)
    state = await act(db, joining.take_name, person.id, name, now=NOW)
    if JoinStep.COMPANY in state.todo:
        state = await act(db, joining.take_company, person.id, None, now=NOW)
    assert state.todo == ()
    return state.person


async def many_partners(session: AsyncSession, like: Person, people: int) -> list[PersonId]:
    """So many partners more, without names, in somebody's programme."""
    row = {
        "programme_id": like.programme_id,
        "role": Role.PARTNER,
        "status": Status.ACTIVE,
        "locale": like.locale,
        "shown_as": ShownAs.NAME,
        "joined_at": NOW,
    }
    joined = await session.scalars(insert(PersonRow).values([row] * people).returning(PersonRow.id))
    return [PersonId(person_id) for person_id in joined]
