"""Who decides: the names a partner reads where a claim takes somebody else than whoever has had a say."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim_card import ClaimCard
from core.claims.tables import ClaimRow
from core.claims.verdict_state import VerdictState
from core.claims.verdict_tables import AppealRow, VerdictRow
from core.claims.waiting import to_answer, to_decide
from core.ids import ClaimId, PersonId, ProgrammeId
from core.people import pii
from core.people.persons import with_role
from core.people.rights import Right, roles_with
from core.people.roles import Status
from core.people.scopes import in_sight_of
from core.people.tables import PersonRow

_WHO = (
    select(ClaimRow.id.label("claim_id"), PersonRow.id.label("person_id"))
    .join(PersonRow, PersonRow.programme_id == ClaimRow.programme_id)
    .where(
        ClaimRow.id.in_(bindparam("ids", expanding=True)),
        PersonRow.role.in_(sorted(roles_with(Right.DECIDE_CLAIMS))),
        PersonRow.status == Status.ACTIVE.value,
        in_sight_of(PersonRow.id, ClaimRow.region_id, ClaimRow.company_id),
    )
    .order_by(PersonRow.id)
)
_APPEALED = _WHO.join(AppealRow, AppealRow.claim_id == ClaimRow.id).where(to_answer(PersonRow.id))
_SECONDED = _WHO.where(
    to_decide(PersonRow.id),
    exists().where(VerdictRow.claim_id == ClaimRow.id, VerdictRow.state == VerdictState.SECONDING.value),
)


async def deciders(session: AsyncSession, programme_id: ProgrammeId) -> Sequence[str]:
    """All who decide sales in a programme, by name, longest-standing first."""
    found = [each.id for each in await with_role(session, programme_id, roles_with(Right.DECIDE_CLAIMS))]
    names = await pii.names(session, found)
    return [names.get(each, "") for each in found]


async def who_decides(
    session: AsyncSession, claims: Collection[ClaimCard], *, two_above: int | None
) -> Mapping[ClaimId, Sequence[str]]:
    """Who may answer the appeals about some claims, or give the second word where one was given, by name."""
    appealed = [claim.id for claim in claims if claim.appeal is not None and claim.appeal.is_open]
    large = [claim.id for claim in claims if two_above is not None and claim.may_change and claim.points > two_above]
    people: dict[ClaimId, list[PersonId]] = {}
    for ids, asked in ((appealed, _APPEALED), (large, _SECONDED)):
        for row in (await session.execute(asked, {"ids": ids})).all() if ids else ():
            people.setdefault(ClaimId(row.claim_id), []).append(PersonId(row.person_id))
    names = await pii.names(session, {one for each in people.values() for one in each}) if people else {}
    return {claim_id: [names[one] for one in each if one in names] for claim_id, each in people.items()}
