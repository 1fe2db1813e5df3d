"""Words about sales: what is claimed, asked, answered, corrected and declined."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncSession

from bot.taps_claims import AskAgain, AskFor, ClaimAct, OwnClaim, Review, ReviewAct, SendSale
from bot.taps_practice import Practise, Practising
from bot.taps_programme import OwnReasons, ReasonAct
from bot.taps_review import CorrectFor, DeclineNote, DeclineSurely, Fix, FixAct, Return, ReturnAct
from core.channel import cards
from core.channel.cards import CardKind
from core.claims.claim import Asking, DeclineReason, Wanted
from core.claims.tables import DraftRow
from core.people.channels import Channel
from core.people.persons import find_by_account
from tests.faults.field import Do, Field, Hand, of_claim
from tests.matrix.rows import Actor, Thing
from tests.matrix.world import World


def _draft(asking: Asking) -> Field:
    def first(world: World) -> Sequence[Do]:
        draft = world.near[Thing.DRAFT]

        async def ask(session: AsyncSession) -> None:
            await session.execute(
                sql("UPDATE drafts SET asking = :asking WHERE id = :id"), {"asking": asking.value, "id": draft}
            )
            await session.execute(
                sql("UPDATE conversations SET state = :state WHERE user_id = :who"),
                {"state": f"RegisterSale:{asking.value}", "who": world.people[Actor.PARTNER].person.id},
            )

        return [AskAgain(draft_id=draft, field=Asking.DOCUMENT_NO), ask]

    def then(world: World) -> Sequence[Do]:
        draft = world.near[Thing.DRAFT]

        async def send(session: AsyncSession) -> str:
            version = await session.scalar(select(DraftRow.version).where(DraftRow.id == draft))
            return SendSale(draft_id=draft, version=version or 0).pack()

        return [send] if asking is Asking.DOCUMENT_NO else []

    told = {Asking.PRODUCT, Asking.DOCUMENT_NO, Asking.SERIAL, Asking.ISSUER}
    unseen = "" if asking in told else "it names a number, a day or a button, and is refused as none"
    parts = asking is not Asking.PRODUCT
    return Field(
        state=f"RegisterSale:{asking.value}", by=Actor.PARTNER, first=first, then=then, unseen=unseen, parts=parts
    )


def _correcting(state: str, *acts: FixAct, unseen: str = "") -> Field:
    def first(world: World) -> Sequence[Do]:
        claim = world.near[Thing.CLAIM]
        lines = {FixAct.LINE: world.lines[claim], FixAct.SERIALS: world.lines[claim]}
        return [Fix(claim_id=claim, act=act, arg=lines.get(act, 0)) for act in (FixAct.BEGIN, *acts)]

    return Field(state=f"Correcting:{state}", by=Actor.OWNER, first=first, unseen=unseen, parts=state == "number")


def shows_claim(world: World, actor: Actor, thing: Thing) -> Hand:
    """A claim's card comes to somebody who decides."""

    async def step(session: AsyncSession) -> None:
        found = await find_by_account(session, Channel.TELEGRAM, world.people[actor].person.id)
        assert found is not None
        await cards.show(session, found.id, CardKind.REVIEW, world.near[thing], now=world.stage.now())

    return step


OF_SALES: tuple[Field, ...] = (
    *(_draft(asking) for asking in Asking),
    Field(
        state="AskingPartner:words",
        by=Actor.OWNER,
        first=lambda world: [of_claim(world, AskFor, Thing.CLAIM, wanted=Wanted.OTHER)],
        then=lambda world: [of_claim(world, Review, Thing.CLAIM, act=ReviewAct.HISTORY)],
    ),
    Field(
        state="Appealing:words",
        by=Actor.PARTNER,
        first=lambda world: [OwnClaim(claim_id=world.near[Thing.DECLINED], act=ClaimAct.APPEAL)],
        then=lambda world: [
            OwnClaim(claim_id=world.near[Thing.DECLINED], act=ClaimAct.HISTORY),
            (Actor.MANAGER, shows_claim(world, Actor.MANAGER, Thing.DECLINED)),
        ],
    ),
    Field(
        state="Declining:note",
        by=Actor.OWNER,
        first=lambda world: [of_claim(world, DeclineNote, Thing.CLAIM, reason=DeclineReason.OTHER)],
        then=lambda world: [
            of_claim(world, DeclineSurely, Thing.CLAIM, reason=DeclineReason.OTHER, again=True),
            (Actor.PARTNER, OwnClaim(claim_id=world.near[Thing.CLAIM], act=ClaimAct.HISTORY)),
        ],
    ),
    _correcting("line", FixAct.LINE, unseen="it is read as a number"),
    _correcting("product", FixAct.LINE, FixAct.PRODUCT),
    _correcting("number", FixAct.NUMBER),
    _correcting(
        "serials",
        FixAct.LINE,
        FixAct.SERIALS,
        unseen="this sale has no serial numbers to show",
    ),
    _correcting("day", FixAct.ASK_DAY, unseen="it is read as a day"),
    Field(
        state="Correcting:note",
        by=Actor.OWNER,
        first=lambda world: [
            Fix(claim_id=world.near[Thing.CLAIM], act=FixAct.BEGIN),
            CorrectFor(claim_id=world.near[Thing.CLAIM], reason=DeclineReason.OTHER),
        ],
        then=lambda world: [(Actor.PARTNER, OwnClaim(claim_id=world.near[Thing.CLAIM], act=ClaimAct.HISTORY))],
    ),
    Field(
        state="Wording:words",
        by=Actor.OWNER,
        first=lambda _: [OwnReasons(act=ReasonAct.ADD)],
        then=lambda world: [
            OwnReasons(act=ReasonAct.LIST),
            "/reasons",
            of_claim(world, Review, Thing.CLAIM, act=ReviewAct.REASONS),
        ],
    ),
    Field(
        state="Returning:quantity",
        by=Actor.OWNER,
        first=lambda world: [Return(claim_id=world.near[Thing.APPROVED], act=ReturnAct.LINE, position=1)],
        unseen="it is read as a number",
    ),
    Field(
        state="Returns:list", by=Actor.OWNER, first=lambda _: ["/returns"], parts=True, unseen="a card reads it later"
    ),
    Field(
        state="Practice:photo",
        by=Actor.PARTNER,
        first=lambda _: [Practise(do=Practising.BEGIN)],
        unseen="a photo is awaited",
    ),
)
