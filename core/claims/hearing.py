"""Hearing a text out: reading it with the products at hand that it may speak of."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.shelves import shelf_for_words, whole_shelf
from core.claims.reading import Reading, read_caption, words_spoken
from core.ids import ProgrammeId
from core.programme.options import REQUIRED, ClaimField


async def hear(
    session: AsyncSession,
    programme_id: ProgrammeId,
    text: str,
    *,
    today: date,
    revision: int | None = None,
    required: frozenset[ClaimField] = REQUIRED,
) -> Reading:
    """What a text says about one sale. `revision` spares a question where the catalogue's is known already."""
    shelf = await whole_shelf(session, programme_id, revision=revision)
    if shelf is None:
        shelf = await shelf_for_words(session, programme_id, words_spoken(text, today=today))
    return read_caption(text, shelf, today=today, required=required)
