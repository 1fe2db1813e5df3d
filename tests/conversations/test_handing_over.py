"""A leaving manager's work goes to the successor in one step; a holiday ends by itself."""

from datetime import timedelta

from sqlalchemy import select

from core.channel.tables import GroupRow
from core.people.roles import Role, Status
from core.people.tables import PersonRow
from core.talks.keepers import keeper_of
from tests.conversations.selling import said, sell
from tests.stage import Human, Stage


async def invited_by(stage: Stage, manager: Human, name: str) -> Human:
    return await stage.member(name, owner=manager)


async def keeper(stage: Stage, partner: Human) -> int | None:
    person = await partner.member()
    async with stage.service.db.read() as session:
        return await keeper_of(session, person)


async def test_everything_goes_to_the_successor_and_access_closes(stage: Stage, owner: Human) -> None:
    """Shown with counts before; partners hear who looks after them; links that were given out go on working."""
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    nina = await stage.member("Nina", owner=owner, role=Role.MANAGER, company=None)
    ivan, petr = [await invited_by(stage, maria, name) for name in ("Ivan", "Petr")]
    await maria.says("/invite")
    await maria.taps(maria.t("Make the link"))
    link = [text for text in maria.all_heard if "?start=" in text][-1].rpartition("\n")[2]
    await owner.says("/staff")
    await owner.taps("Maria")
    await owner.taps(owner.t("Hand over and leave"))
    await owner.taps("Nina")
    assert f"• {owner.t('Partners')}: 2" in owner.heard
    assert f"• {owner.t('Invitations that work')}: 1" in owner.heard
    screen, sure = owner.last_message, owner.last_message.buttons[0][0]
    await owner.taps(owner.t("Hand over"))
    assert (await maria.member()).status is Status.REMOVED
    successor = await nina.member()
    for partner in (ivan, petr):
        assert "Nina" in partner.heard
        person = await partner.member()
        async with stage.service.db.read() as session:
            asked = select(PersonRow.manager_id).where(PersonRow.id == person.id)
            assert await session.scalar(asked) == successor.id
    heard = len(maria.all_heard)
    await maria.says("/partners")
    assert len(maria.all_heard) == heard + 1
    assert maria.t("Partners") not in maria.buttons if maria.last_message.buttons else True
    await owner.taps_on(screen, sure)
    zoe = stage.newcomer("Zoe")
    await zoe.opens(link)
    assert (await zoe.member()).status is Status.INVITED


async def test_a_successor_has_to_be_one(stage: Stage, owner: Human) -> None:
    """Only whoever looks after partners takes over; the last owner stays."""
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    ivan = await stage.member("Ivan", owner=owner)
    me, partner, other = await owner.member(), await ivan.member(), await maria.member()
    await owner.says("/staff")
    told = owner.t("This person cannot look after partners now. Choose another one.")
    assert await owner.forges(owner.last_message, f"who:handdo:{other.id}:0:{partner.id}:0:0") == told
    assert await owner.forges(owner.last_message, f"who:handdo:{me.id}:0:{other.id}:0:0") == owner.t(
        "Nobody does this to the own person. Ask an owner."
    )
    await maria.says("/staff")
    assert await maria.forges(maria.last_message, f"who:handdo:{me.id}:0:{other.id}:0:0") == maria.t(
        "You cannot give this role: {role}. Ask an owner.", role=maria.t("Owner")
    )


async def test_a_holiday_ends_by_itself(stage: Stage, owner: Human) -> None:
    """Meanwhile questions go to the stand-in, who sees those partners as own ones."""
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    nina = await stage.member("Nina", owner=owner, role=Role.MANAGER, company=None)
    ivan = await invited_by(stage, maria, "Ivan")
    assert await keeper(stage, ivan) == (await maria.member()).id
    await maria.says("/staff")
    await maria.taps("Maria")
    await maria.taps(maria.t("I will be away"))
    await maria.taps("Nina")
    await maria.taps(maria.buttons[6])
    assert "Nina" in maria.heard
    assert "Maria" in nina.heard
    assert "Nina" in ivan.heard
    assert await keeper(stage, ivan) == (await nina.member()).id
    await nina.says("/partners")
    await nina.taps(nina.t("Mine"))
    assert nina.buttons[0] == "Ivan, Teplo Dom"
    await stage.move(timedelta(days=9))
    assert await keeper(stage, ivan) == (await maria.member()).id
    assert maria.t("Welcome back: your partners’ questions come to you again.") in maria.all_heard


