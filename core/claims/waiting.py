"""What waits for a moderator, in the order in which it is to be decided."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import SQLColumnExpression

from core.claims.claim import ClaimState
from core.claims.tables import ClaimRow, DecisionRow
from core.claims.taking import taken_by_another
from core.claims.verdict_state import VerdictState
from core.claims.verdict_tables import OPEN, AppealRow, VerdictRow
from core.claims.verdict_tables import UNDECIDED as APPEAL_OPEN
from core.ids import ClaimId
from core.people.employments import works_for
from core.people.persons import Person
from core.people.rights import Right, require
from core.people.scopes import scope_of
from core.people.tables import PersonRow

_PROMISED = func.coalesce(ClaimRow.missed_due_at, ClaimRow.first_due_at, ClaimRow.due_at)
"""The first promise: a late claim does not go to the end of the queue with each new one."""

_EARLIER = aliased(ClaimRow)
_SENT_BEFORE = exists().where(_EARLIER.person_id == ClaimRow.person_id, _EARLIER.submitted_at < ClaimRow.submitted_at)
"""Whether it is not its partner's first: a newcomer hears before all others."""

_VIEWER = bindparam("viewer", type_=PersonRow.id.type)


def _handled(viewer: ColumnElement[int] | SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Whether a verdict waits, and there is nothing left to do for the viewer."""
    return exists().where(
        VerdictRow.claim_id == ClaimRow.id,
        OPEN,
        or_(
            VerdictRow.state == VerdictState.WAITING.value,
            and_(VerdictRow.state == VerdictState.SECONDING.value, VerdictRow.decided_by == viewer),
        ),
    )


def to_decide(viewer: ColumnElement[int] | SQLColumnExpression[int]) -> ColumnElement[bool]:
    """The condition that somebody may decide a claim, whoever is about to; of what is in sight."""
    return and_(
        ClaimRow.state == ClaimState.IN_REVIEW.value,
        ClaimRow.person_id != viewer,
        ~_handled(viewer),
        ~works_for(viewer, ClaimRow.company_id),
    )


def to_answer(viewer: ColumnElement[int] | SQLColumnExpression[int]) -> ColumnElement[bool]:
    """The condition that somebody may answer the appeal about a claim: it is for others than those who decided."""
    decided = exists().where(
        DecisionRow.claim_id == ClaimRow.id,
        or_(DecisionRow.decided_by == viewer, DecisionRow.seconded_by == viewer),
    )
    return and_(
        APPEAL_OPEN,
        ClaimRow.person_id != viewer,
        ~_handled(viewer),
        ~works_for(viewer, ClaimRow.company_id),
        ~decided,
    )


_WAITING = (
    select(ClaimRow.id)
    .where(ClaimRow.programme_id == bindparam("programme_id"), to_decide(_VIEWER), ~taken_by_another(ClaimRow.id))
    .order_by(_SENT_BEFORE, _PROMISED, ClaimRow.id)
)


_APPEALS = (
    select(ClaimRow.id)
    .join(AppealRow, AppealRow.claim_id == ClaimRow.id)
    .where(AppealRow.programme_id == bindparam("programme_id"), to_answer(_VIEWER), ~taken_by_another(ClaimRow.id))
    .order_by(AppealRow.due_at, AppealRow.id)
)
"""Appeals that the viewer may answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for somebody, in figures."""

    count: int
    oldest: datetime | None
    """When the one that has waited longest was sent; None where nothing waits."""
    late: int
    """Those whose promise was broken."""
    appeals: int
    """Decisions among them that somebody asks to look at again."""


NOTHING = Waiting(count=0, oldest=None, late=0, appeals=0)


_COUNTED = (
    _WAITING.with_only_columns(
        func.count(), func.min(ClaimRow.submitted_at), func.count(ClaimRow.missed_due_at)
    ).order_by(None),
    _APPEALS.with_only_columns(func.count(), func.min(AppealRow.at), func.count(AppealRow.missed_due_at)).order_by(
        None
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a viewer may decide, appeals included, in figures."""

    next: int
    """Without the one at hand and those put off."""
    later: int
    """Those put off."""


_LATER = ClaimRow.id.in_(bindparam("later", expanding=True))
_LEFT = tuple(
    asked.with_only_columns(
        func.count(case((ClaimRow.id != bindparam("at_hand"), 1))), func.count(case((_LATER, 1)))
    ).order_by(None)
    for asked in (_WAITING, _APPEALS)
)


async def count_waiting(session: AsyncSession, viewer: Person, *, now: datetime) -> Waiting:
    """What waits for somebody, appeals included, counted. Raises NotAllowed."""
    require(viewer, Right.DECIDE_CLAIMS)
    asked = {"programme_id": viewer.programme_id, "viewer": viewer.id, "now": now}
    in_sight = (await scope_of(session, viewer)).within(ClaimRow.region_id, ClaimRow.company_id)
    found = [await session.execute(each.where(in_sight) if viewer.scoped else each, asked) for each in _COUNTED]
    sales, appeals = (each.one() for each in found)
    return Waiting(
        count=sales[0] + appeals[0],
        oldest=min((row[1] for row in (sales, appeals) if row[1] is not None), default=None),
        late=sales[2] + appeals[2],
        appeals=appeals[0],
    )


async def count_left(
    session: AsyncSession, viewer: Person, *, at_hand: ClaimId | None, later: Collection[int], now: datetime
) -> Left:
    """How many claims the viewer may decide after the one `at_hand`, and how many he left for `later`.

    Raises NotAllowed.
    """
    require(viewer, Right.DECIDE_CLAIMS)
    asked = {"programme_id": viewer.programme_id, "viewer": viewer.id, "now": now}
    asked |= {"at_hand": at_hand or 0, "later": sorted({*later} - {at_hand})}
    in_sight = (await scope_of(session, viewer)).within(ClaimRow.region_id, ClaimRow.company_id)
    counted = [await session.execute(each.where(in_sight) if viewer.scoped else each, asked) for each in _LEFT]
    rows = [each.one() for each in counted]
    put_off = sum(row[1] for row in rows)
    return Left(next=sum(row[0] for row in rows) - put_off, later=put_off)


async def waiting(session: AsyncSession, viewer: Person, *, now: datetime) -> list[ClaimId]:
    """Claims that the viewer may decide now: appeals, newcomers' first ones, then those promised first.

    Raises NotAllowed.
    """
    require(viewer, Right.DECIDE_CLAIMS)
    asked = {"programme_id": viewer.programme_id, "viewer": viewer.id, "now": now}
    in_sight = (await scope_of(session, viewer)).within(ClaimRow.region_id, ClaimRow.company_id)
    appeals = await session.scalars(_APPEALS.where(in_sight) if viewer.scoped else _APPEALS, asked)
    in_turn = await session.scalars(_WAITING.where(in_sight) if viewer.scoped else _WAITING, asked)
    return [ClaimId(claim_id) for claim_id in (*appeals, *in_turn)]
