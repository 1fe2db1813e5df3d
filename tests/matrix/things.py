"""The things of partners and staff, most of them made by what people do."""

from datetime import timedelta
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.taps_claims import OneSale, Review, ReviewAct, SplitSale
from bot.taps_practice import Practise, Practising
from bot.taps_review import DeclineSurely
from core.claims.claim import DeclineReason
from core.claims.practice_tables import PracticeRow
from core.claims.tables import ClaimRow, DraftRow
from core.claims.verdict_tables import VerdictRow
from core.ids import PersonId
from core.people import appeals, joining, sanctions
from core.people.channels import Channel
from core.people.consents import ConsentKind
from core.people.newcomers import JoinStep
from core.people.persons import Profile
from core.people.roles import Occupation
from core.people.sanctions import Ground, Step
from core.people.tables import EmploymentRow
from core.points.tables import TransactionRow
from core.talks.tables import TalkRow
from tests.conversations.earning import earn
from tests.conversations.selling import describe
from tests.matrix.rows import Thing
from tests.stage import Human, Stage, invoice

Things = dict[Thing, int]

SOLD = {Thing.FIRST_OF_TWO: "ABC-200 x6", Thing.CLAIM: "ABC-100 x2, RAD-10 x1"}
"""What sales hold that are not of two boilers."""
ISSUERS = {"Teplo Dom", "Clima Casa", "Frio Casa", "Eis Haus"}


async def things_of(human: Human, decider: Human, number: str) -> Things:
    """What a partner has, most of it by what the partner does."""
    stage, person = human.stage, await human.member()
    found: Things = {Thing.PERSON: person.id}
    for place, thing in enumerate((Thing.APPROVED, Thing.DECLINED, Thing.ASKED, Thing.FIRST_OF_TWO, Thing.CLAIM)):
        await sell_by_caption(
            human, f"{number}{place}", SOLD.get(thing, "ABC-100 x2"), pages=2 if thing is Thing.CLAIM else 1
        )
        claim, version = await newest_claim(stage, person.id)
        found[thing] = claim
        for data in _said_of(thing, claim, version):
            await decider.forges(decider.last_message, data)
    async with stage.service.db.read() as session:
        found[Thing.FIRST_OF_TWO] = await session.scalar(select(VerdictRow.id).order_by(VerdictRow.id.desc())) or 0
    await human.forges(human.last_message, Practise(do=Practising.BEGIN).pack())
    await sell_by_caption(human, f"{number}8")
    await human.says(f"What about {number}?")
    found |= await _drafts(human, number)
    await earn(human, 900, document_no=number)
    found |= await _standing(human, decider)
    async with stage.service.db.read() as session:
        for thing, column in (
            (Thing.ENTRY, TransactionRow),
            (Thing.TALK, TalkRow),
            (Thing.PRACTICE, PracticeRow),
            (Thing.EMPLOYMENT, EmploymentRow),
        ):
            key: Any = inspect(column).primary_key[0]  # type: ignore[attr-defined]  # a mapper, at run time
            newest = select(key).where(column.person_id == person.id).order_by(key).limit(1)
            found[thing] = await session.scalar(newest) or 0
    return found


def _said_of(thing: Thing, claim: int, version: int) -> list[str]:
    """What a decider taps so that a claim becomes that."""
    match thing:
        case Thing.APPROVED | Thing.FIRST_OF_TWO:
            return [Review(claim_id=claim, version=version, act=ReviewAct.APPROVE).pack()]
        case Thing.DECLINED:
            reason = DeclineReason.UNREADABLE
            return [DeclineSurely(claim_id=claim, version=version, reason=reason, again=True).pack()]
        case _:
            return []


async def _drafts(human: Human, number: str) -> Things:
    """A list of two, an album not yet asked about, and a sale that is whole."""
    found: Things = {}
    for thing in (Thing.DRAFT, Thing.SERIES, Thing.ALBUM):
        if thing is Thing.DRAFT:
            await describe(human, f"{number}7")
        else:
            await human.sends_album([invoice(f"{number}{thing}{page}") for page in range(2)])
        found[thing] = await newest_draft(human)
        if thing is Thing.SERIES:
            await human.forges(human.last_message, SplitSale(draft_id=found[thing]).pack())
            found[Thing.LISTED] = await newest_draft(human)
    return found


async def sell_by_caption(human: Human, number: str, sold: str = "ABC-100 x2", *, pages: int = 1) -> None:
    """A whole sale by one caption, of one picture or several."""
    caption = f"{sold} №{number}"
    if pages == 1:
        await human.sends_photo(invoice(number), caption=caption)
    else:
        await human.sends_album([invoice(f"{number} {page}") for page in range(pages)], caption=caption)
        await human.forges(human.last_message, OneSale(draft_id=await newest_draft(human)).pack())
    issuer = next((label for label in human.buttons if label in ISSUERS), None)
    if issuer:
        await human.taps(issuer)


async def own_sale(human: Human) -> Things:
    """A claim that waits, and a sale being described."""
    person = await human.member()
    number = f"60{person.id}"
    await sell_by_caption(human, number)
    claim, _ = await newest_claim(human.stage, person.id)
    await describe(human, f"{number}1")
    return {Thing.CLAIM: claim, Thing.DRAFT: await newest_draft(human)}


async def newest_claim(stage: Stage, person_id: PersonId) -> tuple[int, int]:
    async with stage.service.db.read() as session:
        row = (
            await session.execute(
                select(ClaimRow.id, ClaimRow.version)
                .where(ClaimRow.person_id == person_id)
                .order_by(ClaimRow.id.desc())
                .limit(1)
            )
        ).one()
    return row.id, row.version


async def newest_draft(human: Human) -> int:
    person = await human.member()
    async with human.stage.service.db.read() as session:
        statement = select(DraftRow.id).where(DraftRow.person_id == person.id, DraftRow.state == "open")
        return await session.scalar(statement.order_by(DraftRow.id.desc()).limit(1)) or 0


async def _standing(human: Human, decider: Human) -> Things:
    """A warning, which is appealed against."""
    stage, person, by = human.stage, await human.member(), (await decider.member()).id
    found: Things = {}

    async def step(session: AsyncSession) -> None:
        for thing, ago in ((Thing.APPEALED, timedelta(days=1)), (Thing.SANCTION, timedelta())):
            at = stage.now() - ago
            made = await sanctions.impose(
                session, person.id, Step.WARNING, Ground.OTHER, note="Late papers", by=by, now=at
            )
            found[thing] = made.id
        await appeals.appeal(session, found[Thing.APPEALED], "I was ill", by=person.id, now=stage.now())

    await stage.run(step)
    return found


async def comes(session: AsyncSession, human: Human, code: str, *, all_the_way: bool = True) -> int:
    """Somebody opens an invitation; answers everything, or only begins."""
    now = human.stage.now()
    begun = await joining.begin(session, code, profile=profile_of(human), now=now)
    if all_the_way:
        await joining.agree(session, begun.person.id, set(ConsentKind), now=now)
        state = await joining.take_name(session, begun.person.id, human.person.first_name, now=now)
        if JoinStep.OCCUPATION in state.todo:
            state = await joining.take_occupation(session, begun.person.id, Occupation.INSTALLER, now=now)
        if JoinStep.COMPANY in state.todo:
            await joining.take_company(session, begun.person.id, None, now=now)
    return begun.person.id


def profile_of(human: Human) -> Profile:
    return Profile(
        channel=Channel.TELEGRAM,
        external_id=human.person.id,
        name=human.person.first_name,
        language=human.person.language_code,
    )
