"""Those who have no part in the programme, the review group, and messages that went wrong."""

from datetime import timedelta

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.tables import InboxRow, OutboxRow
from core.people import changes, invites, sanctions
from core.people.roles import Role
from core.people.sanctions import Ground, Step
from sandbox.human import Group
from tests.matrix.rows import Actor, Thing
from tests.matrix.things import Things, comes
from tests.stage import Human, Stage


async def come_from_outside(people: dict[Actor, Human], mine: dict[Actor, Things], owner: Human) -> Group:
    """Those who have no part: strangers, newcomers, the excluded, the removed; and a review group."""
    stage = owner.stage
    by, now = (await owner.member()).id, stage.now()
    people[Actor.STRANGER] = stage.newcomer("Stranger", language="en")
    people[Actor.JOINING] = stage.newcomer("Joiner", language="en")
    people[Actor.WAITING] = stage.newcomer("Waiter", language="en")
    people[Actor.EXCLUDED] = await stage.member("Egon", owner=owner, language="en")
    people[Actor.REMOVED] = await stage.member("Remo", owner=owner, language="en", role=Role.MANAGER)
    excluded, removed = [await people[each].member() for each in (Actor.EXCLUDED, Actor.REMOVED)]

    async def step(session: AsyncSession) -> None:
        for actor, needs in ((Actor.JOINING, False), (Actor.WAITING, True)):
            made = await invites.create(
                session,
                by=by,
                role=Role.PARTNER,
                needs_approval=needs,
                expires_at=now + timedelta(days=7),
                now=now,
            )
            await comes(session, people[actor], made.code, all_the_way=needs)
        imposed = await sanctions.impose(session, excluded.id, Step.EXCLUSION, Ground.RUDENESS, by=by, now=now)
        mine[Actor.EXCLUDED] = {Thing.SANCTION: imposed.id}
        await changes.remove(session, removed.id, by=by, now=now)

    await stage.run(step)
    group = await owner.makes_group("Review", [people[Actor.STRANGER], people[Actor.PARTNER]])
    await owner.adds_bot(group)
    await owner.says("/bind", chat=group)
    await stage.settle()
    return group


async def go_wrong(stage: Stage) -> None:
    """An update that is dead, a message that was refused, one that may have arrived."""
    now = stage.now()
    facts = {"payload": b"sealed", "kind": "message", "tries": 5}
    told = {"form": "call", "priority": 0, "chat_id": 1, "created_at": now, "owner": ""}

    async def step(session: AsyncSession) -> None:
        dead = {"bot_id": stage.bot.id, "update_id": 1, "lane": "1", "state": "dead", "received_at": now, "owner": ""}
        await session.execute(insert(InboxRow).values(**facts, **dead))
        for state in ("failed", "unknown"):
            await session.execute(insert(OutboxRow).values(**facts, **told, key=f"matrix:{state}", state=state))

    await stage.run(step)
