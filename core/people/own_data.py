"""Own data: all that is kept about a person, gathered for the person: nothing hidden, nothing of anybody else."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import CompanyRow, IssuerRow, ProductRow
from core.claims.claim import EvidenceState
from core.claims.practice_tables import PracticeRow
from core.claims.store import STORE
from core.claims.tables import ClaimLineRow, ClaimNoteRow, ClaimRow, DecisionRow, DraftRow, EvidenceRow
from core.ids import PersonId
from core.people import pii
from core.people.tables import ChannelAccountRow, ConsentRow, EmploymentRow, ErasureRow, PersonRow
from core.people.tables_standing import SanctionRow
from core.people.tables_start import EligibilityRow, FirstStepsRow
from core.points.tables import AccountRow, EntryRow, TransactionRow
from core.rewards.tables import OrderRow
from core.talks.reading import said_to_and_by

MOST_BYTES = 40 * 1024 * 1024
"""Of pictures in one file: Telegram takes 50 MB from a bot."""

Record = Mapping[str, Any]

_ME: Any = bindparam("id")

SECTIONS: dict[str, Select[*tuple[Any, ...]]] = {
    "profile": select(
        PersonRow.role,
        PersonRow.occupation,
        PersonRow.status,
        PersonRow.locale,
        PersonRow.timezone,
        PersonRow.shown_as,
        PersonRow.joined_at,
    ).where(PersonRow.id == _ME),
    "accounts": select(
        ChannelAccountRow.channel, ChannelAccountRow.external_id, ChannelAccountRow.unreachable_at
    ).where(ChannelAccountRow.person_id == _ME),
    "companies": select(CompanyRow.name, EmploymentRow.since, EmploymentRow.until)
    .join(CompanyRow, CompanyRow.id == EmploymentRow.company_id)
    .where(EmploymentRow.person_id == _ME)
    .order_by(EmploymentRow.id),
    "warnings": select(
        SanctionRow.kind,
        SanctionRow.reason,
        SanctionRow.note,
        SanctionRow.at,
        SanctionRow.appeal,
        SanctionRow.appealed_at,
        SanctionRow.lifted_at,
    )
    .where(SanctionRow.person_id == _ME)
    .order_by(SanctionRow.id),
    "consents": select(ConsentRow.kind, ConsentRow.given, ConsentRow.text_version, ConsentRow.at)
    .where(ConsentRow.person_id == _ME)
    .order_by(ConsentRow.id),
    "sales": select(
        ClaimRow.id,
        ClaimRow.state,
        ClaimRow.document_no,
        ClaimRow.sold_on,
        IssuerRow.name.label("issuer"),
        ProductRow.name.label("product"),
        ClaimLineRow.quantity,
        ClaimLineRow.points,
        ClaimLineRow.serials,
        ClaimRow.customer_type,
        ClaimRow.submitted_at,
        ClaimRow.decided_at,
    )
    .join(IssuerRow, IssuerRow.id == ClaimRow.issuer_id)
    .join(ClaimLineRow, ClaimLineRow.claim_id == ClaimRow.id)
    .join(ProductRow, ProductRow.id == ClaimLineRow.product_id)
    .where(ClaimRow.person_id == _ME)
    .order_by(ClaimRow.id, ClaimLineRow.position),
    "decisions": select(
        DecisionRow.claim_id,
        DecisionRow.number,
        DecisionRow.verdict,
        DecisionRow.reason,
        DecisionRow.note,
        DecisionRow.at,
    )
    .join(ClaimRow, ClaimRow.id == DecisionRow.claim_id)
    .where(ClaimRow.person_id == _ME)
    .order_by(DecisionRow.claim_id, DecisionRow.number),
    "notes": select(ClaimNoteRow.claim_id, ClaimNoteRow.wanted, ClaimNoteRow.text, ClaimNoteRow.at)
    .join(ClaimRow, ClaimRow.id == ClaimNoteRow.claim_id)
    .where(ClaimRow.person_id == _ME)
    .order_by(ClaimNoteRow.id),
    "drafts": select(DraftRow.id, DraftRow.state, DraftRow.document_no, DraftRow.sold_on, DraftRow.started_at)
    .where(DraftRow.person_id == _ME)
    .order_by(DraftRow.id),
    "practices": select(
        PracticeRow.draft_id, PracticeRow.state, PracticeRow.points, PracticeRow.sent_at, PracticeRow.decided_at
    )
    .where(PracticeRow.person_id == _ME)
    .order_by(PracticeRow.draft_id),
    "first_steps": select(
        FirstStepsRow.practised_at, FirstStepsRow.sale_at, FirstStepsRow.points_at, FirstStepsRow.prize_at
    ).where(FirstStepsRow.person_id == _ME),
    "conditions": select(EligibilityRow.answer, EligibilityRow.at).where(EligibilityRow.person_id == _ME),
    "pictures": select(
        EvidenceRow.id, EvidenceRow.claim_id, EvidenceRow.state, EvidenceRow.sha256, EvidenceRow.received_at
    )
    .where(EvidenceRow.claim_id.in_(select(ClaimRow.id).where(ClaimRow.person_id == _ME)))
    .order_by(EvidenceRow.id),
    "points": select(
        TransactionRow.id,
        TransactionRow.kind,
        TransactionRow.reason,
        TransactionRow.posted_at,
        AccountRow.kind.label("account"),
        EntryRow.amount,
    )
    .join(EntryRow, EntryRow.transaction_id == TransactionRow.id)
    .join(AccountRow, AccountRow.id == EntryRow.account_id)
    .where(TransactionRow.person_id == _ME)
    .order_by(TransactionRow.id, EntryRow.position),
    "orders": select(
        OrderRow.id,
        OrderRow.names.label("prize"),
        OrderRow.points,
        OrderRow.state,
        OrderRow.ordered_at,
        OrderRow.settled_at,
    )
    .where(OrderRow.person_id == _ME)
    .order_by(OrderRow.id),
}
"""What is told, a section a concept. Whoever keeps something new about people adds it here, or says why not below."""

LEFT_OUT: dict[str, str] = {
    "person_pii": "told in the profile, opened",
    "joinings": "by which invite somebody came is told to staff only as a count",
    "talks": "told as what was said",
    "enrolments": "how far the own invitation has come; what it began with is told with the points",
    "absences": "when staff were away, which is the programme's",
    "ways_back": "a code that nobody can read, for a few minutes",
    "invites": "the own invitation, of which only a digest is kept",
    "imports": "lists that staff sent, which are the programme's",
    "name_starts": "what the own name is found by, told in the profile as the name",
    "queues": "which sale lies before a moderator, which is the programme's",
    "takings": "which sale a moderator has taken for some minutes, which is the programme's",
    "callings": "how staff are called to sales that wait, shown under /settings",
    "scopes": "what staff look after, which is the programme's",
    "setting_changes": "what staff have set about the programme",
    "cards": "where messages stand in the own chat",
    "outbox": "messages that are in the own chat",
    "standings": "sums of the points that are told",
    "ledger_accounts": "told with the points",
    ErasureRow.__tablename__: "nobody erased can ask",
}
"""Tables with a person in them that are not told of by themselves, and why."""

_PICTURES = (
    select(EvidenceRow.id, EvidenceRow.claim_id, EvidenceRow.sha256)
    .join(ClaimRow, ClaimRow.id == EvidenceRow.claim_id)
    .where(ClaimRow.person_id == _ME, EvidenceRow.state == EvidenceState.STORED.value)
    .order_by(EvidenceRow.id.desc())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPicture:
    """A picture of an own sale."""

    name: str
    content: bytes
    """JPEG."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnData:
    """Everything about one person."""

    sections: Mapping[str, Sequence[Record]]
    pictures: Sequence[OwnPicture]
    """The newest first, as many as fit."""
    left: int
    """Pictures that did not fit."""


