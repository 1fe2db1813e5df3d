"""Writing products: what was planned for a list, or a change to one of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_unless
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.planning import COLUMNS, DESCRIBED, Plan, Planned, spans_of
from core.catalog.shelves import REVISION
from core.catalog.sought import sought_of, vocabulary
from core.catalog.tables import ProductRow, RateRow, WordRow
from core.catalog.timeline import Span, lay
from core.ids import ProgrammeId
from core.programme.tables import ProgrammeRow


async def lock_list(session: AsyncSession, programme_id: ProgrammeId) -> str:
    """Keep other changes of the programme's products out until this one is committed; the programme's zone."""
    zone: str | None = await session.scalar(
        select(ProgrammeRow.timezone).where(ProgrammeRow.id == programme_id).with_for_update(key_share=True)
    )
    return zone or "UTC"


async def carry_out(session: AsyncSession, programme_id: ProgrammeId, planned: Plan) -> None:
    """Write what was planned in this transaction, behind `lock_list`."""
    new = [one for one in planned.products if one.id is None]
    edited = [one for one in planned.products if one.id is not None and one.edited]
    rerated = [one for one in planned.products if one.rerated]
    if not (new or edited or rerated):
        return
    revision = (await session.scalar(REVISION, {"programme_id": programme_id}) or 0) + 1
    ids = await _add(session, programme_id, new, revision)
    await _edit(session, edited, revision)
    await _rerate(session, [(ids[one.described["sku_key"]] if one.id is None else one.id, one) for one in rerated])
    await _learn_words(session, programme_id, [one.described["sought"] for one in (*new, *edited)])


async def change(session: AsyncSession, programme_id: ProgrammeId, product: int, **described: Any) -> None:
    """Write some columns of one product, and what it is then looked for by. Behind `lock_list`."""
    row = (await session.execute(_BY_ID, {"id": product})).one()
    values = {**row._mapping, **described}
    revision = (await session.scalar(REVISION, {"programme_id": programme_id}) or 0) + 1
    text = sought_of(values)
    await session.execute(
        update(_TABLE).where(_TABLE.c.id == product).values(**described, sought=text, revision=revision)
    )
    await _learn_words(session, programme_id, [text])


async def lay_rate(
    session: AsyncSession, product: int, points: int, first: date, last: date | None, *, today: date
) -> bool:
    """Have a product earn these points on these days (see `lay`); whether that changed anything."""
    was = (await spans_of(session, [product], today))[product]
    spans = lay(was, points, first, last, today=today)
    await _store(session, [(product, was, spans)])
    return spans != was


_TABLE: Any = ProductRow.__table__
_BY_ID = select(*COLUMNS).where(_TABLE.c.id == bindparam("id"))
_ADD_PRODUCT = insert(_TABLE).returning(_TABLE.c.id, _TABLE.c.sku_key)
_WRITTEN = (*DESCRIBED, "name_key", "sku_key", "sought", "revision")
_EDIT = update(_TABLE).where(_TABLE.c.id == bindparam("row")).values({name: bindparam(name) for name in _WRITTEN})
_WITHOUT_BARCODE = update(_TABLE).where(_TABLE.c.id.in_(bindparam("ids", expanding=True))).values(barcode=None)
_RATES: Any = RateRow.__table__
_END = update(_RATES).where(_RATES.c.id == bindparam("row")).values(valid_until=bindparam("until"))
_ADD_RATE = insert(_RATES)
_ADD_WORD = insert_unless(WordRow).on_conflict_do_nothing(index_elements=[WordRow.programme_id, WordRow.word])


async def _add(
    session: AsyncSession, programme_id: ProgrammeId, new: Sequence[Planned], revision: int
) -> dict[str, int]:
    if not new:
        return {}
    values = [{"programme_id": programme_id, "revision": revision, **one.described} for one in new]
    rows = await session.execute(_ADD_PRODUCT, values)
    return {row.sku_key: row.id for row in rows}


async def _edit(session: AsyncSession, edited: Sequence[Planned], revision: int) -> None:
    if not edited:
        return
    losing = [one.id for one in edited if one.was["barcode"] not in {None, one.described["barcode"]}]
    if losing:
        await session.execute(_WITHOUT_BARCODE, {"ids": losing})
    values = [{name: one.described[name] for name in _WRITTEN[:-1]} for one in edited]
    await session.execute(
        _EDIT, [{"row": one.id, "revision": revision, **each} for one, each in zip(edited, values, strict=True)]
    )


async def _rerate(session: AsyncSession, rerated: Sequence[tuple[int, Planned]]) -> None:
    await _store(session, [(product, one.was_spans, one.spans) for product, one in rerated])


async def _store(session: AsyncSession, changed: Iterable[tuple[int, Sequence[Span], Sequence[Span]]]) -> None:
    """Write timelines: rates that sales may rest on end earlier, others are added."""
    ended: list[dict[str, Any]] = []
    opened: list[dict[str, Any]] = []
    for product, was, spans in changed:
        before = {span.id: span.last for span in was}
        for span in spans:
            if span.id is None:
                values = {"product_id": product, "points_per_unit": span.points}
                opened.append({**values, "valid_from": span.first, "valid_until": span.last})
            elif span.last != before[span.id]:
                ended.append({"row": span.id, "until": span.last})
    if ended:
        await session.execute(_END, ended)
    if opened:
        await session.execute(_ADD_RATE, opened)


async def _learn_words(session: AsyncSession, programme_id: ProgrammeId, texts: Iterable[str]) -> None:
    found = {word for text in texts for word in vocabulary(text)}
    if found:
        await session.execute(_ADD_WORD, [{"programme_id": programme_id, "word": word} for word in sorted(found)])
