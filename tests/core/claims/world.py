"""What tests of claims begin with: an open programme with products, companies, partners and moderators."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.companies import list_companies, save_companies
from core.catalog.issuers import Issuer, named
from core.catalog.pasted import read_products
from core.catalog.products import ProductChoice, save_products, search
from core.channel.tables import CardRow, OutboxRow
from core.claims import drafts, evidence, receiving, submission, typed
from core.claims.claim import Asking
from core.claims.claim_card import ClaimCard
from core.claims.drafting import Draft, Picture
from core.claims.picture import Checked
from core.claims.reception import Reception
from core.claims.seeing import load_claim
from core.db.database import Database
from core.ids import ClaimId, EvidenceId, ProductId
from core.outreach.notices import Notice, read
from core.people.employments import employ
from core.people.persons import Person, load
from core.people.roles import Occupation, Role
from core.points import statement
from tests.core.people.world import join, open_programme

P = ParamSpec("P")
R = TypeVar("R")

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Monday noon in Moscow."""

PRODUCTS = """
ABC-100; Котёл Tandem 24; 120
ABC-200; Котёл Tandem 28; 140
PMP-25; Насос циркуляционный 25-60; 30
TH-1; Термостат комнатный; 15
CAL-35; Caldaia murale 35; 200
"""

_messages = count(1)


async def act(
    db: Database, use_case: Callable[Concatenate[AsyncSession, P], Awaitable[R]], *args: P.args, **kwargs: P.kwargs
) -> R:
    """Carry out one use case in a step of its own."""
    return await db.run(lambda session: use_case(session, *args, **kwargs))


@dataclass(frozen=True)
class World:
    """A programme in full work."""

    db: Database
    owner: Person
    moderator: Person
    installer: Person
    seller: Person
    issuer: Issuer

    async def do(
        self, use_case: Callable[Concatenate[AsyncSession, P], Awaitable[R]], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        return await act(self.db, use_case, *args, **kwargs)

    async def sends(self, person: Person, caption: str = "", *, at: datetime = NOW, **told: Any) -> Reception:
        """The person sends a picture."""
        return await self.do(
            receiving.receive_picture, person, announced(caption, **told), sent_at=at, now=told.get("now", at)
        )

    async def product(self, text: str) -> ProductChoice:
        return (await self.do(search, self.owner.programme_id, text, on=NOW.date()))[0]

    async def describes(
        self, person: Person, *, number: str = "4411", product: str = "ABC-100", quantity: int = 2
    ) -> Draft:
        """The person sends a picture and answers everything but the last tap."""
        draft = (await self.sends(person)).draft
        assert draft is not None
        chosen = (await self.product(product)).id
        draft = await self.do(drafts.choose_product, draft.id, chosen, by=person, now=NOW)
        draft = await self.do(drafts.set_quantity, draft.id, quantity, by=person)
        draft = await self.do(typed.text_answer, draft.id, number, by=person, now=NOW)
        if draft.asking is Asking.ISSUER:
            draft = await self.do(drafts.choose_issuer, draft.id, self.issuer.id, by=person, now=NOW)
        assert draft.asking is Asking.READY
        return draft

    async def claims(self, person: Person, *, now: datetime = NOW, **sale: Any) -> ClaimId:
        """The person claims a sale."""
        draft = await self.describes(person, **sale)
        sent = await self.do(submission.submit, draft.id, by=person, now=now)
        assert sent.claim_id is not None
        return sent.claim_id

    async def fetches(self, *, now: datetime = NOW, content: str | None = None) -> list[EvidenceId]:
        """Every picture that is awaited arrives; its bytes differ unless `content` says so."""
        due = await self.do(evidence.awaiting, now=now + timedelta(days=1))
        for item in due:
            await self.do(evidence.store, item.id, checked(content or item.file_id), now=now)
        return [item.id for item in due]

    async def in_review(self, person: Person, **sale: Any) -> ClaimCard:
        """A claim of the person's that moderators see."""
        claim_id = await self.claims(person, **sale)
        await self.fetches()
        return await self.claim(claim_id)

    async def claim(self, claim_id: ClaimId) -> ClaimCard:
        return await self.do(load_claim, claim_id, self.owner)

    async def balance(self, person: Person) -> int:
        found = await self.do(statement.balance, person.id, programme_id=person.programme_id)
        return found.spendable

    async def told(self, person: Person, kind: type[Notice]) -> list[Notice]:
        """What a person was told of a kind, in the order of telling."""
        async with self.db.read() as session:
            rows = await session.execute(
                select(OutboxRow.kind, OutboxRow.payload)
                .where(OutboxRow.person_id == person.id, OutboxRow.kind == kind.kind)
                .order_by(OutboxRow.id)
            )
            return [read(row.kind, self.db.keyring.channel.open(row.payload or b"")) for row in rows]

    async def cards(self, person: Person) -> list[tuple[str, int]]:
        """The cards a person holds: kind and subject."""
        async with self.db.read() as session:
            rows = await session.execute(
                select(CardRow.kind, CardRow.subject_id).where(CardRow.person_id == person.id).order_by(CardRow.id)
            )
            return [(row.kind, row.subject_id) for row in rows]

    async def count(self, table: type[Any]) -> int:
        async with self.db.read() as session:
            return await session.scalar(select(func.count()).select_from(table)) or 0


def announced(caption: str = "", **told: Any) -> Picture:
    """A picture of its own message, with a file of its own."""
    number = next(_messages)
    facts = {"message_key": f"77:{number}", "file_id": f"file-{number}", "unique_id": f"unique-{number}"}
    return Picture(
        **{"channel": "telegram", "caption": caption, **facts, **{k: v for k, v in told.items() if k != "now"}}
    )


def checked(content: str) -> Checked:
    """A picture whose bytes were these."""
    from hashlib import sha256

    return Checked(sha256=sha256(content.encode()).hexdigest(), jpeg=content.encode(), width=4, height=3)


async def open_world(db: Database, *, companies: Sequence[str] = ("ООО «Тепло»", "Climatica S.r.l.")) -> World:
    """An open programme with five products, companies, an installer, a seller and a moderator."""
    owner = await open_programme(db)
    parsed = read_products(PRODUCTS)
    await act(db, save_products, owner.programme_id, parsed.rows, now=NOW, by=owner)
    await act(db, save_companies, owner.programme_id, list(companies), now=NOW, by=owner)
    company = (await act(db, list_companies, owner.programme_id))[0]
    seller = await join(db, owner.id, name="Анна")
    await act(db, employ, seller.id, company.id, now=NOW)
    seller = await _as_seller(db, seller)
    return World(
        db=db,
        owner=owner,
        moderator=await join(db, owner.id, Role.MODERATOR, name="Борис"),
        installer=await join(db, owner.id, name="Пётр"),
        seller=seller,
        issuer=await act(db, named, owner.programme_id, "Маркет Тепла"),
    )


async def _as_seller(db: Database, person: Person) -> Person:
    from sqlalchemy import update

    from core.people.tables import PersonRow

    async def step(session: AsyncSession) -> Person:
        await session.execute(
            update(PersonRow).where(PersonRow.id == person.id).values(occupation=Occupation.SELLER.value)
        )
        return await load(session, person.id)

    return await db.run(step)


def no_product() -> ProductId:
    """A product nobody has."""
    return ProductId(999_999)
