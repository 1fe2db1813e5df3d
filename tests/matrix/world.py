"""A world for the table: everybody who may press, and the things of three partners.

Anna's things lie in everybody's sight, Boris works for another company, Elsa belongs to another programme of the same
installation. What staff makes for itself, a list or an announcement, is its maker's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.taps import Agree
from bot.taps_claims import AskFor, DropSale, Review, ReviewAct
from core.catalog.companies import list_companies, save_companies
from core.catalog.pasted import read_companies, read_products
from core.catalog.products import save_products
from core.catalog.tables import IssuerRow
from core.claims.claim import Wanted
from core.claims.tables import ClaimLineRow, ClaimRow, DraftRow
from core.claims.verdict_tables import VerdictRow
from core.ids import CompanyId, ProgrammeId
from core.importing.tables import ImportRow
from core.people import owners, scopes
from core.people.consents import ConsentKind
from core.people.scopes import Scope
from core.programme.options import Module
from core.programme.tables import ProgrammeRow
from sandbox.human import Group
from sandbox.model import Person
from tests.conversations.earning import earn
from tests.matrix.house import furnish_house, made_by_staff, staff_of
from tests.matrix.outside import come_from_outside, go_wrong
from tests.matrix.rows import NARROW, ROLE, Actor, Target, Thing
from tests.matrix.things import Things, newest_claim, newest_draft, own_sale, profile_of, sell_by_caption, things_of
from tests.stage import PRODUCTS, Human, Stage, invoice

SPENDERS = tuple(actor for actor in ROLE if actor not in {Actor.PARTNER, Actor.VIEWER})
"""Who gets points to spend; Anna, Boris and Elsa have their own."""
PARTS = frozenset({Module.CLAIMS, Module.BALANCE, Module.PRIZES, Module.HUMAN, Module.BOARD, Module.BROADCASTS})
MADE = {
    Actor.VIEWER: "Vera",
    Actor.MODERATOR: "Masha",
    Actor.NARROW_MODERATOR: "Milena",
    Actor.MANAGER: "Mara",
    Actor.NARROW_MANAGER: "Mira",
    Actor.EDITOR: "Edik",
}


@dataclass(slots=True)
class World:
    """Everybody, and what is whose."""

    stage: Stage
    people: dict[Actor, Human] = field(default_factory=dict)
    mine: dict[Actor, Things] = field(default_factory=dict)
    near: Things = field(default_factory=dict)
    """Anna's, and what there is one of."""
    far: Things = field(default_factory=dict)
    """Boris's."""
    elsewhere: Things = field(default_factory=dict)
    """Elsa's, of another programme."""
    drafts: Mapping[int, int] = field(default_factory=dict)
    """The version of each."""
    claims: Mapping[int, int] = field(default_factory=dict)
    imports: Mapping[int, int] = field(default_factory=dict)
    lines: Mapping[int, int] = field(default_factory=dict)
    """The first line of each claim."""
    issuer: int = 0
    today: int = 0
    """As `date.toordinal()`."""
    partners: dict[Target, Person] = field(default_factory=dict)
    """Whose the things are, by target."""
    group: Group | None = None
    far_words: tuple[str, ...] = ()
    """What is known of Boris alone."""
    near_words: tuple[str, ...] = ()
    elsewhere_words: tuple[str, ...] = ()

    def of(self, actor: Actor, target: Target) -> Things:
        """Whose things a press means."""
        found = {Target.NEAR: self.near, Target.FAR: self.far, Target.ELSEWHERE: self.elsewhere}
        return found.get(target, self.mine.get(actor, {}))


async def build(stage: Stage) -> World:
    """All of it, by what people do where that is quick."""
    owner = await stage.found(language="en", modules=PARTS, second_approver_above=1_000, undo_seconds=0)
    world = World(stage)
    world.people[Actor.OWNER] = owner
    await _staff(world, owner)
    anna = await stage.member("Annabella", owner=owner, language="en", company=0)
    boris = await stage.member("Borislav", owner=owner, language="en", company=1)
    world.people[Actor.PARTNER] = anna
    founder = await _second_programme(stage)
    elsa = await stage.member("Elsabeth", owner=founder, language="en", company=0)
    mara = world.people[Actor.MANAGER]
    world.near = await things_of(anna, owner, "5101")
    world.far = await things_of(boris, mara, "5202")
    world.elsewhere = await things_of(elsa, founder, "5303")
    world.near_words = ("Annabella", "5101", "Nearly")
    world.far_words = ("Borislav", "5202", "Farley")
    world.elsewhere_words = ("Elsabeth", "5303", "Elswick")
    for things, keeper, place in (
        (world.near, owner, ("Nearly", 0)),
        (world.far, owner, ("Farley", 1)),
        (world.elsewhere, founder, ("Elswick", 0)),
    ):
        await furnish_house(things, keeper, *place)
        await staff_of(things, keeper, *place)
    world.near[Thing.KEEPER] = world.far[Thing.KEEPER] = (await mara.member()).id
    for kind in ConsentKind:
        await owner.forges(owner.last_message, Agree(kind=kind, given=True).pack())
    for actor in (Actor.OWNER, Actor.EDITOR, Actor.MANAGER, Actor.MODERATOR):
        world.mine[actor] = await own_sale(world.people[actor])
    for actor in SPENDERS:
        await earn(world.people[actor], 900, document_no="matrix")
    for actor in (Actor.OWNER, Actor.MANAGER):
        world.mine[actor] |= await made_by_staff(world.people[actor])
    for things in (world.near, world.far, world.elsewhere):
        things[Thing.TURNED_DOWN] = things[Thing.DECLINED]
    for thing in (Thing.FIRST_OF_TWO, Thing.TURNED_DOWN):
        world.mine[Actor.OWNER][thing] = world.near[thing]
        world.mine[Actor.MANAGER][thing] = world.far[thing]
    world.mine[Actor.OWNER][Thing.APPEALED] = world.far[Thing.APPEALED]
    world.mine[Actor.MANAGER][Thing.APPEALED] = world.near[Thing.APPEALED]
    world.elsewhere |= await made_by_staff(founder)
    world.partners = {Target.NEAR: anna.person, Target.FAR: boris.person, Target.ELSEWHERE: elsa.person}
    world.partners[Target.NONE] = anna.person
    world.today = stage.now().date().toordinal()
    await _pending(world, anna, boris, elsa, founder)
    world.group = await come_from_outside(world.people, world.mine, owner)
    await go_wrong(stage)
    await _note_versions(world)
    return world


