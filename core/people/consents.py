"""Consents: what a person agreed to, to which text and when. Rows are only ever added; the newest of a kind counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, bindparam, false, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import PersonId
from core.people.persons import lock
from core.people.tables import ConsentRow, PersonRow


class ConsentKind(StrEnum):
    """One switch of the consents' screen."""

    RULES = "rules"
    """The programme's rules."""
    PERSONAL_DATA = "personal_data"
    """Keeping and using name, contacts and sales."""
    ADVERTISING = "advertising"
    """Being written to about offers; news of the programme itself need no consent."""


NEEDED = frozenset({ConsentKind.RULES, ConsentKind.PERSONAL_DATA})
"""Without these nobody claims; advertising is up to the person."""

TEXT_VERSIONS: Mapping[ConsentKind, str] = {
    ConsentKind.RULES: "2026-11",
    ConsentKind.PERSONAL_DATA: "2026-11",
    ConsentKind.ADVERTISING: "2026-12",
}
"""Version of the text that views show for each kind. Whoever changes a text changes its version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The newest word of a person on one kind."""

    kind: ConsentKind
    given: bool
    text_version: str
    at: datetime


_NEWEST = select(func.max(ConsentRow.id)).where(ConsentRow.person_id == bindparam("id")).group_by(ConsentRow.kind)
_CURRENT = select(ConsentRow.kind, ConsentRow.given, ConsentRow.text_version, ConsentRow.at).where(
    ConsentRow.id.in_(_NEWEST)
)


def stands(kind: ConsentKind) -> ColumnElement[bool]:
    """The condition that somebody's newest word on a kind is a yes; for a query of people."""
    newest = (
        select(ConsentRow.given)
        .where(ConsentRow.person_id == PersonRow.id, ConsentRow.kind == kind.value)
        .order_by(ConsentRow.id.desc())
        .limit(1)
        .correlate(PersonRow)
        .scalar_subquery()
    )
    return func.coalesce(newest, false())


async def current(session: AsyncSession, person_id: PersonId) -> dict[ConsentKind, Consent]:
    """The newest word on each kind; kinds never asked about are left out."""
    rows = await session.execute(_CURRENT, {"id": person_id})
    found = (
        Consent(kind=ConsentKind(row.kind), given=row.given, text_version=row.text_version, at=row.at) for row in rows
    )
    return {consent.kind: consent for consent in found}


async def give(session: AsyncSession, person_id: PersonId, kind: ConsentKind, *, now: datetime) -> bool:
    """Record a consent to the text now shown; whether all that is needed stands. A second call adds nothing."""
    return await record(session, person_id, {kind: True}, now=now)


async def withdraw(session: AsyncSession, person_id: PersonId, kind: ConsentKind, *, now: datetime) -> bool:
    """Record a withdrawal; whether all that is needed stands. Without it claiming rests, all else works."""
    return await record(session, person_id, {kind: False}, now=now)


async def record(
    session: AsyncSession, person_id: PersonId, words: Mapping[ConsentKind, bool], *, now: datetime
) -> bool:
    """Record what a person said on several kinds; whether all that is needed stands afterwards."""
    await lock(session, person_id)
    before = await current(session, person_id)
    standing = {kind for kind, consent in before.items() if consent.given}
    for kind, given in words.items():
        version = TEXT_VERSIONS[kind]
        known = before.get(kind)
        if known is None or known.given != given or (given and known.text_version != version):
            session.add(ConsentRow(person_id=person_id, kind=kind.value, given=given, text_version=version, at=now))
        standing = standing | {kind} if given else standing - {kind}
    await session.flush()
    agreed = standing >= NEEDED
    await session.execute(
        update(PersonRow)
        .where(PersonRow.id == person_id)
        .values(agreed=agreed)
        .execution_options(synchronize_session=False)
    )
    return agreed
