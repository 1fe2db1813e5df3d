"""Once more: a declined claim that may be sent again becomes a draft of all it said."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, false, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import ProductRow
from core.claims.claim import (
    GRANTED,
    UNDECIDED,
    Asking,
    ClaimState,
    DeclineReason,
    DraftState,
    EvidenceState,
    reason_of,
)
from core.claims.claim_card import LAST
from core.claims.draft_rows import DRAFTS, draft_of, load
from core.claims.drafting import FRESH, Draft
from core.claims.lines import Line, stored_of
from core.claims.refusals import ClaimClosed, NotYours, OwnDuplicate
from core.claims.tables import ClaimLineRow, ClaimRow, DecisionRow, DraftRow, EvidenceRow
from core.ids import ClaimId, DraftId
from core.people.persons import Person
from core.people.rights import Right, require

_DECLINED = (
    select(
        *ClaimRow.__table__.c,
        ClaimLineRow.position,
        ClaimLineRow.product_id,
        ClaimLineRow.quantity,
        ClaimLineRow.serials,
        ProductRow.active.label("offered"),
        DecisionRow.reason,
        DecisionRow.may_resubmit,
    )
    .join(ClaimLineRow, ClaimLineRow.claim_id == ClaimRow.id)
    .join(ProductRow, ProductRow.id == ClaimLineRow.product_id)
    .outerjoin(DecisionRow, (DecisionRow.claim_id == ClaimRow.id) & (DecisionRow.number == LAST))
    .where(ClaimRow.id == bindparam("claim_id"))
    .order_by(ClaimLineRow.position)
)
"""A row a line, each with its claim and the verdict that stands."""
_BEGUN = DRAFTS.where(DraftRow.again_of == bindparam("claim_id"), DraftRow.state == DraftState.OPEN.value).order_by(
    DraftRow.id.desc()
)

_SENT = (
    select(ClaimRow.id, ClaimRow.state, ClaimRow.document_no, ClaimRow.sold_on, ClaimRow.submitted_at)
    .join(DraftRow, DraftRow.claim_id == ClaimRow.id)
    .where(
        DraftRow.again_of == bindparam("claim_id"),
        DraftRow.state == DraftState.SUBMITTED.value,
        ClaimRow.state.in_(sorted(UNDECIDED | GRANTED)),
    )
    .order_by(ClaimRow.id.desc())
)

WRONG = {
    DeclineReason.UNREADABLE: Asking.PICTURE,
    DeclineReason.NOT_OURS: Asking.PRODUCT,
    DeclineReason.ANOTHER_PRODUCT: Asking.PRODUCT,
    DeclineReason.WRONG_QUANTITY: Asking.QUANTITY,
    DeclineReason.WRONG_DETAILS: Asking.DOCUMENT_NO,
}
"""What has to be mended, by the reason; for any other the partner chooses."""


async def send_again(session: AsyncSession, claim_id: ClaimId, *, by: Person, now: datetime) -> Draft:
    """Begin a declined claim once more: a draft of its facts that asks for what was wrong,
    and first of all for another product where its own is no longer offered.

    Its pictures come along, unless they were what was wrong; where a note says what was, another may be sent at once.
    The window is counted to the first message of the declined claim. A second call gives the same draft. Raises
    NotYours, NotAllowed, ConsentMissing, ClaimClosed, and OwnDuplicate once it has been sent.
    """
    require(by, Right.CLAIM)
    rows = (await session.execute(_DECLINED, {"claim_id": claim_id})).all()
    claim = rows[0] if rows else None
    if claim is None or claim.person_id != by.id:
        raise NotYours
    if ClaimState(claim.state) is not ClaimState.DECLINED or not claim.may_resubmit:
        raise ClaimClosed(claim_id=claim_id, state=ClaimState(claim.state))
    sent = (await session.execute(_SENT, {"claim_id": claim_id})).first()
    if sent is not None:
        raise OwnDuplicate(
            claim_id=ClaimId(sent.id),
            state=ClaimState(sent.state),
            document_no=sent.document_no,
            sold_on=sent.sold_on,
            submitted_at=sent.submitted_at,
        )
    begun = (await session.execute(_BEGUN, {"claim_id": claim_id})).first()
    if begun is not None:
        return draft_of(begun)
    reason = reason_of(claim.reason)
    wrong = WRONG.get(reason, Asking.READY) if isinstance(reason, DeclineReason) else Asking.READY
    pictures_until = now + FRESH if reason == DeclineReason.OTHER or not isinstance(reason, DeclineReason) else None
    retired = next((place for place, row in enumerate(rows) if not row.offered), None)
    asking = wrong if retired is None else Asking.PRODUCT
    if asking in {Asking.PRODUCT, Asking.QUANTITY} and retired is None and len(rows) > 1:
        asking = Asking.READY  # which of its products was wrong is for the partner to say
    draft_id = await _open(session, rows, asking, retired or 0, pictures_until)
    if wrong is not Asking.PICTURE:
        await _bring_pictures(session, claim_id, draft_id, now)
    return await load(session, draft_id)


async def _open(
    session: AsyncSession,
    rows: Sequence[Row[*tuple[Any, ...]]],
    asking: Asking,
    at_line: int,
    pictures_until: datetime | None,
) -> DraftId:
    claim = rows[0]
    draft_id = await session.scalar(
        insert(DraftRow)
        .values(
            programme_id=claim.programme_id,
            person_id=claim.person_id,
            state=DraftState.OPEN.value,
            asking=asking.value,
            browsing=0 if asking is Asking.PRODUCT else None,
            lines=stored_of(tuple(_line(row) for row in rows)),
            at_line=at_line,
            document_no=claim.document_no if claim.document_key else None,
            sold_on=claim.sold_on,
            issuer_id=claim.issuer_id,
            customer_type=claim.customer_type,
            again_of=claim.id,
            pictures_until=pictures_until,
            started_at=claim.started_at,
        )
        .returning(DraftRow.id)
    )
    return DraftId(draft_id or 0)


def _line(row: Row[*tuple[Any, ...]]) -> Line:
    return Line(product_id=row.product_id, quantity=row.quantity, serials=tuple(row.serials or ()))


_KEPT = (
    "programme_id",
    "person_id",
    "state",
    "kind",
    "channel",
    "message_key",
    "file_id",
    "unique_id",
    "sha256",
    "tries",
    "received_at",
    "stored_at",
)


async def _bring_pictures(session: AsyncSession, claim_id: ClaimId, draft_id: DraftId, now: datetime) -> None:
    """Let the draft rest on the claim's pictures too: the declined claim keeps them as well."""
    table: Any = EvidenceRow.__table__
    found = (
        select(*(table.c[name] for name in _KEPT), literal(draft_id), literal(now, table.c.next_try_at.type), ~false())
        .where(table.c.claim_id == claim_id, table.c.state == EvidenceState.STORED.value)
        .order_by(table.c.id)
    )
    await session.execute(
        insert(table).from_select([*_KEPT, "draft_id", "next_try_at", "brought_along"], found, include_defaults=False)
    )
