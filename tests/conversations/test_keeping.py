"""Invitations that work are revoked, and members get other roles."""

import pytest

from core.people.roles import Role
from tests.stage import Human, Stage


async def invited_link(human: Human) -> str:
    await human.says("/invite")
    await human.taps(human.t("Make the link"))
    return [text for text in human.all_heard if "?start=" in text][-1].rpartition("\n")[2]


async def test_an_invitation_is_revoked(stage: Stage, owner: Human) -> None:
    link = await invited_link(owner)
    await owner.says("/programme")
    await owner.taps(owner.t("Invitations that work"))
    await owner.taps(owner.t("Partner"))
    assert owner.t("Revoke it? The link and its QR code stop working; whoever came by it stays.") in owner.heard
    message, revoke = owner.last_message, owner.last_message.buttons[0][0]
    await owner.taps(owner.t("← Back"))
    await owner.taps(owner.t("Partner"))
    await owner.taps(owner.t("Revoke"))
    assert owner.heard.startswith(owner.t("Revoked: nobody gets in by it any more."))
    assert owner.t("No invitation works now.") in owner.heard
    assert await owner.taps_on(message, revoke) == owner.t(
        "This invitation does not work any more: it is used up, expired or revoked."
    )
    petr = stage.newcomer("Petr")
    await petr.opens(link)
    assert petr.heard == petr.t("This invitation does not work. Ask whoever sent it for a new link.")


async def test_a_manager_revokes_the_own_ones(stage: Stage, owner: Human) -> None:
    """An owner sees them all; partners see none."""
    manager = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    await invited_link(owner)
    await invited_link(manager)
    await manager.says("/invite")
    await manager.taps(manager.t("Invitations that work"))
    assert len(manager.buttons) == 2
    await owner.says("/invite")
    await owner.taps(owner.t("Invitations that work"))
    assert len(owner.buttons) == 3
    ivan = await stage.member("Ivan", owner=owner)
    told = ivan.t("Only managers and owners invite people. Ask one of them, or look under /help.")
    for data in ("shut:list:0:0", "shut:ask:1:0", "shut:do:1:0"):
        assert await ivan.forges(ivan.last_message, data) == told


async def test_a_member_gets_another_role_and_is_told(stage: Stage, owner: Human) -> None:
    anna = await stage.member("Anna", owner=owner)
    await owner.says("/programme")
    await owner.taps(owner.t("People and roles"))
    assert owner.buttons[0] == f"Olga, {owner.t('Owner')}"
    await owner.taps(owner.t("Partners"))
    await owner.taps("Anna")
    await owner.taps(owner.t("Role"))
    await owner.taps(owner.t("Moderator"))
    assert f"✅ {owner.t('Moderator')}" in owner.buttons
    assert (await anna.member()).role is Role.MODERATOR
    assert anna.t("Moderator").lower() in anna.heard
    await anna.says("/help")
    assert "review" in anna.menu


async def test_an_owner_is_made_by_a_second_tap_and_the_last_one_stays(stage: Stage, owner: Human) -> None:
    anna = await stage.member("Anna", owner=owner)
    await owner.says("/programme")
    await owner.taps(owner.t("People and roles"))
    await owner.says("ann")
    assert owner.buttons == ["Anna, Teplo Dom", owner.t("← Back")]
    await owner.taps("Anna")
    await owner.taps(owner.t("Role"))
    await owner.taps(owner.t("Owner"))
    assert (await anna.member()).role is Role.PARTNER
    await owner.taps(owner.t("Make an owner"))
    assert (await anna.member()).role is Role.OWNER
    me, her = await owner.member(), await anna.member()
    await anna.forges(anna.last_message, f"role:do:{me.id}:viewer")
    assert (await owner.member()).role is Role.VIEWER
    assert await anna.forges(anna.last_message, f"role:do:{her.id}:viewer") == anna.t(
        "Nobody changes the own role. Ask another owner."
    )
    await anna.says("/staff")
    await anna.taps("Anna")
    assert anna.t("Role") not in anna.buttons


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PARTNER])
async def test_only_owners_give_roles(stage: Stage, owner: Human, role: Role) -> None:
    anna = await stage.member("Anna", owner=owner, role=role, company=None)
    await anna.says("/programme")
    assert anna.t("People and roles") not in anna.buttons
    me = await anna.member()
    told = anna.t("Only owners give roles. What you can do is under /help.")
    for data in (f"role:show:{me.id}:", f"role:ask:{me.id}:owner", f"role:do:{me.id}:owner"):
        assert await anna.forges(anna.last_message, data) == told
    assert (await anna.member()).role is role
