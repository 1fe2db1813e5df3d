"""A programme of fifty partners for the bench, each with sales that only wait to be sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import IssuerRow, ProductRow
from core.channel.cards import CardKind
from core.channel.tables import CardRow
from core.claims.claim import Asking, DraftState, EvidenceState, PictureKind
from core.claims.tables import DraftRow, EvidenceRow
from core.people.channels import Channel
from core.people.persons import Person
from tests.stage import Human, Stage, invoice

PARTNERS = 50


async def partners(stage: Stage) -> list[Human]:
    """The crowd, as members of a programme that is set up."""
    owner = await stage.found()
    return [await stage.member(f"Partner {number}", owner=owner) for number in range(PARTNERS)]


async def complete_drafts(stage: Stage, crowd: list[Human], *, each: int) -> dict[int, list[int]]:
    """Drafts that only wait for [Send], their pictures stored; draft ids by Telegram id."""
    members = {human.person.id: await human.member() for human in crowd}
    now = stage.now()
    photo = await _photo(crowd[0])
    messages = {human.person.id: human.last_message.message_id for human in crowd}

    async def step(session: AsyncSession) -> dict[int, list[int]]:
        product = await session.scalar(select(ProductRow.id).order_by(ProductRow.id).limit(1)) or 0
        issuer = await session.scalar(select(IssuerRow.id).order_by(IssuerRow.id).limit(1)) or 0
        return {
            account: [
                await _draft(session, _Sale(person, product, issuer, number, photo, messages[account]), now)
                for number in range(each)
            ]
            for account, person in members.items()
        }

    return await stage.run(step)


async def _photo(partner: Human) -> str:
    """What Telegram knows a real photo by: every sale of the bench shows it."""
    await partner.sends_photo(invoice())
    await partner.says("/cancel")
    async with partner.stage.service.db.read() as session:
        return await session.scalar(select(EvidenceRow.file_id).limit(1)) or ""


@dataclass(frozen=True)
class _Sale:
    person: Person
    product_id: int
    issuer_id: int
    number: int
    photo: str
    message_id: int
    """The message that carries the draft's card."""


async def _draft(session: AsyncSession, sale: _Sale, now: datetime) -> int:
    """A complete sale on its card. It stands in the past, so that the picture it rests on was fetched long ago."""
    person = sale.person
    draft_id: int | None = await session.scalar(
        insert(DraftRow)
        .values(
            programme_id=person.programme_id,
            person_id=person.id,
            state=DraftState.OPEN,
            asking=Asking.READY,
            product_id=sale.product_id,
            quantity=2,
            document_no=f"{person.id}-{sale.number}",
            sold_on=now.date() - timedelta(days=1),
            issuer_id=sale.issuer_id,
            started_at=now - timedelta(hours=1),
        )
        .returning(DraftRow.id)
    )
    key = f"{person.id}:{sale.number}"
    await session.execute(
        insert(EvidenceRow).values(
            programme_id=person.programme_id,
            person_id=person.id,
            draft_id=draft_id,
            state=EvidenceState.STORED,
            kind=PictureKind.PHOTO,
            channel=Channel.TELEGRAM,
            message_key=key,
            file_id=sale.photo,
            unique_id=key,
            sha256=sha256(key.encode()).hexdigest(),
            next_try_at=now,
            received_at=now,
            stored_at=now,
        )
    )
    card = {"person_id": person.id, "kind": CardKind.DRAFT, "subject_id": draft_id, "message_id": sale.message_id}
    await session.execute(insert(CardRow).values(**card))
    return draft_id or 0
