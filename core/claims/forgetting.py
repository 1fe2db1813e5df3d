"""Forgetting sales: pictures that policy or erasure lets go, and what an erased person's claims told about people."""

from calendar import monthrange
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.channel import cards
from core.channel.cards import CardKind
from core.channel.outbox import Priority
from core.claims import changes, handed
from core.claims.claim import UNDECIDED, ClaimState, DraftState, EvidenceState
from core.claims.events import DraftDropped
from core.claims.handed_events import HandedChanged
from core.claims.practice_tables import PracticeRow
from core.claims.tables import BlobRow, ClaimNoteRow, ClaimRow, DecisionRow, DraftRow, EvidenceRow
from core.claims.verdict_tables import AppealRow, VerdictRow
from core.events import emit
from core.ids import ClaimId, DraftId, PersonId
from core.people.events import PersonErased, PersonLeaves
from core.people.persons import load

SWEPT_AT_ONCE = 20
"""Pictures deleted in one transaction: overwriting their bytes takes its time, and others write too."""

LET_GO_AT_ONCE = 200

_EVIDENCE: Any = EvidenceRow.__table__
_OPEN = (
    select(ClaimRow.id)
    .where(ClaimRow.person_id == bindparam("person"), ClaimRow.state.in_(sorted(UNDECIDED)))
    .order_by(ClaimRow.id)
)
_CLAIMS = select(ClaimRow.id).where(ClaimRow.person_id == bindparam("person"))
_DRAFTS = select(DraftRow.id).where(DraftRow.person_id == bindparam("person"))
_UNKNOWN: dict[str, Any] = {
    "state": EvidenceState.DISCARDED.value,
    "message_key": "erased:" + _EVIDENCE.c.id.cast(_EVIDENCE.c.message_key.type),
    "file_id": "",
    "unique_id": "",
    "draft_id": None,
}
"""Of a picture that is let go and that nothing leads to any more, nor it to anybody."""
_FORGET_PICTURES = (
    update(_EVIDENCE)
    .where(or_(_EVIDENCE.c.draft_id.in_(_DRAFTS), _EVIDENCE.c.claim_id.in_(_CLAIMS)))
    .values(**_UNKNOWN)
)
_FORGET_APPEALS = update(AppealRow).where(AppealRow.claim_id.in_(_CLAIMS)).values(words="")
_FORGET_NOTES = update(DecisionRow).where(DecisionRow.claim_id.in_(_CLAIMS), DecisionRow.note != "").values(note="")
_FORGET_WORDS = update(ClaimNoteRow).where(ClaimNoteRow.claim_id.in_(_CLAIMS)).values(text="")
_VERDICT: Any = VerdictRow.__table__
_VERDICTS = select(_VERDICT.c.id, _VERDICT.c.said).where(_VERDICT.c.claim_id.in_(_CLAIMS))
_KEEP_SAID = update(_VERDICT).where(_VERDICT.c.id == bindparam("of_verdict")).values(said=bindparam("kept"))
_PRACTICE: Any = PracticeRow.__table__
_FORGET_PRACTICES = (
    delete(_PRACTICE).where(_PRACTICE.c.person_id == bindparam("person")).returning(_PRACTICE.c.draft_id)
)
_FORGET_DRAFTS = delete(DraftRow).where(DraftRow.person_id == bindparam("person"))

_STORED = aliased(EvidenceRow)
_DISCARDED = (
    select(EvidenceRow.id, EvidenceRow.sha256)
    .where(EvidenceRow.state == EvidenceState.DISCARDED.value)
    .order_by(EvidenceRow.next_try_at)
    .limit(bindparam("most"))
)
_DELETE_BYTES = delete(BlobRow).where(
    BlobRow.sha256.in_(bindparam("digests", expanding=True)),
    ~exists().where(_STORED.sha256 == BlobRow.sha256, _STORED.state == EvidenceState.STORED.value),
)
_GONE = (
    update(_EVIDENCE).where(_EVIDENCE.c.id.in_(bindparam("ids", expanding=True))).values(state=EvidenceState.GONE.value)
)
_OLD = (
    select(EvidenceRow.id, EvidenceRow.claim_id, EvidenceRow.draft_id, EvidenceRow.state)
    .outerjoin(ClaimRow, ClaimRow.id == EvidenceRow.claim_id)
    .where(
        EvidenceRow.state.in_((EvidenceState.STORED.value, EvidenceState.REPLACED.value)),
        EvidenceRow.next_try_at < bindparam("before"),  # when it was received: the index goes by it
        or_(
            EvidenceRow.state == EvidenceState.REPLACED.value,
            EvidenceRow.claim_id.is_(None),
            ClaimRow.state == ClaimState.CANCELLED.value,
            ClaimRow.decided_at < bindparam("before", type_=ClaimRow.decided_at.type),
        ),
    )
    .order_by(EvidenceRow.next_try_at)
    .limit(bindparam("most"))
)
"""Of sales decided or given up, what another took the place of, and what was never sent."""
_THESE = _EVIDENCE.c.id.in_(bindparam("ids", expanding=True))
_DISCARD = update(_EVIDENCE).where(_THESE).values(state=EvidenceState.DISCARDED.value, file_id="")
_DISCARD_REPLACED = update(_EVIDENCE).where(_THESE).values(**_UNKNOWN, claim_id=None)
_UNSENT = (
    update(DraftRow)
    .where(
        DraftRow.id.in_(bindparam("ids", expanding=True)),
        DraftRow.state.in_((DraftState.OPEN.value, DraftState.HANDED.value)),
    )
    .values(state=DraftState.DROPPED.value, version=DraftRow.version + 1)
    .returning(DraftRow.id, DraftRow.person_id, DraftRow.claim_id, DraftRow.series_id, DraftRow.handed_at)
    .execution_options(synchronize_session=False)
)


