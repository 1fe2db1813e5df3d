"""What people are told about orders, and what the audit log is."""

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.ids import OrderId, PersonId, Points
from core.outreach.notices import Notice, tell
from core.people.persons import with_role
from core.people.rights import Right, roles_with
from core.people.scopes import scopes_of, where_works
from core.rewards.events import OrderCancelled, OrderEvent, OrderGiven, OrderPlaced, OrderWithdrawn
from core.rewards.values import CancelReason


@dataclass(frozen=True, slots=True, kw_only=True)
class _AboutOrder:
    order_id: OrderId
    names: dict[str, str]
    points: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrder(_AboutOrder, Notice):
    """To staff: somebody has ordered."""

    kind: ClassVar[str] = "new_order"
    person_id: PersonId

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.person_id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnOrder(_AboutOrder, Notice):
    """To staff: the partner does not want it any more."""

    kind: ClassVar[str] = "withdrawn_order"
    person_id: PersonId

    @property
    def about(self) -> tuple[PersonId, ...]:
        return (self.person_id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrizeGiven(_AboutOrder, Notice):
    """To the partner: the prize is handed over."""

    kind: ClassVar[str] = "prize_given"


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledOrder(_AboutOrder, Notice):
    """To the partner: there will be no prize, the points are back."""

    kind: ClassVar[str] = "cancelled_order"
    reason: CancelReason


async def tell_staff_of_new(session: AsyncSession, placed: OrderPlaced) -> None:
    await _tell_staff(session, placed, NewOrder(**_facts(placed), person_id=placed.person_id), "placed")


async def tell_staff_of_withdrawn(session: AsyncSession, withdrawn: OrderWithdrawn) -> None:
    await _tell_staff(session, withdrawn, WithdrawnOrder(**_facts(withdrawn), person_id=withdrawn.person_id), "back")


async def tell_given(session: AsyncSession, given: OrderGiven) -> None:
    notice = PrizeGiven(**_facts(given))
    tell(session, given.person_id, notice, key=f"order:{given.order_id}:given", now=given.at)


async def tell_cancelled(session: AsyncSession, cancelled: OrderCancelled) -> None:
    notice = CancelledOrder(**_facts(cancelled), reason=cancelled.reason)
    tell(session, cancelled.person_id, notice, key=f"order:{cancelled.order_id}:cancelled", now=cancelled.at)


async def audit_given(session: AsyncSession, given: OrderGiven) -> None:
    await _audit(session, given, Act.ORDER_GIVEN, given.by, {"points": given.points})


async def audit_cancelled(session: AsyncSession, cancelled: OrderCancelled) -> None:
    after = {"points": cancelled.points, "reason": cancelled.reason}
    await _audit(session, cancelled, Act.ORDER_CANCELLED, cancelled.by, after)


async def _tell_staff(session: AsyncSession, happened: OrderEvent, notice: Notice, what: str) -> None:
    staff = await with_role(session, happened.programme_id, roles_with(Right.KEEP_PRIZES))
    scopes, place = await scopes_of(session, staff), await where_works(session, happened.person_id)
    for person in staff:
        if person.id != happened.person_id and scopes[person.id].holds(*place):
            tell(session, person.id, notice, key=f"order:{happened.order_id}:{what}", now=happened.at)


async def _audit(session: AsyncSession, happened: OrderEvent, act: Act, by: PersonId, after: dict[str, object]) -> None:
    await record(
        session,
        programme_id=happened.programme_id,
        by=by,
        act=act,
        subject=f"order:{happened.order_id}",
        after=after,
        now=happened.at,
    )


def _facts(happened: OrderEvent) -> dict[str, Any]:
    return {"order_id": happened.order_id, "names": dict(happened.names), "points": happened.points}
