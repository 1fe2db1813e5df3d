"""Submission: a complete draft becomes a claim, or corrects one."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, func, insert, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.folding import document_key
from core.catalog.rates import covering
from core.catalog.tables import ProductRow, RateRow
from core.claims import handed, practice, serials
from core.claims.claim import UNDECIDED, Asking, ClaimState, DraftState, EvidenceState, SameAs
from core.claims.claim_lines import Rates, add_lines, change_lines, rated_lines
from core.claims.claimed_before import own_duplicate, sale_of
from core.claims.days import promise
from core.claims.draft_rows import save, take_up
from core.claims.drafting import USABLE, Draft, next_asking
from core.claims.duplicates import EARLIER, Earlier, asked, earlier_of, neighbours
from core.claims.earlier import with_those_of_serials
from core.claims.events import ClaimCorrected, ClaimShown, ClaimSubmitted
from core.claims.evidence import show_when_safe
from core.claims.promised import promised_anew
from core.claims.refusals import ClaimClosed, ClaimMovedOn, Incomplete, NoRate, ProductUnknown
from core.claims.serial_numbers import BY_SERIAL
from core.claims.tables import ClaimLineRow, ClaimRow, EvidenceRow
from core.db.turns import take_turn
from core.events import emit
from core.ids import ClaimId, DraftId, ProductId
from core.people.persons import Person
from core.people.places import PLACE
from core.people.rights import Right, require
from core.points.given import require_room

_OTHERS = EARLIER.subquery()
_KNOWN = (
    select(
        ProductRow.id.label("product_id"),
        ProductRow.sku,
        RateRow.id.label("rate_id"),
        RateRow.points_per_unit,
        *_OTHERS.c,
    )
    .outerjoin(RateRow, covering(ProductRow.id, bindparam("sold_on", type_=RateRow.valid_from.type)))
    .outerjoin(_OTHERS, true())
    .where(
        ProductRow.id.in_(bindparam("products", expanding=True)),
        ProductRow.programme_id == bindparam("programme_id"),
        or_(
            ProductRow.active,
            exists().where(ClaimLineRow.claim_id == bindparam("claim_id"), ClaimLineRow.product_id == ProductRow.id),
        ),
    )
)
"""Each product's rate of the sale's day, beside every earlier claim of the same sale. What a claim was sent with holds
for it, offered still or not."""

_CLAIMS: Any = ClaimRow.__table__
_EVIDENCE: Any = EvidenceRow.__table__
_INSERT_CLAIM = insert(_CLAIMS).values(PLACE).returning(_CLAIMS.c.id)
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
    Raises Incomplete, FutureDate, OutsideWindow, NoRate, OwnDuplicate, DraftClosed, DraftMovedOn, ClaimClosed,
    NothingLeftToGive.
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
    if draft.practice:
        practice.require_claiming(by)
    else:
        require(by, Right.DECIDE_CLAIMS if draft.state is DraftState.HANDED else Right.CLAIM)
    if not draft.complete:
        raise Incomplete(asking=next_asking(draft))
    assert draft.sold_on  # noqa: S101 (complete)
    draft.days(now).check(draft.sold_on)
    rates, earlier = await _known(session, draft)
    if draft.practice:
        return await practice.send(session, draft, rates, now=now, anew=anew, unseen=unseen)
    own = next((claim for claim in earlier if claim.person_id == draft.person_id), None)
    if own is not None:
        await take_up(
            session, draft.id, by=by, seen=draft.version
        )  # of two taps at once, the claim may be this draft's
        raise handed.FilledBefore(document_no=own.document_no) if by.id != draft.person_id else own_duplicate(own)
    answered = replace(draft, same_as=same_as or draft.same_as)
    if earlier and answered.same_as is None and draft.state is not DraftState.HANDED:
        return await save(session, draft, replace(draft, asking=Asking.DUPLICATE))
    if draft.claim_id is not None:
        return await _correct(session, draft, answered, rates, now=now, anew=anew)
    await require_room(session, draft.programme_id, draft.options)
    sent = await _create(session, draft, answered, rates, now=now, anew=anew, unseen=unseen)
    if draft.state is DraftState.HANDED and sent.claim_id is not None:
        await handed.filled_in(session, sent, sent.claim_id, by=by, now=now)
    return sent


async def _known(session: AsyncSession, draft: Draft) -> tuple[Rates, list[Earlier]]:
    """The rates, and the earlier claims of the same sale. Raises ProductUnknown and NoRate.

    Two who send the same at once are asked one after the other: the second has to see the first.
    """
    sale = sale_of(draft)
    await take_turn(session, f"sending to {sale.programme_id}")
    rows = (await session.execute(_KNOWN, asked(sale))).all()
    rates = {ProductId(row.product_id): row for row in rows}
    if len(rates) < len(sale.products):
        raise ProductUnknown
    unrated = next((row for row in rates.values() if row.rate_id is None), None)
    if unrated is not None:
        raise NoRate(sku=unrated.sku, sold_on=sale.sold_on)
    earlier = earlier_of(list({row.id: row for row in rows}.values()))
    return rates, await with_those_of_serials(session, sale, earlier)


async def _create(
    session: AsyncSession,
    before: Draft,
    draft: Draft,
    rates: Rates,
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
                **dict.fromkeys(("person_id", "of_person"), draft.person_id),
                "started_at": draft.started_at,
                "submitted_at": draft.handed_at or now,
                "shown_at": now if safe else None,
                "state": ClaimState.IN_REVIEW if safe else ClaimState.SUBMITTED,
                "due_at": draft.due_at or promise(now, draft.zone, draft.options),
                "missed_due_at": draft.missed_due_at,
                **_described(draft),
            },
        )
        or 0
    )
    await add_lines(session, claim_id, rated_lines(draft.lines, rates, kept_percent=draft.kept_percent()))
    await serials.register(session, claim_id, draft.serials, new=True)
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
            series_id=draft.series_id,
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
    session: AsyncSession, before: Draft, draft: Draft, rates: Rates, *, now: datetime, anew: bool
) -> Draft:
    assert draft.claim_id is not None  # noqa: S101 (asked by the caller)
    were_beside = await neighbours(session, draft.claim_id)
    state = await _amend(session, draft, rates, now)
    now_safe = False
    if draft.brought:
        if not draft.adds_pages:
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


async def _amend(session: AsyncSession, draft: Draft, rates: Rates, now: datetime) -> ClaimState:
    """Bring a draft's undecided claim to what the draft says; the claim's state. Raises ClaimClosed, ClaimMovedOn."""
    assert draft.claim_id is not None  # noqa: S101 (asked by the caller)
    state = draft.claim_state
    if state is None or state not in UNDECIDED:
        raise ClaimClosed(claim_id=draft.claim_id, state=state or ClaimState.CANCELLED)
    if draft.brought:
        state = ClaimState.SUBMITTED if draft.awaited else ClaimState.IN_REVIEW
    elif state is ClaimState.NEEDS_PHOTO:
        state = ClaimState.IN_REVIEW  # what was asked is in the draft itself, which is complete
    values: dict[str, Any] = {"state": state, **_described(draft)}
    if draft.claim_state is ClaimState.NEEDS_PHOTO:
        values |= promised_anew(now, draft.zone, draft.options)
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
    await change_lines(session, draft.claim_id, rated_lines(draft.lines, rates, kept_percent=draft.kept_percent()))
    await serials.register(session, draft.claim_id, draft.serials, new=False)
    return state


def _shown(draft: Draft, claim_id: ClaimId, now: datetime) -> ClaimShown:
    """Moderators are called in the step that sends the claim: its pictures were safe before."""
    return ClaimShown(
        claim_id=claim_id, programme_id=draft.programme_id, person_id=draft.person_id, at_once=True, at=now
    )


def _described(draft: Draft) -> dict[str, Any]:
    """A claim without a document's number goes by its first serial number."""
    return {
        "document_no": draft.document_no or "".join(f"{BY_SERIAL}{serial}" for serial in draft.serials[:1]),
        "document_key": document_key(draft.document_no or ""),
        "sold_on": draft.sold_on,
        "issuer_id": draft.issuer_id,
        "customer_type": draft.customer_type,
        "same_as": draft.same_as,
    }
