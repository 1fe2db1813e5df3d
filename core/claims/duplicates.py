"""Duplicates: claims of the same document line, or resting on the same picture."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, exists, false, null, or_, select, true, type_coerce, union
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.catalog.folding import document_key
from core.claims.claim import GRANTED, UNDECIDED, ClaimState, EvidenceState
from core.claims.serial_tables import ClaimSerialRow
from core.claims.tables import ClaimLineRow, ClaimRow, DecisionRow, EvidenceRow
from core.claims.verdict_tables import DecisionLineRow
from core.ids import ClaimId, DraftId, IssuerId, PersonId, ProductId, ProgrammeId

NUMBERS_REPEAT = timedelta(days=180)
"""Documents of one number that lie this far apart are different ones: issuers begin anew every year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """What tells one sale from another."""

    programme_id: ProgrammeId
    issuer_id: IssuerId
    document_no: str
    """Empty where it was left out."""
    sold_on: date
    products: tuple[ProductId, ...]
    serials: tuple[str, ...]
    draft_id: DraftId | None
    claim_id: ClaimId | None
    """The sale's own claim, where it has one: never its own duplicate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Another claim of what may be the same sale."""

    claim_id: ClaimId
    person_id: PersonId
    state: ClaimState
    document_no: str
    sold_on: date
    submitted_at: datetime
    decided_at: datetime | None
    by_serial: bool = False
    """Whether a serial number, which a maker gives once, is what tells."""

    @property
    def paid(self) -> bool:
        """Whether it has earned its points."""
        return self.state in GRANTED


_MINE = aliased(EvidenceRow)
_OTHER = aliased(EvidenceRow)
LIVE = ClaimRow.state.in_(sorted(UNDECIDED | GRANTED))
_FINAL = and_(
    ClaimRow.state == ClaimState.DECLINED.value,
    exists().where(DecisionRow.claim_id == ClaimRow.id, DecisionRow.may_resubmit == false()),
)
_SAME_DOCUMENT = and_(
    bindparam("document_key", type_=ClaimRow.document_key.type) != "",
    ClaimRow.issuer_id == bindparam("issuer_id"),
    ClaimRow.document_key == bindparam("document_key"),
    ClaimRow.sold_on == bindparam("sold_on"),
)
_COUNTS = and_(
    ClaimRow.programme_id == bindparam("programme_id"),
    ClaimRow.id != bindparam("claim_id"),
    or_(LIVE, _FINAL),
)
FOUND = select(
    ClaimRow.id,
    ClaimRow.person_id,
    ClaimRow.state,
    ClaimRow.document_no,
    ClaimRow.sold_on,
    ClaimRow.submitted_at,
    ClaimRow.decided_at,
)


_GRANTED_LINE = and_(DecisionRow.claim_id == ClaimRow.id, DecisionLineRow.decision_id == DecisionRow.id)
"""What was granted of a claim, which may be another product than was claimed."""


def _by_picture(same: ColumnElement[bool]) -> Any:
    """Claims resting on a picture of this sale; other lines of the same document may."""
    return (
        FOUND.join(_OTHER, _OTHER.claim_id == ClaimRow.id)
        .join(_MINE, same)
        .where(
            or_(_MINE.draft_id == bindparam("draft_id"), _MINE.claim_id == bindparam("claim_id")),
            _MINE.state != EvidenceState.REPLACED.value,
            _OTHER.state != EvidenceState.REPLACED.value,
            _MINE.id != _OTHER.id,
            ~_SAME_DOCUMENT,
            _COUNTS,
        )
    )


EARLIER = union(
    FOUND.where(
        _SAME_DOCUMENT,
        or_(
            exists().where(
                ClaimLineRow.claim_id == ClaimRow.id, ClaimLineRow.product_id.in_(bindparam("products", expanding=True))
            ),
            exists().where(_GRANTED_LINE, DecisionLineRow.product_id.in_(bindparam("products", expanding=True))),
        ),
        _COUNTS,
    ),
    _by_picture(and_(_MINE.unique_id == _OTHER.unique_id, _MINE.unique_id != "")),
    _by_picture(_MINE.sha256 == _OTHER.sha256),
)
"""Parameters: those of `asked`."""


def asked(sale: Sale) -> dict[str, Any]:
    """The parameters of EARLIER."""
    return {
        "programme_id": sale.programme_id,
        "issuer_id": sale.issuer_id,
        "document_key": document_key(sale.document_no),
        "sold_on": sale.sold_on,
        "products": sale.products,
        "draft_id": sale.draft_id or 0,
        "claim_id": sale.claim_id or 0,
    }


_ASKING = aliased(ClaimRow)
_ASKING_LINE = aliased(ClaimLineRow)
_SERIAL, _SERIAL_TOO = aliased(ClaimSerialRow), aliased(ClaimSerialRow)
_SHARED_DOCUMENT = and_(
    _ASKING.document_key != "",
    ClaimRow.issuer_id == _ASKING.issuer_id,
    ClaimRow.document_key == _ASKING.document_key,
    ClaimRow.sold_on == _ASKING.sold_on,
)
_COUNTS_BESIDE = and_(_ASKING.id.in_(bindparam("ids", expanding=True)), ClaimRow.id != _ASKING.id, or_(LIVE, _FINAL))
"""Of the same document: an issuer belongs to one programme, and asking for that too leads SQLite astray."""
_COUNTS_FOR = and_(_COUNTS_BESIDE, ClaimRow.programme_id == _ASKING.programme_id)
_FOUND_FOR = FOUND.add_columns(_ASKING.id.label("asking_id"), _ASKING.sold_on.label("asking_sold_on"))
_SHARED_NUMBER = and_(
    _ASKING.document_key != "", ClaimRow.issuer_id == _ASKING.issuer_id, ClaimRow.document_key == _ASKING.document_key
)


