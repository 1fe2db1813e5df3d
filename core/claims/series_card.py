"""All that the card of a series shows: its sales, and the next gap of one of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims import series
from core.claims.claim import EvidenceState, PictureKind
from core.claims.claim_pictures import PictureFacts
from core.claims.draft_card import DraftCard, DraftLine, lines_of_drafts, load_draft
from core.claims.drafting import Draft
from core.claims.tables import EvidenceRow
from core.ids import DraftId, EvidenceId


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesEntry:
    """A sale of the list."""

    draft: Draft
    lines: tuple[DraftLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesCard:
    """Sales that came as pictures together."""

    id: DraftId
    entries: tuple[SeriesEntry, ...]
    current: DraftCard | None
    """The first of which something is missing, with what its question offers."""
    photo: PictureFacts | None
    """The picture that the question is about."""
    before: SeriesEntry | None
    """The sale that the current one may be like."""

    @property
    def ready(self) -> int:
        """How many can be sent."""
        return len(series.ready_ones([entry.draft for entry in self.entries]))


_PHOTO = (
    select(
        EvidenceRow.id,
        EvidenceRow.state,
        EvidenceRow.kind,
        EvidenceRow.channel,
        EvidenceRow.message_key,
        EvidenceRow.file_id,
    )
    .where(
        EvidenceRow.draft_id == bindparam("draft_id"),
        EvidenceRow.state.in_((EvidenceState.AWAITED.value, EvidenceState.STORED.value)),
    )
    .order_by(EvidenceRow.id)
    .limit(1)
)


async def load_series(session: AsyncSession, series_id: DraftId, *, now: datetime) -> SeriesCard:
    """The card of a series as it stands."""
    drafts = await series.of_series(session, series_id)
    known = await lines_of_drafts(session, drafts)
    entries = tuple(SeriesEntry(draft=draft, lines=known[draft.id]) for draft in drafts)
    gap = series.gap(drafts)
    model = series.before(drafts, gap) if gap else None
    return SeriesCard(
        id=series_id,
        entries=entries,
        current=await load_draft(session, gap.id, now=now) if gap else None,
        photo=await _photo(session, gap.id) if gap else None,
        before=next((entry for entry in entries if model is not None and entry.draft.id == model.id), None),
    )


async def _photo(session: AsyncSession, draft_id: DraftId) -> PictureFacts | None:
    row = (await session.execute(_PHOTO, {"draft_id": draft_id})).one_or_none()
    if row is None:
        return None
    return PictureFacts(
        evidence_id=EvidenceId(row.id),
        state=EvidenceState(row.state),
        kind=PictureKind(row.kind),
        channel=row.channel,
        message_key=row.message_key,
        file_id=row.file_id,
        refused_for=None,
    )
