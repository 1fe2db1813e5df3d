"""Drafts in their table: read as values, taken up by their person, stored version by version."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims.claim import Asking, ClaimState, CustomerType, DraftState, EvidenceState, SameAs, Several
from core.claims.drafting import USABLE, Draft
from core.claims.lines import lines_of, stored_of
from core.claims.refusals import DraftClosed, DraftMovedOn, NotYours
from core.claims.tables import ClaimRow, DraftRow, EvidenceRow
from core.ids import DraftId, PersonId
from core.people.persons import OWN_ZONE, Person
from core.people.rights import Right, require
from core.people.roles import Occupation
from core.people.tables import PersonRow
from core.programme.options import options_of
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
        DraftRow.several,
        DraftRow.series_id,
        DraftRow.lines,
        DraftRow.at_line,
        DraftRow.document_no,
        DraftRow.sold_on,
        DraftRow.issuer_id,
        DraftRow.customer_type,
        DraftRow.same_as,
        DraftRow.claim_id,
        DraftRow.again_of,
        DraftRow.pictures_until,
        DraftRow.started_at,
        DraftRow.handed_at,
        DraftRow.filled_by,
        DraftRow.filled_until,
        DraftRow.due_at,
        DraftRow.missed_due_at,
        DraftRow.in_doubt,
        DraftRow.adds_pages,
        DraftRow.told_whole,
        DraftRow.practice,
        DraftRow.version,
        ClaimRow.state.label("claim_state"),
        ClaimRow.version.label("claim_version"),
        ProgrammeRow.timezone.label("zone"),
        OWN_ZONE.label("own_zone"),
        PersonRow.occupation,
        ProgrammeRow.options,
        _pictures(_CLAIMED, *USABLE).label("claimed"),
        _pictures(_BROUGHT, *USABLE).label("brought"),
        _pictures(_BROUGHT, EvidenceState.AWAITED.value).label("awaited"),
    )
    .join(PersonRow, PersonRow.id == DraftRow.person_id)
    .join(ProgrammeRow, ProgrammeRow.id == DraftRow.programme_id)
    .outerjoin(ClaimRow, ClaimRow.id == DraftRow.claim_id)
)
_LIST_OF = select(DraftRow.series_id).where(DraftRow.id == bindparam("id"))
_WHOSE = select(DraftRow.person_id).where(DraftRow.id == bindparam("id"))
_BY_ID = DRAFTS.where(DraftRow.id == bindparam("id"))


_FIELDS = DRAFTS.selected_columns.keys()


def draft_of(row: Row[*tuple[Any, ...]]) -> Draft:
    """The draft whose DRAFTS columns a row holds."""
    facts: dict[str, Any] = dict(zip(_FIELDS, row, strict=True))
    return Draft(
        **facts
        | {
            "lines": lines_of(row.lines),
            "occupation": Occupation(row.occupation) if row.occupation else None,
            "options": options_of(row.options),
            "state": DraftState(row.state),
            "customer_type": CustomerType(row.customer_type) if row.customer_type else None,
            "asking": Asking(row.asking),
            "several": Several(row.several) if row.several else None,
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


async def list_of(session: AsyncSession, draft_id: DraftId) -> DraftId | None:
    """The list of sales a draft stands in."""
    found: int | None = await session.scalar(_LIST_OF, {"id": draft_id})
    return None if found is None else DraftId(found)


async def is_of(session: AsyncSession, draft_id: DraftId, person_id: PersonId) -> bool:
    """Whether a draft is a person's own."""
    return await session.scalar(_WHOSE, {"id": draft_id}) == person_id


async def take_up(session: AsyncSession, draft_id: DraftId, *, by: Person, seen: int | None) -> Draft:
    """A person's own open draft, or a handed one that he fills in.

    Raises NotYours, DraftClosed, or DraftMovedOn where another version was seen.
    """
    draft = await load(session, draft_id)
    fills_in = draft.state is DraftState.HANDED and draft.filled_by == by.id
    if fills_in:
        require(by, Right.DECIDE_CLAIMS)
    elif draft.person_id != by.id:
        raise NotYours
    elif draft.state is not DraftState.OPEN:
        raise DraftClosed(state=draft.state, claim_id=draft.claim_id)
    if seen is not None and seen != draft.version:
        raise DraftMovedOn(draft_id=draft.id)
    return draft


async def save(session: AsyncSession, before: Draft, after: Draft) -> Draft:
    """Store a draft's next version: what has changed. Raises DraftMovedOn if somebody else was faster."""
    changed = {name: getattr(after, name) for name in STORED if getattr(after, name) != getattr(before, name)}
    if "lines" in changed:
        changed["lines"] = stored_of(after.lines)
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
    "handed_at",
    "filled_by",
    "filled_until",
    "due_at",
    "missed_due_at",
    "in_doubt",
    "adds_pages",
    "told_whole",
    "practice",
    "album_key",
    "several",
    "series_id",
    "pictures_until",
    "lines",
    "at_line",
    "document_no",
    "sold_on",
    "issuer_id",
    "customer_type",
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
        _TABLE.c.state.in_((DraftState.OPEN.value, DraftState.HANDED.value)),
    )
    .returning(_TABLE.c.version)
)
