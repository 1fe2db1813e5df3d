"""Submission: a complete draft becomes a claim, or corrects one."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, exists, func, insert, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.folding import document_key
from core.catalog.rates import covering
from core.catalog.tables import ProductRow, RateRow
from core.claims.claim import UNDECIDED, Asking, ClaimState, DraftState, EvidenceState, SameAs
from core.claims.days import promise
from core.claims.draft_rows import save, take_up
from core.claims.drafting import USABLE, Draft, next_asking
from core.claims.duplicates import EARLIER, Earlier, Sale, asked, earlier_of, neighbours
from core.claims.events import ClaimCorrected, ClaimShown, ClaimSubmitted
from core.claims.evidence import show_when_safe
from core.claims.refusals import ClaimClosed, ClaimMovedOn, Incomplete, NoRate, OwnDuplicate, ProductUnknown
from core.claims.tables import ClaimLineRow, ClaimRow, EvidenceRow
from core.db.turns import take_turn
from core.events import emit
from core.ids import ClaimId, DraftId
from core.people.persons import Person
from core.people.rights import Right, require

_OTHERS = EARLIER.subquery()
_KNOWN = (
    select(ProductRow.sku, RateRow.id.label("rate_id"), RateRow.points_per_unit, *_OTHERS.c)
    .outerjoin(RateRow, covering(ProductRow.id, bindparam("sold_on", type_=RateRow.valid_from.type)))
    .outerjoin(_OTHERS, true())
    .where(
        ProductRow.id == bindparam("product_id"),
        ProductRow.programme_id == bindparam("programme_id"),
        or_(
            ProductRow.active,
            exists().where(
                ClaimLineRow.claim_id == bindparam("claim_id"), ClaimLineRow.product_id == bindparam("product_id")
            ),
        ),
    )
)
"""The rate of the sale's day, beside every earlier claim of the same sale. What a claim was sent with holds for it,
offered still or not."""

_CLAIMS: Any = ClaimRow.__table__
_LINES: Any = ClaimLineRow.__table__
_EVIDENCE: Any = EvidenceRow.__table__
_INSERT_CLAIM = insert(_CLAIMS).returning(_CLAIMS.c.id)
_INSERT_LINE = insert(_LINES)
_LINK = (
    update(_EVIDENCE)
    .where(_EVIDENCE.c.draft_id == bindparam("of_draft"))
    .values(claim_id=bindparam("of_claim"))
    .returning(_EVIDENCE.c.state)
)
_REPLACE = (
    update(_EVIDENCE)
    .where(_EVIDENCE.c.claim_id == bindparam("of_claim"), _EVIDENCE.c.draft_id != bindparam("of_draft"))
    .values(state=EvidenceState.REPLACED.value)
)


async def submit(
    session: AsyncSession,
    draft_id: DraftId,
    *,
    by: Person,
    now: datetime,
    seen: int | None = None,
    same_as: SameAs | None = None,
    anew: bool = False,
) -> Draft:
    """Send a draft: a claim comes of it, or the claim that it corrects is changed.

    Where somebody else has claimed the same and `same_as` is not known, the draft is returned still open, asking.
    `anew` has the claim's card sent below what was written last.
    Raises Incomplete, FutureDate, OutsideWindow, NoRate, OwnDuplicate, DraftClosed, DraftMovedOn, ClaimClosed.
    """
    draft = await take_up(session, draft_id, by=by, seen=seen)
    return await send(session, draft, by=by, now=now, same_as=same_as, anew=anew)


async def send(
    session: AsyncSession,
    draft: Draft,
    *,
    by: Person,
    now: datetime,
    same_as: SameAs | None = None,
    anew: bool = False,
    unseen: bool = False,
) -> Draft:
    """`submit` for a draft that is already in hand; `unseen` if it is of this very step, and no card shows it yet."""
    require(by, Right.CLAIM)
    if not draft.complete:
        raise Incomplete(asking=next_asking(draft))
    assert draft.sold_on  # noqa: S101 (complete)
    draft.days(now).check(draft.sold_on)
    rated, earlier = await _known(session, draft)
    own = next((claim for claim in earlier if claim.person_id == draft.person_id), None)
    if own is not None:
        await take_up(
            session, draft.id, by=by, seen=draft.version
        )  # of two taps at once, the claim may be this draft's
        raise own_duplicate(own)
    answered = replace(draft, same_as=same_as or draft.same_as)
    if earlier and answered.same_as is None:
        return await save(session, draft, replace(draft, asking=Asking.DUPLICATE))
    if draft.claim_id is not None:
        return await _correct(session, draft, answered, rated, now=now, anew=anew)
    return await _create(session, draft, answered, rated, now=now, anew=anew, unseen=unseen)


async def _known(session: AsyncSession, draft: Draft) -> tuple[Row[*tuple[Any, ...]], list[Earlier]]:
    """The rate, and the earlier claims of the same sale. Raises ProductUnknown and NoRate.

    Two who send the same at once are asked one after the other: the second has to see the first.
    """
    sale = sale_of(draft)
    await take_turn(session, f"sending to {sale.programme_id}")
    rows = (await session.execute(_KNOWN, asked(sale))).all()
    if not rows:
        raise ProductUnknown
    if rows[0].rate_id is None:
        raise NoRate(sku=rows[0].sku, sold_on=sale.sold_on)
    return rows[0], earlier_of(rows)


def sale_of(draft: Draft) -> Sale:
    """What tells a complete draft's sale from another."""
    assert draft.issuer_id and draft.document_no and draft.sold_on and draft.product_id  # noqa: S101, PT018 (complete)
    return Sale(
        programme_id=draft.programme_id,
        issuer_id=draft.issuer_id,
        document_no=draft.document_no,
        sold_on=draft.sold_on,
        product_id=draft.product_id,
        draft_id=draft.id,
        claim_id=draft.claim_id,
    )


