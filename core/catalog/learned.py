"""What people type before they choose a product: the same words find it next time. Nobody can read them here."""

import hashlib
import hmac
from datetime import datetime

from sqlalchemy import bindparam, case, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.catalog.folding import words
from core.catalog.tables import LearnedRow
from core.db.database import keyring
from core.ids import ProductId, ProgrammeId

MOST_WORDS = 4
"""Words of a search that are worth remembering: beyond, it is a sentence."""

OFFERED = 4
"""Products that are offered for the same words, those chosen most often first."""

_LEARNED = (
    select(LearnedRow.product_id)
    .where(
        LearnedRow.programme_id == bindparam("programme_id"),
        LearnedRow.typed == bindparam("typed"),
        LearnedRow.forgotten_at.is_(None),
    )
    .order_by(LearnedRow.times.desc(), LearnedRow.id.desc())
    .limit(OFFERED)
)
_LEARN = insert(LearnedRow).on_conflict_do_update(
    index_elements=[LearnedRow.programme_id, LearnedRow.typed, LearnedRow.product_id],
    set_={"times": case((LearnedRow.forgotten_at.is_(None), LearnedRow.times + 1), else_=1), "forgotten_at": None},
)
_OF = select(func.count()).where(LearnedRow.product_id == bindparam("product_id"), LearnedRow.forgotten_at.is_(None))
_FORGET = (
    update(LearnedRow)
    .where(LearnedRow.product_id == bindparam("of_product"), LearnedRow.forgotten_at.is_(None))
    .values(forgotten_at=bindparam("now"))
    .execution_options(synchronize_session=False)
)
_TIMES = aliased(LearnedRow)
_LAST = select(func.max(_TIMES.forgotten_at)).where(_TIMES.product_id == bindparam("of_product")).scalar_subquery()
_RECALL = (
    update(LearnedRow)
    .where(LearnedRow.product_id == bindparam("of_product"), LearnedRow.forgotten_at == _LAST)
    .values(forgotten_at=None)
    .execution_options(synchronize_session=False)
)


async def learn(session: AsyncSession, programme_id: ProgrammeId, text: str, product: ProductId) -> None:
    """Remember that a product was chosen after these words."""
    typed = _digest(session, text)
    if typed is not None:
        row = {"programme_id": programme_id, "typed": typed, "product_id": product, "times": 1}
        await session.execute(_LEARN, row)


async def learned_for(session: AsyncSession, programme_id: ProgrammeId, text: str) -> list[ProductId]:
    """Products chosen before after these words."""
    typed = _digest(session, text)
    if typed is None:
        return []
    found = await session.scalars(_LEARNED, {"programme_id": programme_id, "typed": typed})
    return [ProductId(product) for product in found]


async def learned_of(session: AsyncSession, product: ProductId) -> int:
    """For how many different words a product was chosen: they find it now."""
    return await session.scalar(_OF, {"product_id": product}) or 0


async def forget(session: AsyncSession, product: ProductId, *, now: datetime) -> None:
    """Have a product found no more by the words that were learned for it, until they are learned anew."""
    await session.execute(_FORGET, {"of_product": product, "now": now})


async def recall(session: AsyncSession, product: ProductId) -> None:
    """Have it found again by those that were forgotten last."""
    await session.execute(_RECALL, {"of_product": product})


def _digest(session: AsyncSession, text: str) -> str | None:
    """The folded words in any order, as a keyed digest."""
    said = sorted(set(words(text)))
    if not 0 < len(said) <= MOST_WORDS:
        return None
    key = keyring(session).learned
    return hmac.new(key, " ".join(said).encode(), hashlib.sha256).hexdigest()[:32]
