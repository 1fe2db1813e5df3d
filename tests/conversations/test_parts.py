"""Parts of the programme: each is switched in the chat, and gone while it is off."""

import pytest

from core.audit.proof import prove
from core.people.roles import Role
from core.programme.options import BEGUN_WITH, Module
from tests.conversations.earning import earn
from tests.conversations.test_first_start import programme_of
from tests.conversations.test_programme import opens
from tests.stage import Human, Stage

PARTS_IN_CHAT = {
    "Registering sales": ("📷 Register a sale", "claims", None),
    "Balance": ("💰 Balance", "balance", "💰 Balance"),
    "Prizes": ("🎁 Prizes", "prizes", "🎁 Prizes"),
    "Boards: who leads": ("🏆 Top", "top", "🏆 Top"),
    "Questions to a human": ("💬 Questions", "questions", "Questions"),
    "Announcements": (None, "announce", "Tell everybody"),
}
"""Name of the part: its key, a command of it, its button under /help."""


@pytest.mark.parametrize("part", PARTS_IN_CHAT)
async def test_every_part_is_switched_in_the_chat(stage: Stage, owner: Human, part: str) -> None:
    """Off: in no key, menu or help, and its command says so kindly; one tap brings it back."""
    key, command, labelled = PARTS_IN_CHAT[part]
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, company=None)
    ivan = await stage.member("Ivan", owner=mara)
    name = owner.t(part)
    await opens(owner, "Parts and people", "Parts")
    await owner.taps(f"✅ {name}")
    for human in (mara, ivan):
        await human.says("/start")
        await human.says("/help")
        assert command not in human.menu
        assert key is None or human.t(key) not in human.keys
        assert labelled is None or human.t(labelled) not in human.buttons
        await human.says(f"/{command}")
        told = "The programme does without this part now: {part}. What there is stands under /help."
        assert human.heard == human.t(told, part=human.t(part).lower())
    await owner.says(f"/{command}")
    told = "This part is switched off: {part}. To switch it on: /programme, “Parts and people”, “Parts”."
    assert owner.heard == owner.t(told, part=name.lower())
    await opens(owner, "Parts and people", "Parts")
    await owner.taps(f"⬜ {name}")
    await mara.says("/start")
    assert command in mara.menu
    assert labelled is None or mara.t(labelled) in (await _helped(mara))


async def _helped(human: Human) -> list[str]:
    await human.says("/help")
    return human.buttons


async def test_a_part_switched_off_is_undone_and_audited(stage: Stage, owner: Human) -> None:
    await opens(owner, "Parts and people", "Parts")
    await owner.taps(f"✅ {owner.t('Questions to a human')}")
    assert "questions" not in owner.menu
    await owner.taps(owner.t("Undo"))
    assert "questions" in owner.menu
    programme = await programme_of(stage)
    assert Module.HUMAN in programme.options.modules
    async with stage.service.db.read() as session:
        assert (await prove(session, programme.id)).holds


async def test_what_is_off_is_in_no_menu(stage: Stage) -> None:
    """No key, no command, no button; switched on it is everywhere at once, and off again nothing of it is lost."""
    owner = await stage.found(modules=BEGUN_WITH)
    ivan = await stage.member("Ivan", owner=owner)
    top = ivan.t("🏆 Top")
    await earn(ivan, 120, document_no="4411")
    for human in (owner, ivan):
        assert top not in human.keys
        assert "top" not in human.menu
        await human.says("/help")
        assert top not in human.buttons
        assert "🏆" not in human.heard
    await ivan.says("/settings")
    assert ivan.t("Name on boards") not in ivan.buttons
    await ivan.says("/top")
    assert ivan.t("Boards: who leads").lower() in ivan.heard
    await opens(owner, "Parts and people", "Parts")
    await owner.taps(f"⬜ {owner.t('Boards: who leads')}")
    assert "top" in owner.menu
    assert "top" in ivan.menu
    await ivan.says("/start")
    await ivan.taps(top)
    assert "120" in ivan.heard
    await opens(owner, "Parts and people", "Parts")
    await owner.taps(f"✅ {owner.t('Boards: who leads')}")
    assert "top" not in ivan.menu
    await ivan.taps(top)
    assert ivan.t("Boards: who leads").lower() in ivan.heard