def own_duplicate(earlier: Earlier) -> OwnDuplicate:
    """The refusal that shows the person the own earlier claim."""
    return OwnDuplicate(
        claim_id=earlier.claim_id,
        state=earlier.state,
        document_no=earlier.document_no,
        sold_on=earlier.sold_on,
        submitted_at=earlier.submitted_at,
    )


async def _create(
    session: AsyncSession,
    before: Draft,
    draft: Draft,
    rated: Row[*tuple[Any, ...]],
    *,
    now: datetime,
    anew: bool,
    unseen: bool,
) -> Draft:
    safe = not draft.awaited
    claim_id = ClaimId(
        await session.scalar(
            _INSERT_CLAIM,
            {
                "programme_id": draft.programme_id,
                "person_id": draft.person_id,
                "started_at": draft.started_at,
                "submitted_at": now,
                "shown_at": now if safe else None,
                "state": ClaimState.IN_REVIEW if safe else ClaimState.SUBMITTED,
                "due_at": promise(now, draft.zone),
                **_described(draft),
            },
        )
        or 0
    )
    await session.execute(_INSERT_LINE, {"claim_id": claim_id, "position": 1} | _line(draft, rated))
    now_safe = await _link(session, draft, claim_id)
    sent = await save(session, before, replace(draft, state=DraftState.SUBMITTED, claim_id=claim_id))
    await emit(
        session,
        ClaimSubmitted(
            claim_id=claim_id,
            draft_id=draft.id,
            programme_id=draft.programme_id,
            person_id=draft.person_id,
            anew=anew,
            unseen=unseen,
            at=now,
        ),
    )
    if safe:
        await emit(session, _shown(draft, claim_id, now))
    elif now_safe:
        await show_when_safe(session, claim_id, now=now)
    return sent


async def _link(session: AsyncSession, draft: Draft, claim_id: ClaimId) -> bool:
    """Tie the draft's pictures to the claim; whether all of them are safe by now. Raises Incomplete if none is left."""
    states = set(await session.scalars(_LINK, {"of_draft": draft.id, "of_claim": claim_id}))
    if states.isdisjoint(USABLE):
        raise Incomplete(asking=Asking.PICTURE)
    return EvidenceState.AWAITED not in states


