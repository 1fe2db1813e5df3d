"""Pictures that look like earlier ones: found when stored, told to those who decide, never held against anybody."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, select, union_all
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.claims import likeness
from core.claims.likeness import ORIENTATIONS, ROWS, Likeness
from core.claims.likeness_tables import LikenessBandRow, LikenessRow, LookAlikeRow
from core.claims.tables import EvidenceRow
from core.db.database import keyring
from core.ids import ClaimId

PER_BAND = 32
"""Pictures looked at that share one row of a print: a form that everybody uses must not make the search long."""
MOST_COMPARED = 24
"""Pictures whose maps are compared, those that share most rows in front."""
MOST_FOUND = 3

_LIKENESSES: Any = LikenessRow.__table__
_BANDS: Any = LikenessBandRow.__table__
_PAIRS: Any = LookAlikeRow.__table__
_KEEP = (
    insert(_LIKENESSES).on_conflict_do_nothing(index_elements=[_LIKENESSES.c.sha256]).returning(_LIKENESSES.c.sha256)
)
_KEEP_BANDS = insert(_BANDS).on_conflict_do_nothing()
_KEEP_PAIRS = insert(_PAIRS).on_conflict_do_nothing()
_NO_BAND = -1


def _sharing(number: int) -> Any:
    one = select(_BANDS.c.sha256).where(_BANDS.c.band == bindparam(f"band_{number}")).limit(PER_BAND).subquery()
    return select(one.c.sha256)


_SHARING = union_all(*(_sharing(number) for number in range(ROWS * ORIENTATIONS)))
_MAPS = select(_LIKENESSES).where(_LIKENESSES.c.sha256.in_(bindparam("digests", expanding=True)))
_MINE, _OTHER = aliased(EvidenceRow), aliased(EvidenceRow)
_OF_CLAIMS = (
    select(_MINE.claim_id, _OTHER.claim_id.label("other_id"))
    .join(_PAIRS, _PAIRS.c.sha256 == _MINE.sha256)
    .join(_OTHER, _OTHER.sha256 == _PAIRS.c.other)
    .where(
        _MINE.claim_id.in_(bindparam("ids", expanding=True)),
        _OTHER.claim_id.is_not(None),
        _OTHER.claim_id != _MINE.claim_id,
        _OTHER.programme_id == _MINE.programme_id,
    )
    .order_by(_MINE.claim_id, _OTHER.claim_id.desc())
)


async def note(session: AsyncSession, digest: str, found: Likeness) -> None:
    """Keep what a picture is compared by, and which earlier ones it looks like. A second call changes nothing."""
    row = {"sha256": digest, "print": found.prints[0], "map": keyring(session).evidence.close(found.map)}
    if await session.scalar(_KEEP, row) is None:
        return
    others = await look_for(session, found, but=digest)
    own = likeness.bands(found.prints[0])
    if own:
        await session.execute(_KEEP_BANDS, [{"band": band, "sha256": digest} for band in own])
    if others:
        await session.execute(_KEEP_PAIRS, [{"sha256": digest, "other": other} for other in others])


async def look_for(session: AsyncSession, found: Likeness, *, but: str) -> list[str]:
    """Digests of kept pictures that look like this one, the likest first."""
    asked = dict.fromkeys((f"band_{number}" for number in range(ROWS * ORIENTATIONS)), _NO_BAND)
    wanted = {band for print_ in found.prints for band in likeness.bands(print_)}
    asked |= {f"band_{number}": band for number, band in enumerate(sorted(wanted))}
    shared = Counter(await session.scalars(_SHARING, asked))
    del shared[but]
    digests = [digest for digest, _ in shared.most_common(MOST_COMPARED)]
    rows = (await session.execute(_MAPS, {"digests": digests})).all() if digests else []
    near: list[tuple[int, str]] = []
    for row in rows:
        far, orientation = min(
            (likeness.distance(print_, row.print), number) for number, print_ in enumerate(found.prints)
        )
        if far <= likeness.NEAR and likeness.alike(found.map, orientation, keyring(session).evidence.open(row.map)):
            near.append((far, row.sha256))
    return [digest for _, digest in sorted(near)[:MOST_FOUND]]


async def looks_like(session: AsyncSession, claims: Collection[ClaimId]) -> dict[ClaimId, ClaimId]:
    """For each of some claims whose picture looks like another's: that claim, the newest of several."""
    if not claims:
        return {}
    found: dict[ClaimId, ClaimId] = {}
    for row in await session.execute(_OF_CLAIMS, {"ids": sorted(claims)}):
        found.setdefault(ClaimId(row.claim_id), ClaimId(row.other_id))
    return found