async def gather(session: AsyncSession, person_id: PersonId) -> OwnData:
    """All that is kept about a person now."""
    sections: dict[str, Sequence[Record]] = {}
    for name, statement in SECTIONS.items():
        rows = (await session.execute(statement, {"id": person_id})).mappings()
        sections[name] = [dict(row) for row in rows]
    known = await pii.read(session, person_id)
    if known is not None:
        sections["profile"] = [asdict(known) | dict(row) for row in sections["profile"]]
    sections["talk"] = [asdict(said) for said in await said_to_and_by(session, person_id)]
    pictures, left = await _pictures(session, person_id)
    return OwnData(sections=sections, pictures=pictures, left=left)


async def _pictures(session: AsyncSession, person_id: PersonId) -> tuple[list[OwnPicture], int]:
    """One by one: all at once would be a file in memory twice."""
    rows = (await session.execute(_PICTURES, {"id": person_id})).all()
    taken: list[OwnPicture] = []
    room = MOST_BYTES
    for row in rows:
        stored = await STORE.get(session, row.sha256)
        if stored is None:
            continue
        if len(stored.content) > room:
            break
        room -= len(stored.content)
        taken.append(OwnPicture(name=f"sale-{row.claim_id}-{row.id}.jpg", content=stored.content))
    return taken, len(rows) - len(taken)
