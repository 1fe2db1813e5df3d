"""Pace: whose claims come so fast that a moderator should know. A flag only: a phone that had no network sends many."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.claims.tables import ClaimRow
from core.ids import ClaimId
from core.programme.options import options_of
from core.programme.tables import ProgrammeRow

A_DAY = timedelta(days=1)

_OTHER = aliased(ClaimRow)
_OF = (
    select(
        ClaimRow.id,
        ProgrammeRow.options,
        select(func.count())
        .select_from(_OTHER)
        .where(
            _OTHER.person_id == ClaimRow.person_id,
            _OTHER.submitted_at > bindparam("since"),
            _OTHER.submitted_at <= ClaimRow.submitted_at,
        )
        .scalar_subquery()
        .label("sent"),
    )
    .join(ProgrammeRow, ProgrammeRow.id == ClaimRow.programme_id)
    .where(ClaimRow.id.in_(bindparam("ids", expanding=True)))
)


async def fast(session: AsyncSession, claims: Mapping[ClaimId, datetime]) -> dict[ClaimId, int]:
    """How many claims their people sent within a day up to each of some claims, where those are many; by one statement.

    `claims`: when each was sent. Several are counted from a day before the earliest.
    """
    if not claims:
        return {}
    rows = await session.execute(_OF, {"ids": sorted(claims), "since": min(claims.values()) - A_DAY})
    return {ClaimId(row.id): row.sent for row in rows if row.sent > options_of(row.options).claims_a_day_flag}
