"""Claims in groups: shown there instead of to each moderator; what follows when a group moves or is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards, groups
from core.channel.cards import CardKind
from core.channel.events import GroupLost, GroupMoved
from core.channel.groups import Group
from core.channel.tables import CardRow
from core.claims.claim import ClaimState
from core.claims.events import ClaimShown
from core.claims.tables import ClaimRow
from core.ids import ClaimId, ProgrammeId
from core.outreach.notices import Notice, tell
from core.people.persons import Person, with_role
from core.people.rights import Right, roles_with
from core.people.roles import Role
from core.people.scopes import where_works

MOST_AT_ONCE = 20
"""Claims of a lost group that each moderator gets a card of; the rest stand in the queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGroupLost(Notice):
    """To owners and those who decide: sales come to each of them from now on."""

    kind: ClassVar[str] = "review_group_lost"
    thrown_out: bool
    """Whether the bot was thrown out; else somebody of the staff unbound it."""


_CARDS: Any = CardRow.__table__
_PLACE = select(ClaimRow.region_id, ClaimRow.company_id).where(ClaimRow.id == bindparam("claim_id"))
_STILL_THERE = (
    select(_CARDS.c.subject_id)
    .join(ClaimRow, ClaimRow.id == _CARDS.c.subject_id)
    .where(
        _CARDS.c.group_id == bindparam("of_group"),
        _CARDS.c.kind == CardKind.REVIEW.value,
        ClaimRow.state == ClaimState.IN_REVIEW.value,
    )
)
_UNDECIDED = (
    select(ClaimRow.id, ClaimRow.person_id)
    .where(ClaimRow.programme_id == bindparam("programme_id"), ClaimRow.state == ClaimState.IN_REVIEW.value)
    .order_by(ClaimRow.due_at, ClaimRow.id)
    .limit(MOST_AT_ONCE)
)


async def groups_for(session: AsyncSession, programme_id: ProgrammeId, claim_id: ClaimId) -> Sequence[Group]:
    """The groups in whose sight a claim is."""
    found = await groups.bound(session, programme_id)
    if not found:
        return ()
    place = (await session.execute(_PLACE, {"claim_id": claim_id})).one()
    return [group for group in found if group.scope.holds(place.region_id, place.company_id)]


async def groups_of(session: AsyncSession, partner: Person) -> Sequence[Group]:
    """The groups in whose sight a partner's sales are."""
    found = await groups.bound(session, partner.programme_id)
    if not found:
        return ()
    region_id, company_id = await where_works(session, partner.id)
    return [group for group in found if group.scope.holds(region_id, company_id)]


async def bring_along(session: AsyncSession, moved: GroupMoved) -> None:
    """What is still to be decided is shown in the new chat; what is decided stays in the old one's history."""
    left = list(await session.scalars(_STILL_THERE, {"of_group": moved.group_id}))
    await cards.refresh_all(session, CardKind.REVIEW, left, now=moved.at)


async def undecided(session: AsyncSession, lost: GroupLost) -> list[ClaimShown]:
    """Some claims that wait, as if they were shown just now: the first promised in front."""
    rows = await session.execute(_UNDECIDED, {"programme_id": lost.programme_id})
    return [
        ClaimShown(claim_id=row.id, programme_id=lost.programme_id, person_id=row.person_id, at_once=True, at=lost.at)
        for row in rows
    ]


async def tell_lost(session: AsyncSession, lost: GroupLost) -> None:
    """Tell those whom it concerns: owners, and everybody who decides."""
    roles = roles_with(Right.DECIDE_CLAIMS) | {Role.OWNER}
    notice = ReviewGroupLost(thrown_out=lost.by is None)
    for person in await with_role(session, lost.programme_id, roles):
        if person.id != lost.by:
            tell(session, person.id, notice, key=f"group:{lost.group_id}:{lost.at.timestamp():.0f}", now=lost.at)
