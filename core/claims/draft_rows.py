"""Drafts in their table: read as values, taken up by their person, stored version by version."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim import Asking, ClaimState, DraftState, EvidenceState, SameAs
from core.claims.drafting import USABLE, Draft
from core.claims.refusals import DraftClosed, DraftMovedOn, NotYours
from core.claims.tables import ClaimRow, DraftRow, EvidenceRow
from core.ids import DraftId
from core.people.persons import Person
from core.people.tables import PersonRow
from core.programme.tables import ProgrammeRow

_BROUGHT = EvidenceRow.draft_id == DraftRow.id
_CLAIMED = and_(
    EvidenceRow.claim_id == DraftRow.claim_id, or_(EvidenceRow.draft_id.is_(None), EvidenceRow.draft_id != DraftRow.id)
)


def _pictures(which: ColumnElement[bool], *states: str) -> Any:
    return (
        select(func.count())
        .select_from(EvidenceRow)
        .where(which, EvidenceRow.state.in_(states))
        .correlate(DraftRow)
        .scalar_subquery()
    )


DRAFTS: Select[*tuple[Any, ...]] = (
    select(
        DraftRow.id,
        DraftRow.programme_id,
        DraftRow.person_id,
        DraftRow.state,
        DraftRow.asking,
        DraftRow.search,
        DraftRow.browsing,
        DraftRow.album_key,
        DraftRow.product_id,
        DraftRow.quantity,
        DraftRow.document_no,
        DraftRow.sold_on,
        DraftRow.issuer_id,
        DraftRow.same_as,
        DraftRow.claim_id,
        DraftRow.again_of,
        DraftRow.pictures_until,
        DraftRow.started_at,
        DraftRow.told_whole,
        DraftRow.version,
        ClaimRow.state.label("claim_state"),
        ClaimRow.version.label("claim_version"),
        ProgrammeRow.timezone.label("zone"),
        func.coalesce(PersonRow.timezone, ProgrammeRow.timezone).label("own_zone"),
        _pictures(_CLAIMED, *USABLE).label("claimed"),
        _pictures(_BROUGHT, *USABLE).label("brought"),
        _pictures(_BROUGHT, EvidenceState.AWAITED.value).label("awaited"),
    )
    .join(PersonRow, PersonRow.id == DraftRow.person_id)
    .join(ProgrammeRow, ProgrammeRow.id == DraftRow.programme_id)
    .outerjoin(ClaimRow, ClaimRow.id == DraftRow.claim_id)
)
_BY_ID = DRAFTS.where(DraftRow.id == bindparam("id"))


_FIELDS = DRAFTS.selected_columns.keys()


def draft_of(row: Row[*tuple[Any, ...]]) -> Draft:
    """The draft whose DRAFTS columns a row holds."""
    facts: dict[str, Any] = dict(zip(_FIELDS, row, strict=True))
    return Draft(
        **facts
        | {
            "state": DraftState(row.state),
            "asking": Asking(row.asking),
            "same_as": SameAs(row.same_as) if row.same_as else None,
            "claim_state": ClaimState(row.claim_state) if row.claim_state else None,
        }
    )


async def load(session: AsyncSession, draft_id: DraftId) -> Draft:
    """A draft as it stands. Raises NotYours where there is none."""
    row = (await session.execute(_BY_ID, {"id": draft_id})).one_or_none()
    if row is None:
        raise NotYours
    return draft_of(row)


async def take_up(session: AsyncSession, draft_id: DraftId, *, by: Person, seen: int | None) -> Draft:
    """A person's own open draft. Raises NotYours, DraftClosed, or DraftMovedOn where another version was seen."""
    draft = await load(session, draft_id)
    if draft.person_id != by.id:
        raise NotYours
    if draft.state is not DraftState.OPEN:
        raise DraftClosed(state=draft.state, claim_id=draft.claim_id)
    if seen is not None and seen != draft.version:
        raise DraftMovedOn(draft_id=draft.id)
    return draft


async def save(session: AsyncSession, before: Draft, after: Draft) -> Draft:
    """Store a draft's next version: what has changed. Raises DraftMovedOn if somebody else was faster."""
    changed = {name: getattr(after, name) for name in STORED if getattr(after, name) != getattr(before, name)}
    version = await session.scalar(
        _SAVE, {"of_id": before.id, "seen": before.version, **changed, "version": before.version + 1}
    )
    if version is None:
        raise DraftMovedOn(draft_id=before.id)
    return replace(after, version=version)


STORED = (
    "state",
    "asking",
    "search",
    "browsing",
    "told_whole",
    "album_key",
    "product_id",
    "quantity",
    "document_no",
    "sold_on",
    "issuer_id",
    "same_as",
    "claim_id",
)
"""Fields of a draft that its row keeps and that can change."""

_TABLE: Any = DraftRow.__table__
_SAVE = (
    update(_TABLE)
    .where(
        _TABLE.c.id == bindparam("of_id"),
        _TABLE.c.version == bindparam("seen"),
        _TABLE.c.state == DraftState.OPEN.value,
    )
    .returning(_TABLE.c.version)
)
