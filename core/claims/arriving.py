"""Arriving: where what a person sends about a sale comes to, and by whose rights."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.shelves import REVISION
from core.catalog.tables import IssuerRow
from core.claims.practice import require_claiming
from core.claims.tables import ClaimRow, EvidenceRow
from core.ids import DraftId, IssuerId
from core.people.persons import PERSON_COLUMNS, PERSON_JOIN, Person, person_of
from core.people.rights import Right, require
from core.people.roles import Occupation
from core.people.tables import EmploymentRow, PersonRow
from core.points.given import GIVEN, Given
from core.points.given import of as given_of
from core.programme.options import Options, options_of
from core.programme.tables import ProgrammeRow


@dataclass(frozen=True, slots=True)
class Place:
    """Where something arrives, and whether it has before."""

    zone: str
    seen: DraftId | None
    revision: int
    """Of the catalogue, as it stands in this transaction."""
    options: Options
    """The programme's."""
    issuer_id: IssuerId | None
    """Whose document is expected: of the company for whoever sells there, else the last one's, else the only one."""
    given: Given
    """What the programme has given out so far."""


ISSUING = frozenset({Occupation.SELLER, Occupation.SHOP_HEAD})
"""Whose own company writes the documents that they show; an installer shows what somebody else's wrote."""

_LAST_ISSUER = (
    select(ClaimRow.issuer_id)
    .where(ClaimRow.person_id == PersonRow.id, ClaimRow.company_id.is_not_distinct_from(PersonRow.company_id))
    .order_by(ClaimRow.submitted_at.desc(), ClaimRow.id.desc())
    .limit(1)
    .correlate(PersonRow)
    .scalar_subquery()
)
"""Of the sales from where the person works now: another company buys elsewhere."""
_OWN_ISSUER = (
    select(IssuerRow.id)
    .join(EmploymentRow, EmploymentRow.company_id == IssuerRow.company_id)
    .where(
        IssuerRow.programme_id == bindparam("programme_id"),
        EmploymentRow.person_id == bindparam("person_id"),
        EmploymentRow.until.is_(None),
    )
    .order_by(EmploymentRow.id.desc())
    .limit(1)
    .scalar_subquery()
)
_ONLY_ISSUER = (
    select(func.min(IssuerRow.id))
    .where(IssuerRow.programme_id == bindparam("programme_id"), IssuerRow.company_id.is_not(None))
    .having(func.count() == 1)
    .scalar_subquery()
)
_PLACE = (
    select(
        *PERSON_COLUMNS,
        ProgrammeRow.timezone,
        ProgrammeRow.options,
        select(EvidenceRow.draft_id)
        .where(EvidenceRow.channel == bindparam("channel"), EvidenceRow.message_key == bindparam("message_key"))
        .order_by(EvidenceRow.id.desc())
        .limit(1)
        .scalar_subquery()
        .label("seen"),
        REVISION.scalar_subquery().label("revision"),
        GIVEN.scalar_subquery().label("given"),
        _LAST_ISSUER.label("last_issuer"),
        _OWN_ISSUER.label("own_issuer"),
        _ONLY_ISSUER.label("only_issuer"),
    )
    .select_from(PersonRow)
    .join(ProgrammeRow, PERSON_JOIN)
    .where(PersonRow.id == bindparam("person_id"))
    .with_for_update(of=PersonRow, key_share=True)
)
"""Also lets only one of a person's pictures in at a time: an album's parts may come side by side."""


async def arrive(
    session: AsyncSession, person: Person, channel: str, message_key: str, *, practice: bool = False
) -> Place:
    """Where something arrives. Raises NotAllowed and ConsentMissing, by the person's rights as they stand now."""
    asked = {
        "person_id": person.id,
        "programme_id": person.programme_id,
        "channel": channel,
        "message_key": message_key,
    }
    row = (await session.execute(_PLACE, asked)).one()
    if practice:
        require_claiming(person_of(row))
    else:
        require(person_of(row), Right.CLAIM)
    own = row.own_issuer if person.occupation in ISSUING else None
    options = options_of(row.options)
    issuer_id = own or row.last_issuer or row.only_issuer
    return Place(row.timezone, row.seen, row.revision or 0, options, issuer_id, given_of(row.given, options))
