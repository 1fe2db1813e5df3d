"""Lists of claims, the newest first, page by page: each page is found by index, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.catalog.folding import document_key
from core.catalog.tables import IssuerRow
from core.claims.claim_card import ClaimCard, load_many
from core.claims.tables import ClaimRow
from core.ids import ClaimId, PersonId
from core.people import pii
from core.people.charge import seen
from core.people.employments import works_for
from core.people.persons import Person
from core.people.rights import Right, allowed, require
from core.people.scopes import scope_of
from core.people.tables import PersonRow

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


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSale:
    """A sale that was looked for by its number."""

    claim: ClaimCard
    partner: str | None
    """Whose it is; None once forgotten."""


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


_VIEWER = bindparam("viewer", type_=PersonRow.id.type)
_NUMBERED = (
    select(ClaimRow.id)
    .where(
        ClaimRow.issuer_id.in_(select(IssuerRow.id).where(IssuerRow.programme_id == bindparam("programme_id"))),
        ClaimRow.document_key == bindparam("key"),
    )
    .order_by(*(column.desc() for column in _SENT))
    .limit(PAGE)
)
"""By way of the issuers: the index of documents begins with them, and each belongs to one programme."""


async def own_claims(session: AsyncSession, person_id: PersonId, turn: Turn = NEWEST) -> ClaimsPage:
    """A page of a person's own claims."""
    return await _page(session, _asked(turn), {"person_id": person_id}, turn)


async def sales_of(session: AsyncSession, person_id: PersonId, turn: Turn = NEWEST, *, by: PersonId) -> ClaimsPage:
    """A page of the sales of a person in sight, of those that the viewer may open.

    Raises NotAllowed, PersonUnknown, OutOfScope.
    """
    viewer, _ = await seen(session, person_id, by=by)
    asked, given = await _that_opens(session, viewer, _asked(turn))
    return await _page(session, asked, {**given, "person_id": person_id}, turn)


async def find_by_number(session: AsyncSession, text: str, *, by: PersonId) -> Sequence[FoundSale]:
    """Sales by their document's number however it is written, of those that the viewer may open: the newest, a page.

    Raises NotAllowed.
    """
    viewer = await allowed(session, by, Right.LOOK_AFTER)
    asked, given = await _that_opens(session, viewer, _NUMBERED)
    key = document_key(text)
    if not key:
        return ()
    given |= {"programme_id": viewer.programme_id, "key": key}
    ids = [ClaimId(claim_id) for claim_id in await session.scalars(asked, given)]
    loaded = await load_many(session, ids)
    names = await pii.names(session, {claim.person_id for claim in loaded.values()}) if loaded else {}
    return [FoundSale(claim=loaded[each], partner=names.get(loaded[each].person_id)) for each in ids]


async def _that_opens(session: AsyncSession, viewer: Person, asked: Select[Any]) -> tuple[Select[Any], dict[str, Any]]:
    """Narrow a list to what `load_review` lets somebody see: in sight, neither one's own nor one's company's."""
    require(viewer, Right.DECIDE_CLAIMS)
    asked = asked.where(ClaimRow.person_id != _VIEWER, ~works_for(_VIEWER, ClaimRow.company_id))
    if viewer.scoped:
        asked = asked.where((await scope_of(session, viewer)).within(ClaimRow.region_id, ClaimRow.company_id))
    return asked, {"viewer": viewer.id}


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