async def close_sales(session: AsyncSession, leaving: PersonLeaves) -> None:
    """Withdraw what nobody has decided yet."""
    person = await load(session, leaving.person_id)
    for claim_id in (await session.scalars(_OPEN, {"person": person.id})).all():
        await changes.withdraw(session, ClaimId(claim_id), by=person, now=leaving.at)
    await handed.close_handed(session, person.id, now=leaving.at)


async def forget_sales(session: AsyncSession, erased: PersonErased) -> None:
    """Let go of pictures, drafts and notes, and have moderators' cards lose the name. What was decided stands."""
    keys = {"person": erased.person_id}
    claims = list(await session.scalars(_CLAIMS, keys))
    await session.execute(_FORGET_PICTURES, keys)
    await session.execute(_FORGET_NOTES, keys, execution_options={"synchronize_session": False})
    await session.execute(_FORGET_APPEALS, keys, execution_options={"synchronize_session": False})
    await session.execute(_FORGET_WORDS, keys, execution_options={"synchronize_session": False})
    await _forget_verdicts(session, erased)
    practices = list(await session.scalars(_FORGET_PRACTICES, keys))
    await session.execute(_FORGET_DRAFTS, keys, execution_options={"synchronize_session": False})
    await cards.refresh_all(session, CardKind.PRACTICE_REVIEW, practices, now=erased.at)
    await cards.refresh_all(session, CardKind.REVIEW, claims, now=erased.at, priority=Priority.BROADCAST)


async def _forget_verdicts(session: AsyncSession, erased: PersonErased) -> None:
    """Empty the notes of verdicts, as those of decisions."""
    rows = (await session.execute(_VERDICTS, {"person": erased.person_id})).all()
    noted = [{"of_verdict": row.id, "kept": {**row.said, "note": ""}} for row in rows if row.said.get("note")]
    if noted:
        await session.execute(_KEEP_SAID, noted)


async def let_go(session: AsyncSession, *, months: int, now: datetime) -> int:
    """Let go of some pictures of sales decided, given up or never sent, so many months ago; how many.

    A sale that was never sent is cancelled: without its picture it cannot be. Call again until 0.
    """
    found = (await session.execute(_OLD, {"before": months_before(now, months), "most": LET_GO_AT_ONCE})).all()
    if found:
        replaced = [row.id for row in found if row.state == EvidenceState.REPLACED]
        others = [row for row in found if row.state != EvidenceState.REPLACED]
        await session.execute(_DISCARD_REPLACED, {"ids": replaced})
        await session.execute(_DISCARD, {"ids": [row.id for row in others]})
        await _cancel(session, {row.draft_id for row in others if row.claim_id is None}, now)
        claims = {row.claim_id for row in found if row.claim_id is not None}
        await cards.refresh_all(session, CardKind.REVIEW, claims, now=now, priority=Priority.BROADCAST)
    return len(found)


async def _cancel(session: AsyncSession, drafts: set[int | None], now: datetime) -> None:
    """Drop sales that were never sent; corrections give their cards back."""
    for row in (await session.execute(_UNSENT, {"ids": sorted(each for each in drafts if each is not None)})).all():
        draft_id, person_id = DraftId(row.id), PersonId(row.person_id)
        if row.handed_at is not None:
            await emit(session, HandedChanged(draft_id=draft_id, person_id=person_id, new=False, at=now))
            continue
        dropped = DraftDropped(
            draft_id=draft_id, person_id=person_id, claim_id=row.claim_id, series_id=row.series_id, at=now
        )
        await emit(session, dropped)


async def sweep(session: AsyncSession) -> int:
    """Delete the bytes of some pictures that were let go, unless another sale rests on the same; how many."""
    found = (await session.execute(_DISCARDED, {"most": SWEPT_AT_ONCE})).all()
    if found:
        digests = sorted({row.sha256 for row in found if row.sha256 is not None})
        await session.execute(_GONE, {"ids": [row.id for row in found]})
        await session.execute(_DELETE_BYTES, {"digests": digests}, execution_options={"synchronize_session": False})
    return len(found)


async def all_swept(session: AsyncSession) -> bool:
    """Whether no picture that was let go is left."""
    return (await session.execute(_DISCARDED, {"most": 1})).first() is None


def months_before(now: datetime, months: int) -> datetime:
    """The same hour so many months earlier, or that of a shorter month's last day."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))
