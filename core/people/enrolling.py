"""Enrolling: people whom a list names become invited persons, each with an invitation of his own."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.catalog.folding import firm_key
from core.db.database import keyring
from core.ids import PersonId
from core.people import pii
from core.people.employments import HOLDS
from core.people.invites import CODE
from core.people.member_rows import MemberInput
from core.people.offers import code_hash
from core.people.openings import room
from core.people.persons import Person
from core.people.phones import known_phones
from core.people.places import settle
from core.people.rights import Right, may
from core.people.roles import Role, ShownAs, Status
from core.people.stages import Stage
from core.people.tables import EmploymentRow, EnrolmentRow, InviteRow, PersonRow
from core.programme.programmes import Programme
from core.programme.tables import ProgrammeRow

LIVES = timedelta(days=60)
"""How long an invitation from a list works."""

_PEOPLE = insert(PersonRow).returning(PersonRow.id, sort_by_parameter_order=True)
_INVITES = insert(InviteRow).returning(InviteRow.id, sort_by_parameter_order=True)
_LOCK = select(ProgrammeRow.id).where(ProgrammeRow.id == bindparam("id")).with_for_update(key_share=True)
"""Of two lists at once, the later sees whom the earlier has named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolling:
    """On whose behalf people are enrolled."""

    programme: Programme
    by: Person | None
    """None for a list loaded on the server."""
    companies: Mapping[str, int]
    """Ids by folded name."""


async def enrol(session: AsyncSession, rows: Sequence[MemberInput], on: Enrolling, *, now: datetime) -> int:
    """Invite those whose phones nobody has yet; how many. A second call invites nobody.

    Left out are those whose opening balance the programme's cap on all points does not hold.
    """
    programme_id = on.programme.id
    await session.execute(_LOCK, {"id": programme_id})
    known = await known_phones(session, programme_id, [row.phone for row in rows])
    new = (await room(session, on.programme)).fitting(row for row in rows if row.phone not in known)
    if not new:
        return 0
    ids = [PersonId(each) for each in await session.scalars(_PEOPLE, [_person(row, on, now) for row in new])]
    named = dict(zip(ids, new, strict=True))
    await pii.write_new(session, {each: pii.Pii(name=row.name, phone=row.phone) for each, row in named.items()})
    await _employ(session, named, on, now)
    await _invite(session, named, on, now)
    points = sum(row.points for row in new)
    await record(
        session,
        programme_id=programme_id,
        by=on.by.id if on.by else None,
        act=Act.MEMBERS_IMPORTED,
        subject=f"programme:{programme_id}",
        after={"people": len(new), "points": points},
        now=now,
    )
    return len(new)


def _person(row: MemberInput, on: Enrolling, now: datetime) -> dict[str, Any]:
    looks_after = on.by is not None and may(on.by, Right.LOOK_AFTER)
    return {
        "programme_id": on.programme.id,
        "role": Role.PARTNER.value,
        "occupation": row.occupation and row.occupation.value,
        "status": Status.INVITED.value,
        "locale": row.locale or on.programme.locale,
        "shown_as": ShownAs.NAME.value,
        "scoped": False,
        "frozen": False,
        "agreed": False,
        "joined_at": now,
        "manager_id": on.by.id if on.by and looks_after else None,
    }


async def _employ(session: AsyncSession, named: Mapping[PersonId, MemberInput], on: Enrolling, now: datetime) -> None:
    rows = [
        {"person_id": each, "company_id": company, "since": now, "ask_at": now + HOLDS}
        for each, row in named.items()
        if (company := company_of(row, on.companies)) is not None
    ]
    if rows:
        await session.execute(insert(EmploymentRow), rows)
        await settle(session, PersonRow.id.in_([row["person_id"] for row in rows]))


async def _invite(session: AsyncSession, named: Mapping[PersonId, MemberInput], on: Enrolling, now: datetime) -> None:
    codes = [secrets.token_urlsafe(CODE) for _ in named]
    doors = [
        {
            "programme_id": on.programme.id,
            "code_hash": code_hash(code),
            "role": Role.PARTNER.value,
            "occupation": row.occupation and row.occupation.value,
            "company_id": company_of(row, on.companies),
            "person_id": each,
            "locale": row.locale,
            "uses_left": 1,
            "expires_at": now + LIVES,
            "created_by": on.by.id if on.by else None,
            "created_at": now,
        }
        for (each, row), code in zip(named.items(), codes, strict=True)
    ]
    invites = (await session.scalars(_INVITES, doors)).all()
    seal = keyring(session).people
    enrolled = [
        {
            "person_id": each,
            "programme_id": on.programme.id,
            "enrolled_by": on.by.id if on.by else None,
            "stage": Stage.INVITED.value,
            "invite_id": invite,
            "sealed_code": seal.close(code.encode()),
            "opening_points": row.points,
            "opening_expires_on": row.until,
            "enrolled_at": now,
        }
        for (each, row), code, invite in zip(named.items(), codes, invites, strict=True)
    ]
    await session.execute(insert(EnrolmentRow), enrolled)


def company_of(row: MemberInput, companies: Mapping[str, int]) -> int | None:
    """The listed company that a row names."""
    return companies.get(firm_key(row.company)) if row.company else None
