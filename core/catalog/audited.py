"""What the audit log is told of the catalogue: how many products a list changed, and each rate that changed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.catalog.planning import Plan, Planned
from core.catalog.timeline import Span
from core.ids import PersonId, ProgrammeId


async def tell_audit(
    session: AsyncSession, programme_id: ProgrammeId, planned: Plan, *, by: PersonId | None, now: datetime
) -> None:
    """Tell what a list has changed; nothing where it changed nothing. `by` nobody at the command line."""
    saved = planned.saved()
    if not (saved.added or saved.edited or saved.rerated):
        return
    await record(
        session,
        programme_id=programme_id,
        by=by,
        act=Act.PRODUCTS_SAVED,
        subject=f"programme:{programme_id}",
        after={"added": saved.added, "edited": saved.edited, "rerated": saved.rerated},
        now=now,
    )
    for one in planned.products:
        if one.id is not None and one.rerated:
            await tell_rate(session, programme_id, one, by=by, now=now)


async def tell_rate(
    session: AsyncSession, programme_id: ProgrammeId, one: Planned, *, by: PersonId | None, now: datetime
) -> None:
    """Tell of one product's points, by the first day of each."""
    await record(
        session,
        programme_id=programme_id,
        by=by,
        act=Act.RATE_CHANGED,
        subject=f"product:{one.id}",
        before=_by_day(one.was_spans),
        after=_by_day(one.spans),
        now=now,
    )


def _by_day(spans: Sequence[Span]) -> dict[str, int]:
    return {span.first.isoformat(): span.points for span in spans if not span.empty}
