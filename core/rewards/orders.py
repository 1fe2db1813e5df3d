"""Orders: points and stock are taken in one step; who has ordered what, and what waits to be handed over."""

from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import local_date
from core.errors import Refusal
from core.events import emit
from core.ids import OrderId, PersonId, Points, PrizeId, ProgrammeId
from core.people import eligibility, persons
from core.people.persons import Person
from core.people.rights import Right, allowed
from core.people.scopes import scope_of
from core.people.tables import PersonRow
from core.points import holds
from core.programme import programmes
from core.rewards import prizes
from core.rewards.events import OrderPlaced
from core.rewards.order_rows import order_of, told
from core.rewards.promise import promised
from core.rewards.tables import LISTED, OPEN, OrderRow, PrizeRow
from core.rewards.values import (
    Order,
    OrderSettled,
    OrderState,
    PersonLimit,
    PriceChanged,
    PrizeGone,
    PrizeSoldOut,
)

PAGE = 5

_TAKE = (
    update(PrizeRow)
    .where(
        PrizeRow.id == bindparam("prize"),
        PrizeRow.programme_id == bindparam("of_programme"),
        LISTED,
        PrizeRow.points == bindparam("seen"),
        or_(PrizeRow.stock.is_(None), PrizeRow.stock > 0),
        or_(PrizeRow.ends_on.is_(None), PrizeRow.ends_on >= bindparam("today", type_=PrizeRow.ends_on.type)),
    )
    .values(stock=PrizeRow.stock - 1)
    .returning(PrizeRow.names, PrizeRow.per_person)
    .execution_options(synchronize_session=False)
)
_MINE = select(func.count()).where(
    OrderRow.person_id == bindparam("person_id"),
    OrderRow.prize_id == bindparam("prize_id"),
    OrderRow.state != OrderState.CANCELLED.value,
)
_NEWEST = select(func.coalesce(func.max(OrderRow.id), 0)).where(OrderRow.person_id == bindparam("person_id"))
_SINCE = (
    select(OrderRow)
    .where(
        OrderRow.person_id == bindparam("person_id"),
        OrderRow.id > bindparam("after"),
        OrderRow.prize_id == bindparam("prize_id"),
    )
    .order_by(OrderRow.id)
    .limit(1)
)
_OWN = (
    select(OrderRow)
    .where(OrderRow.person_id == bindparam("person_id"))
    .order_by(OrderRow.id.desc())
    .offset(bindparam("skip"))
    .limit(PAGE + 1)
)
_WAITING = (
    select(OrderRow)
    .where(OPEN, OrderRow.programme_id == bindparam("programme_id"), OrderRow.verdict.is_(None))
    .order_by(OrderRow.due_at, OrderRow.id)
    .offset(bindparam("skip"))
    .limit(PAGE + 1)
)


async def place(
    session: AsyncSession, prize_id: PrizeId, *, points: Points, after: OrderId, by: PersonId, now: datetime
) -> Order:
    """Order a prize for the points that were shown. `after`: the newest own order then, so that a second tap is none.

    Raises NotAllowed, SwitchedOff, SpendingFrozen, PrizeGone, PrizeSoldOut, PriceChanged, PersonLimit,
    InsufficientPoints, and OrderSettled where the order of the first tap is cancelled; nothing is taken then.
    """
    person = await allowed(session, by, Right.SPEND)
    programme = await programmes.load(session, person.programme_id)
    await eligibility.require_eligible(session, person, programme)
    await persons.lock(session, by)
    again = await session.scalar(_SINCE, {"person_id": by, "after": after, "prize_id": prize_id})
    if again is not None:
        if again.state == OrderState.CANCELLED:
            raise OrderSettled
        return order_of(again)
    params = {"prize": prize_id, "of_programme": programme.id, "seen": points}
    taken = (await session.execute(_TAKE, {**params, "today": local_date(now, programme.timezone)})).one_or_none()
    if taken is None:
        raise await _why_not(session, programme.id, prize_id, points)
    had = await session.scalar(_MINE, {"person_id": by, "prize_id": prize_id}) or 0
    if taken.per_person is not None and had >= taken.per_person:
        raise PersonLimit(most=taken.per_person)
    row = OrderRow(
        programme_id=programme.id,
        person_id=by,
        prize_id=prize_id,
        names=taken.names,
        points=points,
        state=OrderState.ORDERED.value,
        ordered_at=now,
        due_at=promised(now, programme),
    )
    session.add(row)
    await session.flush()
    row.hold_id = await holds.hold(
        session,
        programme_id=programme.id,
        person_id=by,
        points=points,
        key=f"order:{row.id}",
        reason={"kind": "order", "order": row.id},
        now=now,
    )
    await session.flush()
    await emit(session, OrderPlaced(**told(row), at=now))
    return order_of(row)


async def newest(session: AsyncSession, person_id: PersonId) -> OrderId:
    """The newest order of a person, 0 where there is none: what a confirming button remembers."""
    return OrderId(await session.scalar(_NEWEST, {"person_id": person_id}) or 0)


async def own(session: AsyncSession, person_id: PersonId, *, page: int = 0) -> tuple[list[Order], bool]:
    """A page of a person's orders, newest first, and whether there are more."""
    rows = (await session.scalars(_OWN, {"person_id": person_id, "skip": page * PAGE})).all()
    return [order_of(row) for row in rows[:PAGE]], len(rows) > PAGE


async def waiting(session: AsyncSession, *, by: PersonId, page: int = 0) -> tuple[list[Order], bool]:
    """A page of the orders in sight to hand over, the longest promised first. Raises NotAllowed."""
    person = await allowed(session, by, Right.KEEP_PRIZES)
    rows = (
        await session.scalars(
            _WAITING.where(await _in_sight(session, person)),
            {"programme_id": person.programme_id, "skip": page * PAGE},
        )
    ).all()
    return [order_of(row) for row in rows[:PAGE]], len(rows) > PAGE


async def count_waiting(session: AsyncSession, viewer: Person, *, now: datetime) -> tuple[int, int]:
    """Orders in sight to hand over, and how many of them are late."""
    mine = (OPEN, OrderRow.programme_id == viewer.programme_id, OrderRow.verdict.is_(None))
    late = func.count().filter(OrderRow.due_at < now)
    counted = select(func.count().label("waiting"), late.label("late")).where(*mine, await _in_sight(session, viewer))
    row = (await session.execute(counted)).one()
    return row.waiting, row.late


async def _in_sight(session: AsyncSession, viewer: Person) -> ColumnElement[bool]:
    """The condition that whoever ordered is in somebody's sight."""
    scope = await scope_of(session, viewer)
    if scope.everything:
        return true()
    who = select(PersonRow.id).where(PersonRow.id == OrderRow.person_id)
    return who.where(scope.within(PersonRow.region_id, PersonRow.company_id)).exists()


async def _why_not(session: AsyncSession, programme_id: ProgrammeId, prize_id: PrizeId, seen: Points) -> Refusal:
    found = await prizes.find(session, programme_id, prize_id)
    if found is None or not found.listed:
        return PrizeGone()
    if found.points != seen:
        return PriceChanged(points=found.points)
    return PrizeSoldOut() if found.stock == 0 else PrizeGone()