async def test_an_absence_is_ended_early(stage: Stage, owner: Human) -> None:
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    await stage.member("Nina", owner=owner, role=Role.MANAGER, company=None)
    ivan = await invited_by(stage, maria, "Ivan")
    await owner.says("/staff")
    await owner.taps("Maria")
    await owner.taps(owner.t("Away"))
    await owner.taps("Nina")
    await owner.taps(owner.buttons[0])
    await owner.taps(owner.t("Away"))
    await owner.taps(owner.t("Back at work"))
    assert owner.t("Back at work: everything is as before.") in owner.heard
    assert await keeper(stage, ivan) == (await maria.member()).id


async def test_only_who_takes_part_hears_of_it(stage: Stage, owner: Human) -> None:
    """Whoever stopped half-way is nobody's news; the successor hears what comes, and the group is left to people."""
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    nina = await stage.member("Nina", owner=owner, role=Role.MANAGER, company=None)
    ivan = await invited_by(stage, maria, "Ivan")
    await maria.says("/invite")
    await maria.taps(maria.t("Poster: I let each one in"))
    link = [text for text in maria.all_heard if "?start=" in text][-1].rpartition("\n")[2]
    zoe = stage.newcomer("Zoe")
    await zoe.opens(link)
    heard = len(zoe.messages)
    group = await maria.makes_group("Review", [nina])
    await maria.adds_bot(group)
    await maria.says("/bind", chat=group)
    await ivan.says("When do you come?")
    await maria.says("/staff")
    await maria.taps("Maria")
    await maria.taps(maria.t("I will be away"))
    await maria.taps("Nina")
    await maria.taps(maria.buttons[3])
    assert "Nina" in ivan.heard
    await owner.says("/staff")
    await owner.taps("Maria")
    await owner.taps(owner.t("Hand over and leave"))
    await owner.taps("Nina")
    assert f"• {owner.t('Partners')}: 1" in owner.heard
    await owner.taps(owner.t("Hand over"))
    groups = "In your review groups, take {name} out and bring {successor} in yourself: photos are seen there."
    assert owner.t(groups, name="Maria", successor="Nina") in owner.heard
    assert nina.t("You take over from {name}.", name="Maria") in nina.heard
    assert f"• {nina.t('Review groups')}: 1" in nina.heard
    async with stage.service.db.read() as session:
        assert await session.scalar(select(GroupRow.bound_by)) == (await nina.member()).id
    assert nina.buttons == [nina.t("Questions"), nina.t("Partners")]
    assert len(zoe.messages) == heard


async def test_sales_in_hand_and_people_from_lists_go_over(stage: Stage, owner: Human) -> None:
    """Both are counted before, and told to the successor, who can decide and see them at once."""
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    nina = await stage.member("Nina", owner=owner, role=Role.MANAGER, company=None)
    ivan = await invited_by(stage, maria, "Ivan")
    await maria.says("/members")
    await maria.says("Lev; +7 912 000 00 06; Teplo Dom")
    await maria.taps(maria.t("Save {n} row", "Save {n} rows", 1))
    await sell(ivan, "4411")
    await maria.says("/review")
    await owner.says("/staff")
    await owner.taps("Maria")
    await owner.taps(owner.t("Hand over and leave"))
    await owner.taps("Nina")
    assert f"• {owner.t('Sales to decide')}: 1" in owner.heard
    assert f"• {owner.t('People from lists')}: 1" in owner.heard
    await owner.taps(owner.t("Hand over"))
    assert any(f"• {nina.t('Sales to decide')}: 1" in text for text in nina.all_heard)
    await nina.says("/members")
    unopened = nina.t("{n} has not opened the invitation", "{n} have not opened the invitation", 1)
    assert unopened in nina.heard
    await nina.says("/review")
    assert "4411" in nina.heard
    assert said(nina, "Approve") in nina.buttons
