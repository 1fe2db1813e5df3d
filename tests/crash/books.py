"""What must hold once everything has settled: the claims and points that people worked for, and not one more."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.inbox import InboxState
from core.channel.outbox import OutboxState
from core.channel.tables import InboxRow, OutboxRow
from core.claims.claim import ClaimState
from core.claims.tables import ClaimRow
from core.people.channels import Channel
from core.people.persons import find_by_account
from core.points import proof, statement
from core.points.tables import TransactionRow
from tests.crash.people import POINTS, Partner, declined

OPEN = (ClaimState.SUBMITTED.value, ClaimState.IN_REVIEW.value, ClaimState.NEEDS_PHOTO.value)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """How much still waits for the bot or for a moderator."""

    updates: int
    messages: int
    claims: int

    def __bool__(self) -> bool:
        return bool(self.updates or self.messages or self.claims)


async def unfinished(session: AsyncSession) -> Unfinished:
    """What has not come to its end yet."""

    async def count(table: type[InboxRow | OutboxRow | ClaimRow], *states: str) -> int:
        return await session.scalar(select(func.count()).select_from(table).where(table.state.in_(states))) or 0

    return Unfinished(
        updates=await count(InboxRow, InboxState.NEW),
        messages=await count(OutboxRow, OutboxState.NEW),
        claims=await count(ClaimRow, *OPEN),
    )


async def check(session: AsyncSession, partners: list[Partner]) -> None:
    """Each sale is one claim, each approved one a single accrual, each balance the model's, and the ledger holds."""
    states = await session.execute(select(InboxRow.state, InboxRow.error).where(InboxRow.state != InboxState.DONE))
    assert states.all() == []
    lost = await session.execute(
        select(OutboxRow.state, OutboxRow.error).where(OutboxRow.state.not_in((OutboxState.SENT, OutboxState.DROPPED)))
    )
    assert lost.all() == []
    for partner in partners:
        await _check_partner(session, partner)
    accruals = await session.scalar(select(func.count()).select_from(TransactionRow))
    assert accruals == sum(not declined(number) for partner in partners for number in partner.sold)
    assert (await proof.prove(session)).findings == ()


async def _check_partner(session: AsyncSession, partner: Partner) -> None:
    person = await find_by_account(session, Channel.TELEGRAM, partner.phone.person.id)
    assert person is not None
    claims = await session.execute(
        select(ClaimRow.document_no, ClaimRow.state).where(ClaimRow.person_id == person.id).order_by(ClaimRow.id)
    )
    assert Counter((row.document_no, row.state) for row in claims) == Counter(
        (str(number), (ClaimState.DECLINED if declined(number) else ClaimState.APPROVED).value)
        for number in partner.sold
    )
    balance = await statement.balance(session, person.id, programme_id=person.programme_id)
    assert balance.spendable == owed(partner)


def owed(partner: Partner) -> int:
    """Points by the plain model."""
    return POINTS * sum(not declined(number) for number in partner.sold)


def copies(partners: list[Partner]) -> int:
    """Verdicts that somebody heard more than once: each is said once, a kill may repeat what was in flight."""
    extra = 0
    for partner in partners:
        heard = Counter(message.text for message in partner.chat_messages() if message.reply_to)
        extra += sum(times - 1 for times in heard.values())
    return extra
