"""Words about people, and what they say without being asked."""

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncSession

from bot.taps import OpenSettings, OwnData, OwnDataAct, SettingsPart, ShowMe
from bot.taps_claims import Review, ReviewAct
from bot.taps_enrolments import Enrol, Enrolling
from bot.taps_people import Sanctioning, Standing, StillThere
from bot.taps_talks import InTalk, Talking
from core.people import joining
from core.people.channels import Channel
from core.people.consents import ConsentKind
from core.people.persons import find_by_account
from core.people.roles import Occupation, ShownAs
from core.people.sanctions import Ground
from core.people.sanctions import Step as Rung
from tests.faults.field import UNASKED, Field, Hand, of_claim, of_partner, place_name
from tests.faults.saying import message, text
from tests.matrix.rows import Actor, Thing
from tests.matrix.world import World

PHOTO = [{"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90, "file_size": 900}]
FILE = {"file_id": "f", "file_unique_id": "f", "file_size": 900}


async def without_drafts(session: AsyncSession) -> None:
    await session.execute(sql("UPDATE drafts SET state = 'dropped'"))


def answered(world: World, *questions: str) -> Hand:
    """Whoever joins has answered so much."""

    async def step(session: AsyncSession) -> None:
        joiner, now = world.people[Actor.JOINING], world.stage.now()
        person = await find_by_account(session, Channel.TELEGRAM, joiner.person.id)
        assert person is not None
        await joining.agree(session, person.id, set(ConsentKind), now=now)
        if "name" in questions:
            await joining.take_name(session, person.id, "Joiner", now=now)
        if "occupation" in questions:
            await joining.take_occupation(session, person.id, Occupation.INSTALLER, now=now)

    return step


OF_PEOPLE: tuple[Field, ...] = (
    Field(
        state="Join:name",
        by=Actor.JOINING,
        first=lambda world: [answered(world, "consents"), "/start"],
        then=lambda _: [(Actor.OWNER, "/today"), (Actor.OWNER, Enrol(do=Enrolling.LIST))],
        unseen="it is kept, and shown once the person takes part: see Preferences:name",
    ),
    Field(
        state="Join:company",
        by=Actor.JOINING,
        first=lambda world: [answered(world, "consents", "name", "occupation"), "/start"],
        unseen="companies that are like it are shown",
    ),
    Field(
        state="Moving:company",
        by=Actor.PARTNER,
        first=lambda world: [StillThere(employment=world.near[Thing.EMPLOYMENT], holds=False)],
    ),
    Field(
        state="Replying:words",
        by=Actor.OWNER,
        first=lambda world: [InTalk(do=Talking.ANSWER, id=world.near[Thing.TALK])],
        then=lambda world: [InTalk(do=Talking.SHOW, id=world.near[Thing.TALK])],
    ),
    Field(state="Looking:person", by=Actor.OWNER, first=lambda _: ["/partners"]),
    Field(
        state="Returning:code",
        by=Actor.STRANGER,
        first=lambda _: ["/restore"],
        unseen="a code is never said again",
    ),
    Field(
        state="Members:list", by=Actor.OWNER, first=lambda _: ["/members"], parts=True, unseen="a card reads it later"
    ),
    Field(
        state="Sanction:note",
        by=Actor.OWNER,
        first=lambda world: [Sanctioning(id=world.near[Thing.PERSON], step=Rung.FREEZE, ground=Ground.OTHER)],
        then=of_partner,
    ),
    Field(
        state="Sanction:appeal",
        by=Actor.EXCLUDED,
        first=lambda world: [Standing(do="appeal", id=world.mine[Actor.EXCLUDED][Thing.SANCTION])],
    ),
    place_name("Preferences:zone", lambda _: [OpenSettings(part=SettingsPart.ZONE)], by=Actor.PARTNER),
    Field(
        state="Preferences:nickname",
        by=Actor.PARTNER,
        first=lambda _: [OpenSettings(part=SettingsPart.NICKNAME)],
        then=lambda _: [ShowMe(shown_as=ShownAs.NICKNAME), "/top", (Actor.OWNER, "/top")],
    ),
    Field(
        state="Preferences:name",
        by=Actor.PARTNER,
        first=lambda _: [OpenSettings(part=SettingsPart.NAME)],
        then=lambda world: [
            "/top",
            "/settings",
            OwnData(do=OwnDataAct.FILE),
            *of_partner(world),
            (Actor.OWNER, "/partners"),
            (Actor.OWNER, "/questions"),
            (Actor.OWNER, "/today"),
            (Actor.OWNER, of_claim(world, Review, Thing.CLAIM, act=ReviewAct.SHOW)),
            (Actor.OWNER, "/review"),
            (Actor.OWNER, Enrol(do=Enrolling.LIST)),
        ],
    ),
)

UNASKED_FOR: tuple[Field, ...] = (
    Field(
        state=f"{UNASKED}words to a human",
        by=Actor.PARTNER,
        first=lambda world: [without_drafts],
        then=lambda world: ["/questions", (Actor.OWNER, "/questions"), OwnData(do=OwnDataAct.FILE)],
    ),
    Field(
        state=f"{UNASKED}a caption",
        by=Actor.PARTNER,
        first=lambda world: [without_drafts],
        said=lambda who, words: message(who, photo=PHOTO, caption=words),
        parts=True,
        unseen="products and numbers are read out of it",
    ),
    Field(
        state=f"{UNASKED}the name that Telegram tells",
        by=Actor.JOINING,
        first=lambda world: [answered(world, "consents")],
        said=lambda who, words: text(who, "/start", named=words),
    ),
    Field(
        state=f"{UNASKED}what an invitation carries",
        by=Actor.STRANGER,
        typed=lambda words: f"/start {words}",
        unseen="a code is never said again",
    ),
    Field(
        state=f"{UNASKED}an unknown command",
        by=Actor.PARTNER,
        typed=lambda words: f"/{words}",
        unseen="what can be done is told in its place",
    ),
    Field(
        state=f"{UNASKED}a text that was edited",
        by=Actor.PARTNER,
        said=lambda who, words: {"edited_message": text(who, words)["message"]},
        unseen="what was said first stands",
    ),
    Field(
        state=f"{UNASKED}the name of a file",
        by=Actor.OWNER,
        first=lambda _: ["/members"],
        said=lambda who, words: message(who, document=FILE | {"file_name": words, "mime_type": words}),
        unseen="a file is known by its number",
    ),
    Field(
        state=f"{UNASKED}a contact",
        by=Actor.STRANGER,
        said=lambda who, words: message(who, contact={"phone_number": words, "first_name": words, "user_id": who.id}),
        unseen="a number leads somewhere, or nowhere",
    ),
    Field(
        state=f"{UNASKED}the title of a group",
        by=Actor.OWNER,
        said=lambda who, words: message(who, chat={"id": -1001, "type": "supergroup", "title": words}, text="/bind"),
        unseen="groups are known by their numbers",
    ),
)
"""Words that no step awaits."""
