"""The welcome bonus: what a programme gives everybody who begins, once a person. No board counts it."""

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import local_date
from core.ids import Points
from core.people.events import PersonJoined
from core.people.openings import promised
from core.people.persons import Person
from core.people.roles import Role
from core.points import ledger
from core.points.given import has_room_for
from core.points.keys import WELCOME
from core.points.tables import LotRow, TransactionRow
from core.points.terms import last_day
from core.points.values import Credit
from core.programme import programmes

REASON = {"welcome": True}
"""What history and "why?" know such a credit by."""

_GIVEN = (
    select(func.sum(LotRow.amount))
    .join(TransactionRow, TransactionRow.id == LotRow.transaction_id)
    .where(TransactionRow.programme_id == bindparam("programme_id"), TransactionRow.key == bindparam("key"))
)


async def bonus_of(session: AsyncSession, person: Person) -> Points:
    """What somebody got to begin with; 0 where there was no bonus then, or nothing left to give."""
    asked = {"programme_id": person.programme_id, "key": f"{WELCOME}{person.id}"}
    return Points(int(await session.scalar(_GIVEN, asked) or 0))


async def post(session: AsyncSession, joined: PersonJoined) -> None:
    """Credit a partner who is in, once: whoever has to be let in gets it then. None where it would pass the cap.

    What lists have promised to others is as good as given.
    """
    if joined.role is not Role.PARTNER:
        return
    programme = await programmes.load(session, joined.programme_id)
    points = programme.options.welcome_points
    if not points:
        return
    spoken_for = await promised(session, programme.id) if programme.options.points_cap is not None else 0
    if not await has_room_for(session, programme.id, points + spoken_for, options=programme.options):
        return
    ends = last_day(local_date(joined.at, programme.timezone), programme.points_live_months)
    await ledger.accrue(
        session,
        programme_id=joined.programme_id,
        person_id=joined.person_id,
        key=f"{WELCOME}{joined.person_id}",
        credits=[Credit(points=Points(points), expires_on=ends)],
        reason=REASON,
        now=joined.at,
    )
