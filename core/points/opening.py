"""Opening balances: what somebody brings along, posted once, when the person comes in. No board counts them."""

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import local_date
from core.ids import PersonId, Points
from core.people.events import PersonJoined
from core.people.tables import EnrolmentRow
from core.points import ledger
from core.points.keys import OPENING
from core.points.values import Credit
from core.programme import programmes

REASON = {"opening": True}
"""What history and "why?" know such a credit by."""

_OPENING = select(EnrolmentRow.opening_points, EnrolmentRow.opening_expires_on, EnrolmentRow.enrolled_by).where(
    EnrolmentRow.person_id == bindparam("id"), EnrolmentRow.opening_points > 0
)


async def post(session: AsyncSession, joined: PersonJoined) -> None:
    """Credit what the list gave the newcomer; nothing where it would have lapsed by now."""
    row = (await session.execute(_OPENING, {"id": joined.person_id})).one_or_none()
    if row is None:
        return
    programme = await programmes.load(session, joined.programme_id)
    ends = row.opening_expires_on
    if ends is not None and ends < local_date(joined.at, programme.timezone):
        return
    await ledger.accrue(
        session,
        programme_id=joined.programme_id,
        person_id=joined.person_id,
        key=f"{OPENING}{joined.person_id}",
        credits=[Credit(points=Points(row.opening_points), expires_on=ends)],
        reason=REASON,
        author_id=PersonId(row.enrolled_by) if row.enrolled_by is not None else None,
        now=joined.at,
    )