def _shared_picture(same: ColumnElement[bool]) -> Any:
    return (
        _FOUND_FOR.add_columns(true().label("surely"), false().label("by_serial"))
        .select_from(_ASKING)
        .join(_MINE, _MINE.claim_id == _ASKING.id)
        .join(_OTHER, same)
        .join(ClaimRow, ClaimRow.id == _OTHER.claim_id)
        .where(
            _MINE.state != EvidenceState.REPLACED.value,
            _OTHER.state != EvidenceState.REPLACED.value,
            _MINE.id != _OTHER.id,
            ~_SHARED_DOCUMENT,
            _COUNTS_FOR,
        )
    )


_EARLIER_OF = union(
    _FOUND_FOR.add_columns(false().label("surely"), false().label("by_serial"))
    .select_from(_ASKING)
    .join(ClaimRow, _SHARED_NUMBER)
    .where(
        _COUNTS_BESIDE,
        or_(
            exists().where(
                _ASKING_LINE.claim_id == _ASKING.id,
                ClaimLineRow.claim_id == ClaimRow.id,
                ClaimLineRow.product_id == _ASKING_LINE.product_id,
            ),
            exists().where(
                _ASKING_LINE.claim_id == _ASKING.id,
                _GRANTED_LINE,
                DecisionLineRow.product_id == _ASKING_LINE.product_id,
            ),
        ),
    ),
    _shared_picture(and_(_MINE.unique_id == _OTHER.unique_id, _MINE.unique_id != "")),
    _shared_picture(_MINE.sha256 == _OTHER.sha256),
    _FOUND_FOR.add_columns(true().label("surely"), true().label("by_serial"))
    .select_from(_ASKING)
    .join(_SERIAL, _SERIAL.claim_id == _ASKING.id)
    .join(_SERIAL_TOO, _SERIAL_TOO.serial_key == _SERIAL.serial_key)
    .join(ClaimRow, ClaimRow.id == _SERIAL_TOO.claim_id)
    .where(_COUNTS_BESIDE, ClaimRow.programme_id + 0 == _ASKING.programme_id),  # by the number, not by the programme
)


async def find_earlier_of(session: AsyncSession, claims: Collection[ClaimId]) -> dict[ClaimId, list[Earlier]]:
    """For each of some claims the others of the same document line or picture, the oldest first; by one statement.

    Those who decide also see a claim of the same number and product on another day: a day is easily mistaken.
    Withdrawn claims do not count, nor declined ones that may be sent again. The same picture for another product of
    the same document is one invoice of several lines, not a duplicate.
    """
    if not claims:
        return {}
    found = (await session.execute(_EARLIER_OF, {"ids": sorted(claims)})).all()
    same = [row for row in found if row.surely or _repeats(row)]
    once = {(row.asking_id, row.id): row for row in sorted(same, key=lambda row: not row.by_serial)}
    rows = sorted(once.values(), key=lambda row: row.asking_id)
    return {
        ClaimId(asking_id): earlier_of(list(found)) for asking_id, found in groupby(rows, key=lambda row: row.asking_id)
    }


_NOTHING = type_coerce(null(), ClaimRow.sold_on.type)


def _same_picture(same: ColumnElement[bool]) -> Any:
    return (
        select(_OTHER.claim_id.label("id"), _NOTHING.label("sold_on"), _NOTHING.label("asking_sold_on"))
        .join(_MINE, and_(same, _MINE.programme_id == _OTHER.programme_id))
        .where(_MINE.claim_id == bindparam("claim_id"), _OTHER.claim_id.is_not(None))
    )


_NEIGHBOURS = union(
    select(ClaimRow.id, ClaimRow.sold_on, _ASKING.sold_on.label("asking_sold_on"))
    .join(_ASKING, _SHARED_NUMBER)
    .where(_ASKING.id == bindparam("claim_id")),
    _same_picture(and_(_MINE.unique_id == _OTHER.unique_id, _MINE.unique_id != "")),
    _same_picture(_MINE.sha256 == _OTHER.sha256),
    select(_SERIAL_TOO.claim_id.label("id"), _NOTHING.label("sold_on"), _NOTHING.label("asking_sold_on"))
    .join(_SERIAL, _SERIAL.serial_key == _SERIAL_TOO.serial_key)
    .where(_SERIAL.claim_id == bindparam("claim_id")),
)


async def neighbours(session: AsyncSession, claim_id: ClaimId) -> set[ClaimId]:
    """Claims whose cards may tell those who decide of this one: all of its document's number and of its pictures.

    More than do: a card that has nothing to tell of it is drawn anew in vain.
    """
    found = (await session.execute(_NEIGHBOURS, {"claim_id": claim_id})).all()
    near = (row.id for row in found if row.sold_on is None or _repeats(row))
    return {ClaimId(other) for other in near} - {claim_id}


def _repeats(row: Row[*tuple[Any, ...]]) -> bool:
    """Whether a document of the same number lies near enough in time to be the same."""
    distance: timedelta = abs(row.sold_on - row.asking_sold_on)
    return distance < NUMBERS_REPEAT


def earlier_of(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Earlier]:
    """The claims that rows of EARLIER hold, the oldest first."""
    found = (
        Earlier(
            claim_id=ClaimId(row.id),
            person_id=PersonId(row.person_id),
            state=ClaimState(row.state),
            document_no=row.document_no,
            sold_on=row.sold_on,
            submitted_at=row.submitted_at,
            decided_at=row.decided_at,
            by_serial=bool(getattr(row, "by_serial", False)),
        )
        for row in rows
        if row.id is not None
    )
    return sorted(found, key=lambda earlier: earlier.claim_id)
