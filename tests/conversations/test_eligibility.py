"""Whom a programme is for: asked by one tap at the door, looked at again before a prize, corrected by the staff."""

from typing import Any

import pytest

from core.people.roles import Occupation, Role, Status
from tests.conversations.earning import earn
from tests.conversations.links import invite_link
from tests.conversations.selling import said
from tests.conversations.test_join import agrees
from tests.conversations.test_prizes import offer
from tests.stage import Human, Stage

BOTH: dict[str, Any] = {"adults_only": True, "staff_excluded": True}


async def comes(stage: Stage, owner: Human, *, language: str = "ru", fits: bool = True) -> Human:
    """Somebody up to the answer about the conditions."""
    ivan = stage.newcomer("Ivan", language=language)
    await ivan.opens(await invite_link(owner, occupation=Occupation.INSTALLER, company=0))
    await agrees(ivan)
    await ivan.says("Ivan")
    assert "Heat Works Ltd" in ivan.heard
    await ivan.taps(ivan.t("Yes, that is so" if fits else "No"))
    return ivan


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_one_tap_lets_in_and_no_gets_a_kind_sentence(stage: Stage, language: str) -> None:
    owner = await stage.found(language=language, **BOTH)
    await owner.says("/help")
    anna = await comes(stage, owner, language=language)
    assert (await anna.member()).status is Status.ACTIVE
    ivan = await comes(stage, owner, language=language, fits=False)
    kind = "Thank you for your honest answer. By its rules the programme is not for you as things stand."
    assert said(ivan, kind) in ivan.heard
    assert "Olga" in ivan.heard
    assert (await ivan.member()).status is Status.PENDING
    assert said(owner, "says that the conditions do not hold") in owner.heard
    await owner.taps(owner.t("Let in"))
    assert (await ivan.member()).status is Status.ACTIVE


async def test_another_profession_waits_for_a_word(stage: Stage) -> None:
    owner = await stage.found(occupations=frozenset({Occupation.INSTALLER, Occupation.SELLER}))
    await owner.says("/help")
    ivan = stage.newcomer("Ivan")
    await ivan.opens(await invite_link(owner, company=0))
    await agrees(ivan)
    await ivan.says("Ivan")
    await ivan.taps(ivan.t("Buyer"))
    assert ivan.t("Installer").lower() in ivan.heard
    assert (await ivan.member()).status is Status.PENDING
    await owner.says("/members")
    await owner.taps(owner.t("To be let in: {n}", n=1))
    assert said(owner, "the programme is for other professions") in owner.heard


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_a_member_is_asked_before_a_prize_and_corrected_on_the_card(stage: Stage, language: str) -> None:
    owner = await stage.found(language=language)
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, language=language, company=None)
    ivan = await stage.member("Ivan", owner=mara, language=language)
    await earn(ivan, 500, document_no="4411")
    await offer(owner, "Thermos", 300)
    await stage.set_options(**BOTH)
    await owner.says("/help")
    await ivan.says("/prizes")
    await ivan.taps(ivan.t("Order for {points}", points="").strip())
    assert said(ivan, "• I am 18 or older.") in ivan.heard
    await ivan.taps(ivan.t("No"))
    assert "help@heat.example" in ivan.heard
    await ivan.says("/prizes")
    toast = await ivan.taps(ivan.t("Order for {points}", points="").strip())
    assert "help@heat.example" in (toast or ivan.heard)
    await mara.says("/partners")
    await mara.taps("Ivan")
    await mara.taps(mara.t("Conditions"))
    assert said(mara, "says that the conditions do not hold") in mara.heard
    await mara.taps(mara.t("May take part"))
    await ivan.says("/prizes")
    await ivan.taps(ivan.t("Order for {points}", points="").strip())
    assert said(ivan, "• I am 18 or older.") not in ivan.heard
