"""Opening balances beside the most that a programme may give out: what lists have promised counts as given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ids import ProgrammeId
from core.people.member_rows import MemberInput
from core.people.stages import Stage
from core.people.tables import EnrolmentRow
from core.points.given import given
from core.programme.programmes import Programme

_PROMISED = select(func.coalesce(func.sum(EnrolmentRow.opening_points), 0)).where(
    EnrolmentRow.programme_id == bindparam("programme_id"),
    EnrolmentRow.stage.in_([Stage.INVITED.value, Stage.BEGUN.value]),
)


@dataclass(slots=True)
class Room:
    """How many points opening balances may still bring; None where the programme has no cap."""

    left: int | None

    def take(self, row: MemberInput) -> bool:
        """Whether a row's points fit, which then are taken."""
        if self.left is None or not row.points:
            return True
        if row.points > self.left:
            return False
        self.left -= row.points
        return True

    def fitting(self, rows: Iterable[MemberInput]) -> Sequence[MemberInput]:
        """The rows that fit, one after another."""
        return [row for row in rows if self.take(row)]


async def room(session: AsyncSession, programme: Programme) -> Room:
    """What is left of the cap, less what is given out and what lists have promised to people on their way in."""
    cap = programme.options.points_cap
    if cap is None:
        return Room(None)
    out = (await given(session, programme.id, programme.options)).points
    return Room(max(cap - out - await promised(session, programme.id), 0))


async def promised(session: AsyncSession, programme_id: ProgrammeId) -> int:
    """Points that lists have promised to people on their way in."""
    return int(await session.scalar(_PROMISED, {"programme_id": programme_id}) or 0)
