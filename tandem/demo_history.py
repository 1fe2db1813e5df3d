"""The demo's past: programme, people and weeks of sales, by the use cases that a real one goes through."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.companies import list_companies, save_companies
from core.catalog.issuers import named
from core.catalog.listed import ProductInput
from core.catalog.products import save_products
from core.channel.outbox import OutboxState
from core.channel.tables import OutboxRow
from core.claims import decisions, evidence
from core.claims.claim import DeclineReason, PictureKind
from core.claims.drafting import Picture
from core.claims.drafts import choose_issuer
from core.claims.picture import Checked, examine
from core.claims.receiving import receive_picture
from core.claims.tables import ClaimRow
from core.db.database import Database
from core.ids import ClaimId, PersonId
from core.people import invites, joining, owners
from core.people.channels import Channel
from core.people.consents import ConsentKind, give
from core.people.persons import Person, Profile, load
from core.people.roles import Role
from core.programme import programmes, setup
from core.programme.options import BEGUN_WITH, Module, Options, stored_of
from core.programme.tables import ProgrammeRow
from sandbox.samples import SampleInvoice, photograph
from tandem.demo_cast import Cast, Partner

WEEKS = 6
SEED = 7
"""The same past at every start."""


OPTIONS = stored_of(Options(undo_seconds=10, modules=BEGUN_WITH | {Module.BOARD, Module.BROADCASTS}))
"""Nobody who tries things out waits half a minute for points, and boards are worth a look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Telegram ids of the people with phones."""

    owner: int
    moderator: int
    partners: Sequence[int]


class Past:
    """Writes the demo's history into an empty database."""

    def __init__(self, cast: Cast, accounts: Accounts, *, now: datetime) -> None:
        self._cast = cast
        self._accounts = accounts
        self._now = now
        self._began = now - timedelta(weeks=WEEKS)
        self._numbers = iter(range(3100, 9000, 13))
        self._picture = _picture(cast.samples(now.date())[0])
        self._partners: list[PersonId] = []

    async def write(self, db: Database) -> None:
        """Make it all; what people were told then is not told again now."""
        owner = await db.run(self._found)
        moderator = await db.run(lambda session: self._join(session, owner, self._accounts.moderator))
        self._partners = await db.run(lambda session: self._join_partners(session, owner))
        for sale, declined in self._sales():
            await self._claim(db, sale, moderator, declined=declined)
        await db.run(_settle_outbox)

    async def leave_one_waiting(self, db: Database, *, now: datetime) -> None:
        """A sale of somebody without a phone, so that the moderator's chat is not empty."""
        sample = self._cast.samples(now.date())[1]
        product = next(product for product in self._cast.products if product.sku == sample.lines[0].sku)
        sale = _Sale(
            person_id=self._partners[2],
            sku=product.sku,
            quantity=sample.lines[0].quantity,
            number=4388,
            sold_on=sample.date,
            at=now,
        )
        await db.run(lambda session: _submit(session, sale, _picture(replace(sample, number="4388"))))

    async def _found(self, session: AsyncSession) -> PersonId:
        cast, now = self._cast, self._began
        account = self._accounts.owner
        await owners.ensure_owner(session, owner_ids=[account], locale=cast.language, timezone=cast.timezone, now=now)
        programme = await programmes.current(session)
        assert programme is not None  # noqa: S101 (just begun)
        owner = await owners.crown(session, programme.id, self._profile(cast.owner, account), now=now)
        await setup.set_name(session, cast.programme, by=owner.id, now=now)
        await setup.set_operator(session, cast.operator, by=owner.id, now=now)
        await setup.set_contact(session, cast.contact, by=owner.id, now=now)
        await session.execute(update(ProgrammeRow).values(points_live_months=12, options=OPTIONS))
        await save_companies(session, programme.id, cast.companies, by=owner, now=now)
        goods = [
            ProductInput(sku=product.sku, name=product.name, points_per_unit=product.points)
            for product in cast.products
        ]
        await save_products(session, programme.id, goods, by=owner, now=now)
        await setup.finish(session, by=owner.id, now=now)
        for kind in ConsentKind:
            await give(session, owner.id, kind, now=now)
        return owner.id

    async def _join(
        self, session: AsyncSession, owner: PersonId, account: int, partner: Partner | None = None
    ) -> PersonId:
        now = self._began
        firms = await list_companies(session, (await load(session, owner)).programme_id)
        invitation = await invites.create(
            session,
            by=owner,
            role=Role.PARTNER if partner else Role.MODERATOR,
            occupation=partner.occupation if partner else None,
            company_id=firms[partner.company].id if partner else None,
            locale=self._cast.language,
            expires_at=now + timedelta(days=1),
            now=now,
        )
        name = partner.name if partner else self._cast.moderator
        joined = await joining.begin(session, invitation.code, profile=self._profile(name, account), now=now)
        await joining.agree(session, joined.person.id, set(ConsentKind), now=now)
        await joining.take_name(session, joined.person.id, name, now=now)
        return joined.person.id

    async def _join_partners(self, session: AsyncSession, owner: PersonId) -> list[PersonId]:
        """Those with phones first; the others have accounts that nobody uses."""
        phoneless = range(1_000, 1_000 + len(self._cast.partners))
        accounts = [*self._accounts.partners, *phoneless]
        return [
            await self._join(session, owner, account, partner)
            for account, partner in zip(accounts, self._cast.partners, strict=False)
        ]

    def _sales(self) -> Iterator[tuple["_Sale", bool]]:
        """Sales of the last weeks, and which few were declined."""
        dice = random.Random(SEED)  # noqa: S311 (a demo, not a secret)
        for ago in range(WEEKS * 7 - 1, 0, -2):
            sold_at = self._now - timedelta(days=ago, hours=3)
            for person_id in dice.sample(self._partners, k=2):
                sale = _Sale(
                    person_id=person_id,
                    sku=dice.choice(self._cast.products).sku,
                    quantity=dice.choice((1, 1, 2, 3, 4)),
                    number=next(self._numbers),
                    sold_on=sold_at.date(),
                    at=sold_at,
                )
                yield sale, dice.random() < 0.08

    async def _claim(self, db: Database, sale: "_Sale", moderator: PersonId, *, declined: bool) -> None:
        claim_id = await db.run(lambda session: _submit(session, sale, self._picture))

        async def decide(session: AsyncSession) -> None:
            by, at = await load(session, moderator), sale.at + timedelta(hours=2)
            version = await session.scalar(select(ClaimRow.version).where(ClaimRow.id == claim_id)) or 0
            if declined:
                reason = DeclineReason.UNREADABLE
                await decisions.decline(session, claim_id, version=version, by=by, reason=reason, now=at)
            else:
                await decisions.approve(session, claim_id, version=version, by=by, now=at)

        await db.run(decide)

    def _profile(self, name: str, account: int) -> Profile:
        return Profile(channel=Channel.TELEGRAM, external_id=account, name=name, language=self._cast.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sale:
    person_id: PersonId
    sku: str
    quantity: int
    number: int
    sold_on: date
    at: datetime


async def _submit(session: AsyncSession, sale: _Sale, picture: Checked) -> ClaimId:
    """A sale told by a caption; the first one has to name its issuer."""
    person: Person = await load(session, sale.person_id)
    announced = Picture(
        channel=Channel.TELEGRAM,
        message_key=f"past:{sale.number}",
        file_id=f"past-{sale.number}",
        unique_id=f"past-{sale.number}",
        kind=PictureKind.FILE,
        caption=f"{sale.sku} x{sale.quantity} №{sale.number}",
    )
    received = await receive_picture(session, person, announced, sent_at=sale.at, now=sale.at)
    draft = received.draft
    assert draft is not None and received.evidence_id is not None  # noqa: S101, PT018 (there are products)
    if draft.claim_id is None:
        firms = await list_companies(session, person.programme_id)
        issuer = await named(session, person.programme_id, firms[0].name)
        draft = await choose_issuer(session, draft.id, issuer.id, by=person, now=sale.at)
    photo = replace(picture, sha256=sha256(announced.message_key.encode()).hexdigest())
    await evidence.store(session, received.evidence_id, photo, now=sale.at)
    assert draft.claim_id is not None  # noqa: S101 (submitted)
    return draft.claim_id


async def _settle_outbox(session: AsyncSession) -> None:
    await session.execute(update(OutboxRow).values(state=OutboxState.DROPPED, payload=None))


def _picture(sample: SampleInvoice) -> Checked:
    found = examine(photograph(sample))
    assert isinstance(found, Checked)  # noqa: S101 (we drew it)
    return found
