"""Second profiles: what somebody has who joined anew instead of coming back, and whether it can be given up."""

from sqlalchemy import exists, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim import DraftState
from core.claims.tables import ClaimRow, DraftRow
from core.people.persons import Person
from core.people.roles import Role, Status
from core.people.tables import EnrolmentRow
from core.people.tables_standing import SanctionRow
from core.points.keys import WELCOME
from core.points.kinds import TransactionKind
from core.points.tables import TransactionRow
from core.rewards.tables import OrderRow


async def holds_something(session: AsyncSession, person: Person) -> bool:
    """Whether a profile has what nobody gives up unasked: rights, sales, points, orders, a sanction in force.

    The welcome bonus does not count: everybody gets it, and the first profile had its own.
    """
    if person.role is not Role.PARTNER and person.status is not Status.INVITED:
        return True
    claimed = exists().where(ClaimRow.person_id == person.id)
    handed = exists().where(DraftRow.person_id == person.id, DraftRow.state == DraftState.HANDED.value)
    ordered = exists().where(OrderRow.person_id == person.id)
    promised = exists().where(EnrolmentRow.person_id == person.id, EnrolmentRow.opening_points > 0)
    sanctioned = exists().where(SanctionRow.person_id == person.id, SanctionRow.lifted_at.is_(None))
    earned = exists().where(
        TransactionRow.person_id == person.id,
        TransactionRow.kind == TransactionKind.ACCRUAL.value,
        TransactionRow.key != f"{WELCOME}{person.id}",
    )
    found = select(literal(1)).where(or_(claimed, handed, ordered, promised, sanctioned, earned))
    return await session.scalar(found) is not None