async def _correct(
    session: AsyncSession, before: Draft, draft: Draft, rated: Row[*tuple[Any, ...]], *, now: datetime, anew: bool
) -> Draft:
    assert draft.claim_id is not None  # noqa: S101 (asked by the caller)
    were_beside = await neighbours(session, draft.claim_id)
    state = await _amend(session, draft, rated, now)
    now_safe = False
    if draft.brought:
        await session.execute(_REPLACE, {"of_draft": draft.id, "of_claim": draft.claim_id})
        now_safe = await _link(session, draft, draft.claim_id)
    sent = await save(session, before, replace(draft, state=DraftState.SUBMITTED))
    corrected = ClaimCorrected(
        claim_id=draft.claim_id,
        person_id=draft.person_id,
        draft_id=draft.id,
        anew=anew,
        beside=tuple(sorted(were_beside)),
        at=now,
    )
    await emit(session, corrected)
    if state is ClaimState.IN_REVIEW and draft.claim_state is not state:
        await emit(session, _shown(draft, draft.claim_id, now))
    elif now_safe and state is ClaimState.SUBMITTED:
        await show_when_safe(session, draft.claim_id, now=now)
    return sent


async def _amend(session: AsyncSession, draft: Draft, rated: Row[*tuple[Any, ...]], now: datetime) -> ClaimState:
    """Bring a draft's undecided claim to what the draft says; the claim's state. Raises ClaimClosed, ClaimMovedOn."""
    assert draft.claim_id is not None  # noqa: S101 (asked by the caller)
    state = draft.claim_state
    if state is None or state not in UNDECIDED:
        raise ClaimClosed(claim_id=draft.claim_id, state=state or ClaimState.CANCELLED)
    if draft.brought:
        state = ClaimState.SUBMITTED if draft.awaited else ClaimState.IN_REVIEW
    values: dict[str, Any] = {"state": state, **_described(draft)}
    if draft.claim_state is ClaimState.NEEDS_PHOTO:
        values["due_at"] = promise(now, draft.zone)
    if state is ClaimState.IN_REVIEW:
        values["shown_at"] = func.coalesce(ClaimRow.shown_at, now)
    changed = await session.scalar(
        update(ClaimRow)
        .where(
            ClaimRow.id == draft.claim_id,
            ClaimRow.version == draft.claim_version,
            ClaimRow.state.in_(sorted(UNDECIDED)),
        )
        .values(version=ClaimRow.version + 1, **values)
        .returning(ClaimRow.id)
        .execution_options(synchronize_session=False)
    )
    if changed is None:
        raise ClaimMovedOn(claim_id=draft.claim_id)
    await session.execute(
        update(ClaimLineRow)
        .where(ClaimLineRow.claim_id == draft.claim_id, ClaimLineRow.position == 1)
        .values(**_line(draft, rated))
        .execution_options(synchronize_session=False)
    )
    return state


def _shown(draft: Draft, claim_id: ClaimId, now: datetime) -> ClaimShown:
    """Moderators are called in the step that sends the claim: its pictures were safe before."""
    return ClaimShown(
        claim_id=claim_id, programme_id=draft.programme_id, person_id=draft.person_id, at_once=True, at=now
    )


def _described(draft: Draft) -> dict[str, Any]:
    return {
        "document_no": draft.document_no,
        "document_key": document_key(draft.document_no or ""),
        "sold_on": draft.sold_on,
        "issuer_id": draft.issuer_id,
        "same_as": draft.same_as,
    }


def _line(draft: Draft, rated: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    quantity = draft.quantity or 0
    return {
        "product_id": draft.product_id,
        "quantity": quantity,
        "rate_id": rated.rate_id,
        "points": quantity * rated.points_per_unit,
    }
