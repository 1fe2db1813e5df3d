"""What people are told about appeals."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.appeals import deciders_of
from core.claims.claim import Reason
from core.claims.events import AppealDecided, AppealLate, ClaimAppealed
from core.claims.notices import tell_new_date
from core.claims.tables import ClaimRow
from core.ids import ClaimId, PersonId, Points, ProgrammeId
from core.outreach.notices import Notice, tell
from core.people.employments import works_for
from core.people.persons import OTHERS_WITH_ROLE
from core.people.rights import Right, roles_with
from core.people.roles import Role
from core.people.scopes import in_sight_of
from core.people.tables import PersonRow
from core.points import statement


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealMade(Notice):
    """To those who may answer: a partner asks for another look."""

    kind: ClassVar[str] = "appeal_made"
    claim_id: ClaimId
    document_no: str
    nobody: bool = False
    """Whether nobody can answer: only those who decided may decide claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealAnswered(Notice):
    """To the partner: what another look has brought."""

    kind: ClassVar[str] = "appeal_answered"
    claim_id: ClaimId
    document_no: str
    raised: Points
    """What is added; 0 where the decision stands."""
    why: Reason | None
    note: str
    balance: Points
    spendable_at: datetime | None = None
    """From when on what is added can be spent; at once where None."""


_PLACE = select(ClaimRow.region_id, ClaimRow.company_id).where(ClaimRow.id == bindparam("claim_id"))
_COMPANY = _PLACE.with_only_columns(ClaimRow.company_id).scalar_subquery()
_MAY_DECIDE = OTHERS_WITH_ROLE.where(
    in_sight_of(PersonRow.id, _PLACE.with_only_columns(ClaimRow.region_id).scalar_subquery(), _COMPANY),
    ~works_for(PersonRow.id, _COMPANY),
)


async def who_may_answer(
    session: AsyncSession, claim_id: ClaimId, programme_id: ProgrammeId, *, but: PersonId
) -> set[PersonId]:
    """Whoever may decide a claim and has not decided it yet, save its partner, `but`."""
    asked = {"programme_id": programme_id, "but": but, "claim_id": claim_id}
    found = await session.scalars(_MAY_DECIDE, asked | {"roles": sorted(roles_with(Right.DECIDE_CLAIMS))})
    return {PersonId(person) for person in found} - (await deciders_of(session, [claim_id])).get(claim_id, set())


async def tell_appeal(session: AsyncSession, appealed: ClaimAppealed) -> None:
    """Tell those who may answer: everybody who decides such claims, except who decided this one.

    Where there is nobody, owners hear that somebody is needed.
    """
    if appealed.words_only:
        return
    people = await who_may_answer(session, appealed.claim_id, appealed.programme_id, but=appealed.person_id)
    nobody = not people
    if nobody:
        asked = {"programme_id": appealed.programme_id, "but": appealed.person_id, "claim_id": appealed.claim_id}
        people = {PersonId(owner) for owner in await session.scalars(_MAY_DECIDE, asked | {"roles": [Role.OWNER]})}
    notice = AppealMade(claim_id=appealed.claim_id, document_no=appealed.document_no, nobody=nobody)
    for person in sorted(people):
        tell(session, person, notice, key=f"claim:{appealed.claim_id}:appeal", now=appealed.at)


async def tell_answer(session: AsyncSession, answered: AppealDecided) -> None:
    """Tell the partner."""
    balance = await statement.balance(session, answered.person_id, programme_id=answered.programme_id)
    notice = AppealAnswered(
        claim_id=answered.claim_id,
        document_no=answered.document_no,
        raised=Points(answered.points),
        why=answered.why,
        note=answered.note,
        balance=balance.spendable,
        spendable_at=answered.spendable_at,
    )
    tell(session, answered.person_id, notice, key=answered.key, now=answered.at)


async def tell_late(session: AsyncSession, late: AppealLate) -> None:
    """Tell the partner which promise was broken, and the new date, once for each."""
    tell_new_date(session, late, message_key=None, key=f"claim:{late.claim_id}:appeal")
