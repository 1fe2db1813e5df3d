"""Finding people, and reaching them."""

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.arrivals import Arrival, arrivals
from core.channel.conversations import Conversation
from core.db.database import Database
from core.ids import PersonId
from core.people import joining, persons
from core.people.persons import Person, PersonUnknown
from core.people.preferences import set_timezone
from core.people.roles import Role, Status
from core.people.tables import PersonRow
from tests.core.people.world import NOW, OWNER, act, invite, join, profile

BOT = 7


async def test_a_person_is_found_by_account(db: Database, owner: Person) -> None:
    assert await act(db, persons.find_by_account, "telegram", OWNER) == owner
    assert await act(db, persons.find_by_account, "telegram", OWNER + 1) is None
    assert await act(db, persons.find_by_account, "web", OWNER) is None


async def test_nobody_goes_by_a_foreign_id(db: Database, owner: Person) -> None:
    with pytest.raises(PersonUnknown):
        await act(db, persons.load, PersonId(owner.id + 1_000))


async def test_the_zone_is_the_persons_own_or_the_programmes(db: Database, owner: Person) -> None:
    assert owner.timezone == "Europe/Moscow"
    assert (await act(db, set_timezone, owner.id, "Omsk")).timezone == "Asia/Omsk"
    assert (await act(db, set_timezone, owner.id, None)).timezone == "Europe/Moscow"


async def test_only_active_people_hold_a_role(db: Database, owner: Person) -> None:
    moderator = await join(db, owner.id, Role.MODERATOR)
    blocked = await join(db, owner.id, Role.MODERATOR)

    async def block(session: AsyncSession) -> None:
        await session.execute(update(PersonRow).where(PersonRow.id == blocked.id).values(status=Status.BLOCKED.value))

    await db.run(block)
    assert await act(db, persons.with_role, owner.programme_id, [Role.MODERATOR, Role.OWNER]) == [owner, moderator]


async def test_whoever_cannot_be_reached_is_not_written_to_until_heard_from(db: Database, owner: Person) -> None:
    assert await act(db, persons.reachable, owner.id, "telegram") == OWNER
    await act(db, persons.mark_unreachable, "telegram", OWNER, now=NOW)
    assert await act(db, persons.reachable, owner.id, "telegram") is None
    await act(db, persons.mark_reachable, "telegram", OWNER)
    assert await act(db, persons.reachable, owner.id, "telegram") == OWNER


async def test_the_people_of_a_batch_arrive_together(db: Database, owner: Person) -> None:
    """Members and strangers, with and without something awaited, in private and in a group."""

    async def talk(session: AsyncSession, chat: int, user: int, state: str) -> None:
        conversation = Conversation(BOT, chat, user)
        conversation.expect(state, about=5)
        conversation.save(session)

    partner_account, group = 501, -9
    code = await invite(db, owner.id)
    partner = (await act(db, joining.begin, code, profile=profile(partner_account), now=NOW)).person
    await act(db, talk, OWNER, OWNER, "awaits:name")
    await act(db, talk, 77, 77, "stranger")
    await act(db, talk, partner_account, partner_account, "in private")
    people = [(OWNER, OWNER), (group, partner_account), (77, 77), (78, 78)]
    found = await act(db, arrivals, bot_id=BOT, people=people)
    assert found == {
        OWNER: Arrival(person=owner, state="awaits:name", data={"about": 5}, version=1),
        partner_account: Arrival(person=partner),
        77: Arrival(state="stranger", data={"about": 5}, version=1),
        78: Arrival(),
    }
    elsewhere = await act(db, arrivals, bot_id=BOT + 1, people=people)
    assert elsewhere[OWNER] == Arrival(person=owner)
    assert await act(db, arrivals, bot_id=BOT, people=[]) == {}
