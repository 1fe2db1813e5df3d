"""A review group: every sale once for all, decided by whoever may, and followed wherever the group goes."""

import pytest
from sqlalchemy import select

from bot.taps_claims import DeclineFor, Review, ReviewAct
from bot.taps_review import DeclineSurely
from core.audit.acts import Act
from core.audit.tables import AuditEntryRow
from core.channel.tables import GroupRow
from core.claims.claim import DeclineReason
from core.people.roles import Role
from sandbox.human import Group
from tests.conversations.selling import said, sell
from tests.stage import Human, Stage


@pytest.fixture
async def partner(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


@pytest.fixture
async def masha(stage: Stage, owner: Human) -> Human:
    return await stage.member("Masha", owner=owner, role=Role.MODERATOR)


@pytest.fixture
async def group(stage: Stage, owner: Human, masha: Human, partner: Human) -> Group:
    """A bound group of the owner, a moderator and, by mistake, the partner."""
    made = await owner.makes_group("Review", [masha, partner])
    await owner.adds_bot(made)
    await owner.says("/bind", chat=made)
    return made


async def test_a_group_is_bound_by_a_command(stage: Stage, owner: Human, group: Group) -> None:
    assert said(owner, "<b>Sales to decide come here from now on.</b>") in owner.heard_in(group)
    assert owner.buttons_in(group) == [said(owner, "Also in private")]
    async with stage.service.db.read() as session:
        acts = await session.scalars(select(AuditEntryRow.act))
        assert Act.GROUP_BOUND.value in set(acts)


async def test_only_staff_binds(stage: Stage, owner: Human, masha: Human, partner: Human) -> None:
    group = await partner.makes_group("Mine", [masha])
    await partner.adds_bot(group)
    for human in (partner, masha):
        await human.says("/bind", chat=group)
        assert said(human, "<b>Sales to decide come here from now on.</b>") not in human.heard_in(group)
    await partner.says("/unbind@other_bot", chat=group)
    async with stage.service.db.read() as session:
        assert (await session.scalars(select(GroupRow))).all() == []


async def test_every_sale_is_shown_once_and_decided_there(
    stage: Stage, owner: Human, masha: Human, partner: Human, group: Group
) -> None:
    private = (len(owner.messages), len(masha.messages))
    await sell(partner)
    assert (len(owner.messages), len(masha.messages)) == private
    card = owner.heard_in(group)
    assert "4411" in card
    assert "Ivan" in card
    toast = await masha.taps("Approve", chat=group)
    assert toast is not None
    assert await partner.balance() == 240
    assert "✅ Approved by Masha" in owner.heard_in(group)
    assert "Approve" not in owner.buttons_in(group)


async def test_whoever_may_not_decide_hears_so_and_changes_nothing(
    stage: Stage, owner: Human, partner: Human, group: Group
) -> None:
    """The partner's own tap, and a stranger's."""
    await sell(partner)
    stranger = stage.newcomer("Stranger", language="ru")
    await owner.adds(stranger, group)
    card = owner.heard_in(group)
    assert await partner.taps("Approve", chat=group)
    toast = await stranger.taps("Approve", chat=group)
    assert toast == said(stranger, "Only the programme's staff decides here. Nothing has changed.")
    assert owner.heard_in(group) == card
    assert "Approve" in owner.buttons_in(group)
    assert await partner.balance() == 0


async def test_declining_in_the_group(owner: Human, masha: Human, partner: Human, group: Group) -> None:
    """The reasons stand before all, and only whoever began may choose."""
    await sell(partner)
    await masha.taps("Decline", chat=group)
    assert "Masha" in owner.heard_in(group).splitlines()[0]
    surely = await _reason(owner, group)
    assert "Masha" in (await owner.forges(owner.last_message_in(group), surely) or "")
    await masha.taps("← Back", chat=group)
    assert "Approve" in owner.buttons_in(group)
    await masha.taps("Decline", chat=group)
    await masha.taps("Other quantity", chat=group)
    await masha.taps("Decline, may be sent again", chat=group)
    assert owner.heard_in(group).startswith("❌")


async def test_a_return_is_asked_about_in_the_groups_language(
    stage: Stage, owner: Human, partner: Human, group: Group
) -> None:
    """Whatever whoever tapped speaks; and the card that follows is the group's own."""
    anna = await stage.member("Anna", owner=owner, role=Role.MODERATOR, language="it")
    await owner.adds(anna, group)
    await sell(partner)
    await anna.taps("Approve", chat=group)
    approved = owner.heard_in(group)
    await anna.taps("↩️ Returned by the buyer", chat=group)
    assert owner.heard_in(group).startswith("No. 4411: what came back?")
    assert owner.buttons_in(group)[-1] == "← Back"
    await anna.taps("← Back", chat=group)
    assert owner.heard_in(group) == approved
    await anna.taps("↩️ Returned by the buyer", chat=group)
    await anna.taps("1", chat=group)
    assert "This cannot be undone." in owner.heard_in(group)
    toast = await anna.taps("Yes, it came back", chat=group)
    assert toast is not None
    assert toast.startswith(said(anna, "Taken back: −{points}", points="120"))
    assert "↩️ 1 unit returned: −120" in owner.heard_in(group)


async def test_a_card_speaks_the_groups_language_to_its_last_question(
    stage: Stage, owner: Human, partner: Human, group: Group
) -> None:
    """Whoever taps, and whatever that one speaks; what only that one reads is in the own language."""
    anna = await stage.member("Anna", owner=owner, role=Role.MODERATOR, language="it")
    await owner.adds(anna, group)
    await sell(partner)
    await anna.taps("Decline", chat=group)
    assert {"Other quantity", "← Back"} <= set(owner.buttons_in(group))
    await anna.taps("Other quantity", chat=group)
    again = ["Decline, may be sent again", "Decline for good", "✏️ Add a note", "← Back"]
    assert owner.buttons_in(group) == again
    await anna.taps("← Back", chat=group)
    await anna.taps("← Back", chat=group)
    await anna.taps("Ask the partner", chat=group)
    assert {"A sharper photo", "Something else…", "← Back"} <= set(owner.buttons_in(group))
    await anna.taps("← Back", chat=group)
    await anna.taps("Decline", chat=group)
    await anna.taps("Other quantity", chat=group)
    toast = await anna.taps("Decline for good", chat=group)
    assert toast is not None
    assert toast == said(anna, "Declined. The partner is told why.")
    assert owner.heard_in(group).startswith("❌")


async def test_correcting_goes_on_in_private(owner: Human, masha: Human, partner: Human, group: Group) -> None:
    await sell(partner)
    toast = await masha.taps("Correct and approve", chat=group)
    assert toast == said(masha, "Go on in our private chat: I have sent it there.")
    assert "4411" in masha.heard
    assert said(masha, "Correct and approve") in masha.buttons
    assert "Take over" in owner.buttons_in(group)


async def test_also_in_private(owner: Human, masha: Human, partner: Human, group: Group) -> None:
    await owner.taps(said(owner, "Also in private"), chat=group)
    assert owner.buttons_in(group) == [said(owner, "Only here")]
    await sell(partner)
    assert "4411" in masha.heard
    assert "4411" in owner.heard_in(group)
    await masha.taps(said(masha, "Approve"))
    assert "✅ Approved by Masha" in owner.heard_in(group)


async def test_unbound_it_falls_back_to_private_cards(owner: Human, masha: Human, partner: Human, group: Group) -> None:
    await sell(partner)
    await owner.says("/unbind", chat=group)
    assert said(owner, "Sales to decide no longer come here. Each moderator gets them in private.") in owner.heard_in(
        group
    )
    assert said(masha, "Approve") in masha.buttons
    await sell(partner, "4412")
    assert "4412" in masha.heard


async def test_thrown_out_it_falls_back_and_owners_hear_it(
    owner: Human, masha: Human, partner: Human, group: Group
) -> None:
    await sell(partner)
    await owner.removes_bot(group)
    told = said(
        owner, "⚠️ I was taken out of the group where sales are decided. They come to each moderator in private now."
    )
    assert told in owner.all_heard
    assert said(masha, "Approve") in masha.buttons
    await masha.taps(said(masha, "Approve"))
    assert await partner.balance() == 240


@pytest.mark.parametrize("new_first", [True, False])
async def test_the_group_becomes_a_supergroup(
    stage: Stage, owner: Human, masha: Human, partner: Human, group: Group, new_first: bool
) -> None:
    """Both messages in any order: what waits is shown in the new chat, and decided there."""
    await sell(partner)
    await group.upgrade(new_first=new_first)
    await stage.settle()
    assert "4411" in masha.heard_in(group)
    await masha.taps("Approve", chat=group)
    assert await partner.balance() == 240
    await sell(partner, "4412")
    assert "4412" in masha.heard_in(group)
    async with stage.service.db.read() as session:
        assert [row.external_id for row in (await session.scalars(select(GroupRow))).all()] == [group.id]


async def test_no_card_is_shown_to_who_may_not_see_it(stage: Stage, owner: Human, partner: Human, group: Group) -> None:
    """A forged way back would draw any sale in the group."""
    await sell(partner)
    stranger = stage.newcomer("Mallory")
    shown = owner.screen_of(group)
    buttons = (one for row in owner.last_message_in(group).buttons for one in row if one.text == "Approve")
    back = Review.unpack(next(buttons).callback_data or "").model_copy(update={"act": ReviewAct.BACK})
    for nosy in (partner, stranger):
        assert await nosy.forges(owner.last_message_in(group), back.pack())
    assert owner.screen_of(group) == shown


async def _reason(human: Human, group: Group) -> str:
    """What a tap on a reason and then on its end would send."""
    data = next(
        one.callback_data for row in human.last_message_in(group).buttons for one in row if one.text == "Other quantity"
    )
    tapped = DeclineFor.unpack(data or "")
    return DeclineSurely(
        claim_id=tapped.claim_id, version=tapped.version, reason=DeclineReason.WRONG_QUANTITY, again=True
    ).pack()


async def test_what_is_typed_goes_on_in_private_by_one_tap(
    owner: Human, masha: Human, partner: Human, group: Group
) -> None:
    """A question or a note, from where the group was left."""
    await sell(partner)
    await masha.taps("Ask the partner", chat=group)
    await masha.taps("Something else…", chat=group)
    await masha.taps(said(masha, "✏️ Write the question"))
    await masha.says("Which shop was it?")
    assert "Which shop was it?" in partner.heard