async def build_founding(stage: Stage) -> World:
    """A programme whose owner has answered no question yet: a world of his own."""
    founder, now = stage.newcomer("Founder", language="en"), stage.now()

    async def step(session: AsyncSession) -> None:
        await owners.ensure_owner(session, owner_ids=[founder.person.id], locale="en", timezone="UTC", now=now)
        await owners.crown(session, ProgrammeId(1), profile_of(founder), now=now)

    await stage.run(step)
    await founder.says("/start")
    return World(stage, people={Actor.FOUNDER: founder}, today=now.date().toordinal())


async def _staff(world: World, owner: Human) -> None:
    stage, by = world.stage, (await owner.member()).id
    async with stage.service.db.read() as session:
        firms = await list_companies(session, ProgrammeId(1))
    for actor, name in MADE.items():
        human = await stage.member(name, owner=owner, language="en", role=ROLE[actor])
        world.people[actor] = human
        if actor in NARROW:
            limit = partial(
                scopes.limit,
                person_id=(await human.member()).id,
                scope=Scope(companies=frozenset({CompanyId(firms[0].id)})),
                by=by,
                now=stage.now(),
            )
            await stage.run(limit)


async def _second_programme(stage: Stage) -> Human:
    """Another programme of the same installation, with an owner, companies and products."""
    founder = stage.newcomer("Otto", language="en")
    now = stage.now()

    async def step(session: AsyncSession) -> None:
        like = (await session.execute(select(ProgrammeRow.__table__))).one()._mapping
        await session.execute(insert(ProgrammeRow).values({**like, "id": 2, "name": "Cool Club"}))
        person = await owners.crown(session, ProgrammeId(2), profile_of(founder), now=now)
        await save_companies(session, ProgrammeId(2), read_companies("Frio Casa\nEis Haus").rows, by=person, now=now)
        await save_products(session, ProgrammeId(2), read_products(PRODUCTS).rows, by=person, now=now)

    await stage.run(step)
    await founder.says("/start")
    return founder


async def _pending(world: World, *humans: Human) -> None:
    """Verdicts that can still be undone: of the owner, and of the other programme's."""
    anna, boris, elsa, founder = humans
    owner = world.people[Actor.OWNER]
    await world.stage.set_options(modules=PARTS, second_approver_above=1_000, undo_seconds=3_600)
    await owner.says("/help")
    await founder.says("/help")
    for human, decider, things in (
        (anna, owner, world.near),
        (boris, world.people[Actor.MANAGER], world.far),
        (elsa, founder, world.elsewhere),
    ):
        person = await human.member()
        await human.forges(human.last_message, DropSale(draft_id=0).pack())
        await sell_by_caption(human, f"70{person.id}")
        claim, version = await newest_claim(world.stage, person.id)
        await decider.forges(
            decider.last_message, Review(claim_id=claim, version=version, act=ReviewAct.APPROVE).pack()
        )
        async with world.stage.service.db.read() as session:
            things[Thing.VERDICT] = await session.scalar(select(VerdictRow.id).order_by(VerdictRow.id.desc())) or 0
        async with world.stage.service.db.read() as session:
            version = await session.scalar(select(ClaimRow.version).where(ClaimRow.id == things[Thing.ASKED])) or 0
        asked = AskFor(claim_id=things[Thing.ASKED], version=version, wanted=Wanted.PHOTO)
        await decider.forges(decider.last_message, asked.pack())
        await human.sends_photo(invoice(f"sharper {person.id}"))
        things[Thing.BELONGS] = await newest_draft(human)
        await human.sends_album([invoice(f"album {person.id} {page}") for page in range(2)])
        things[Thing.ALBUM] = await newest_draft(human)
    world.mine[Actor.PARTNER] = dict(world.near)
    world.mine[Actor.OWNER][Thing.VERDICT] = world.near[Thing.VERDICT]
    world.mine[Actor.MANAGER][Thing.VERDICT] = world.far[Thing.VERDICT]


async def _note_versions(world: World) -> None:
    """What stands beside an id on a button."""
    async with world.stage.service.db.read() as session:
        drafts = {row.id: row.version for row in await session.execute(select(DraftRow.id, DraftRow.version))}
        claims = {row.id: row.version for row in await session.execute(select(ClaimRow.id, ClaimRow.version))}
        lines = await session.execute(select(ClaimLineRow.claim_id, ClaimLineRow.id).order_by(ClaimLineRow.id.desc()))
        world.lines = {row.claim_id: row.id for row in lines}
        imported = {row.id: row.version for row in await session.execute(select(ImportRow.id, ImportRow.version))}
        world.issuer = await session.scalar(select(IssuerRow.id).limit(1)) or 0
    world.drafts, world.claims, world.imports = drafts, claims, imported
