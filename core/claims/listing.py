"""Lists of claims, the newest first, page by page: each page is found by index, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.claims.claim_card import ClaimCard, load_many
from core.claims.tables import ClaimRow
from core.ids import ClaimId, PersonId

PAGE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Which page of a list: what was sent before a claim, after one, or last."""

    before: ClaimId | None = None
    after: ClaimId | None = None


NEWEST = Turn()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsPage:
    """A page of a list."""

    claims: Sequence[ClaimCard]
    newer: bool
    """Whether some were sent after the first of the page."""
    older: bool
    """Whether some were sent before the last of the page."""


_MARK = aliased(ClaimRow)
_SENT = (ClaimRow.submitted_at, ClaimRow.id)
_MARKED = tuple_(
    select(_MARK.submitted_at)
    .where(_MARK.id == bindparam("mark"), _MARK.person_id == bindparam("person_id"))
    .scalar_subquery(),
    bindparam("mark", type_=ClaimRow.id.type),
)
_OF_PERSON = select(ClaimRow.id).where(ClaimRow.person_id == bindparam("person_id")).limit(PAGE + 1)
_DOWNWARDS = _OF_PERSON.order_by(*(column.desc() for column in _SENT))
_BEFORE = _DOWNWARDS.where(tuple_(*_SENT) < _MARKED)
_AFTER = _OF_PERSON.where(tuple_(*_SENT) > _MARKED).order_by(*_SENT)


async def own_claims(session: AsyncSession, person_id: PersonId, turn: Turn = NEWEST) -> ClaimsPage:
    """A page of a person's own claims."""
    return await _page(session, _asked(turn), {"person_id": person_id}, turn)


def _asked(turn: Turn) -> Select[Any]:
    if turn.after is not None:
        return _AFTER
    return _DOWNWARDS if turn.before is None else _BEFORE


async def _page(session: AsyncSession, asked: Select[Any], given: dict[str, Any], turn: Turn) -> ClaimsPage:
    mark = turn.after if turn.after is not None else turn.before
    found = await session.scalars(asked, given if mark is None else {**given, "mark": mark})
    ids = [ClaimId(claim_id) for claim_id in found]
    more, ids = len(ids) > PAGE, ids[:PAGE]
    if turn.after is not None:
        ids.reverse()
    loaded = await load_many(session, ids)
    return ClaimsPage(
        claims=[loaded[claim_id] for claim_id in ids],
        newer=more if turn.after is not None else turn.before is not None,
        older=True if turn.after is not None else more,
    )
