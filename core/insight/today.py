"""Today: what whoever looks after partners has to know this morning, in the own sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, false, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.handed_waiting import to_fill
from core.claims.tables import ClaimRow
from core.claims.unanswered import NONE_ASKED, Unanswered, count_asked
from core.claims.waiting import NOTHING, count_waiting
from core.db.at_once import in_the_thread
from core.ids import PersonId
from core.insight.periods import Period, current
from core.insight.tables import StandingRow
from core.people import pii
from core.people.enrolments import seen_by
from core.people.persons import Person
from core.people.rights import Right, allowed, may
from core.people.roles import Role, Status
from core.people.scopes import Scope, scope_of
from core.people.stages import Stage
from core.people.tables import EnrolmentRow, PersonRow
from core.points.given import Given, given
from core.programme import programmes
from core.rewards import orders
from core.talks.tables import TalkRow

OPENS_WITHIN = timedelta(days=1)
"""Whom a list named so lately may still open the invitation unasked."""
STARTS_WITHIN = timedelta(days=7)
"""Who has claimed nothing for so long after joining has not started."""
SILENT_AFTER = timedelta(days=30)
NAMED = 5
"""People named at most; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Some:
    """Some people: how many, and the first of them by name."""

    count: int
    names: Sequence[str]


NOBODY = Some(count=0, names=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The figures of a morning."""

    waiting: int
    """Sales that the reader may decide, and appeals that he may answer."""
    oldest: datetime | None
    """When the one that waits longest came."""
    late: int
    """Those whose promise was broken."""
    to_fill: int = 0
    """Photos sent alone that wait to be filled in."""
    asked: Unanswered = NONE_ASKED
    """Sales that wait for their partners' answers."""
    late_orders: int = 0
    """Orders of prizes in sight that are not handed over, and later than promised."""
    questions: int
    """Partners who wait for an answer."""
    to_let_in: int
    """People who asked to take part."""
    not_started: Some
    """Partners who joined a week ago and have sent nothing."""
    silent: Some
    """Partners whose last sale is 30 days old."""
    points: int
    """Given this month."""
    cost_minor: int | None
    """What they cost, in hundredths of the currency; None where no cost is set."""
    currency: str | None
    given: Given | None = None
    """All points given out beside the cap, for whoever sees everything; None without a cap."""
    unopened: Some = NOBODY
    """People from lists who were invited a day ago or earlier, and have not opened the invitation."""
    half_way: Some = NOBODY
    """Those who opened it, and have not answered everything."""

    @property
    def calls(self) -> bool:
        """Whether something waits to be done."""
        some = (self.unopened, self.half_way, self.not_started, self.silent)
        asked = (self.waiting, self.to_fill, self.late_orders, self.questions, self.to_let_in)
        return any((*asked, *(each.count for each in some)))


async def today(session: AsyncSession, *, by: PersonId, now: datetime) -> Today:
    """What has to be known now. Raises NotAllowed."""
    viewer = await allowed(session, by, Right.LOOK_AFTER)
    scope = await scope_of(session, viewer)
    options = (await programmes.load(session, viewer.programme_id)).options
    with in_the_thread():
        decides = may(viewer, Right.DECIDE_CLAIMS)
        sales = await count_waiting(session, viewer, now=now) if decides else NOTHING
        points = await _points(session, viewer, scope, now)
        cost = options.point_cost_minor
        return Today(
            waiting=sales.count,
            oldest=sales.oldest,
            late=sales.late,
            to_fill=(await to_fill(session, viewer, now=now)).count if decides else 0,
            asked=await count_asked(session, viewer) if decides else NONE_ASKED,
            late_orders=await _late_orders(session, viewer, now),
            questions=await _count(session, _asking(viewer, scope)) if may(viewer, Right.ANSWER) else 0,
            to_let_in=await _count(session, _people(viewer, scope, status=Status.PENDING)),
            unopened=await _some(session, _on_the_way(viewer, Stage.INVITED, now)),
            half_way=await _some(session, _on_the_way(viewer, Stage.BEGUN, now)),
            not_started=await _some(session, and_(_active(viewer, scope), _not_started(now))),
            silent=await _some(session, and_(_active(viewer, scope), _silent(now))),
            points=points,
            cost_minor=points * cost if cost is not None and options.currency else None,
            currency=options.currency,
            given=await given(session, viewer.programme_id, options)
            if scope.everything and options.points_cap is not None
            else None,
        )


async def _late_orders(session: AsyncSession, viewer: Person, now: datetime) -> int:
    if not may(viewer, Right.KEEP_PRIZES):
        return 0
    _, late = await orders.count_waiting(session, viewer, now=now)
    return late


def _asking(viewer: Person, scope: Scope) -> ColumnElement[bool]:
    waits = exists().where(TalkRow.person_id == PersonRow.id, TalkRow.waiting_since.is_not(None))
    return and_(
        PersonRow.programme_id == viewer.programme_id,
        PersonRow.id != viewer.id,
        scope.within(PersonRow.region_id, PersonRow.company_id),
        waits,
    )


def _people(viewer: Person, scope: Scope, *, status: Status) -> ColumnElement[bool]:
    return and_(
        PersonRow.programme_id == viewer.programme_id,
        PersonRow.role == Role.PARTNER.value,
        PersonRow.status == status.value,
        scope.within(PersonRow.region_id, PersonRow.company_id),
    )


def _active(viewer: Person, scope: Scope) -> ColumnElement[bool]:
    return _people(viewer, scope, status=Status.ACTIVE)


def _on_the_way(viewer: Person, stage: Stage, now: datetime) -> ColumnElement[bool]:
    """Whom a list named, and who has come no further for a while; of all who may invite."""
    if not may(viewer, Right.INVITE):
        return false()
    listed = select(EnrolmentRow.person_id).where(
        *seen_by(viewer), EnrolmentRow.stage == stage.value, EnrolmentRow.enrolled_at <= now - OPENS_WITHIN
    )
    return and_(PersonRow.status == Status.INVITED.value, PersonRow.id.in_(listed))


def _not_started(now: datetime) -> ColumnElement[bool]:
    return and_(PersonRow.joined_at <= now - STARTS_WITHIN, ~exists().where(ClaimRow.person_id == PersonRow.id))


def _silent(now: datetime) -> ColumnElement[bool]:
    lately = exists().where(ClaimRow.person_id == PersonRow.id, ClaimRow.submitted_at > now - SILENT_AFTER)
    return and_(exists().where(ClaimRow.person_id == PersonRow.id), ~lately)


async def _count(session: AsyncSession, wanted: ColumnElement[bool]) -> int:
    return await session.scalar(select(func.count()).select_from(PersonRow).where(wanted)) or 0


async def _some(session: AsyncSession, these: ColumnElement[bool]) -> Some:
    count = await _count(session, these)
    if not count:
        return NOBODY
    first = select(PersonRow.id).where(these).order_by(PersonRow.id).limit(NAMED)
    names = await pii.names(session, [PersonId(each) for each in await session.scalars(first)])
    return Some(count=count, names=tuple(names.values()))


async def _points(session: AsyncSession, viewer: Person, scope: Scope, now: datetime) -> int:
    zone = (await programmes.load(session, viewer.programme_id)).timezone
    earned = select(func.coalesce(func.sum(StandingRow.points), 0)).where(
        StandingRow.programme_id == viewer.programme_id,
        StandingRow.period == Period.MONTH.value,
        StandingRow.starts_on == current(Period.MONTH, now=now, zone=zone),
    )
    if not scope.everything:
        earned = earned.join(PersonRow, PersonRow.id == StandingRow.person_id).where(
            scope.within(PersonRow.region_id, PersonRow.company_id)
        )
    return int(await session.scalar(earned) or 0)
