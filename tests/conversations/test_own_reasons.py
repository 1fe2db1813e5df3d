"""A programme's own reasons to decline: kept by its owner, offered to moderators, read by partners in their tongue."""

import pytest

from core.people.roles import Role
from tests.conversations.selling import button, said, sell
from tests.stage import Human, Stage

LANGUAGES = pytest.mark.parametrize("language", ["ru", "it", "en"])


async def opens(owner: Human) -> None:
    await owner.says("/programme")
    await owner.taps(owner.t("Decisions"))
    await owner.taps(owner.t("Own reasons"))


@LANGUAGES
async def test_an_own_reason_is_a_button_and_is_read_by_the_partner(stage: Stage, language: str) -> None:
    """Added by one answer, worded in a second language by another; the likelier answer to “again?” comes first."""
    owner = await stage.found(language=language)
    moderator = await stage.member("Masha", owner=owner, role=Role.MODERATOR, language=language)
    ivan = await stage.member("Ivan", owner=owner, language="it" if language == "ru" else "ru")
    await opens(owner)
    assert said(owner, "None so far. Add what moderators often type: it becomes a button, and it is counted.") in (
        owner.heard
    )
    await owner.taps(owner.t("Add a reason"))
    await owner.says("no <stamp> here")
    assert owner.heard.startswith(owner.t("Saved."))
    await owner.taps({"ru": "Italiano", "it": "Русский", "en": "Русский"}[language])
    await owner.says("in another tongue")
    await owner.taps(owner.t("May be sent again"))
    await owner.says("/help")
    await sell(ivan)
    await moderator.taps(said(moderator, "Decline"))
    await moderator.taps("no <stamp> here")
    assert moderator.buttons[0] == said(moderator, "Decline for good")
    await moderator.taps(said(moderator, "Decline for good"))
    assert "in another tongue" in ivan.heard
    assert said(ivan, "It cannot be sent again.") in ivan.heard
    assert "no <stamp> here" in moderator.screen


async def test_a_retired_reason_is_offered_no_more_and_old_verdicts_keep_it(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await opens(owner)
    await owner.taps(owner.t("Add a reason"))
    await owner.says("нет печати")
    await sell(ivan)
    await owner.taps(said(owner, "Decline"))
    card, late = button(owner, "нет печати")
    await opens(owner)
    await owner.taps("✅ нет печати")
    await owner.taps(owner.t("Offer it no more"))
    assert owner.t("Offer it again") in owner.buttons
    await owner.taps_on(card, late)
    answer = await owner.taps(said(owner, "Decline, may be sent again"))
    assert answer == said(owner, "This reason is not offered any more. Choose another one.")
    await owner.taps(owner.t("Undo"))
    await owner.says("/help")
    await owner.taps(said(owner, "Decline, may be sent again"))
    assert "нет печати" in ivan.heard
    await opens(owner)
    await owner.taps("✅ нет печати")
    await owner.taps(owner.t("Offer it no more"))
    await ivan.says("/claims")
    await ivan.taps("4411")
    assert "нет печати" in ivan.heard


async def test_words_after_a_reason_are_not_another_one(owner: Human) -> None:
    """The step ends with its answer, and with a look at something else."""
    await opens(owner)
    await owner.taps(owner.t("Add a reason"))
    await owner.says("нет печати")
    await owner.says("чужая подпись")
    await opens(owner)
    await owner.taps(owner.t("Add a reason"))
    await owner.says("/settings")
    await owner.says("нет даты")
    await opens(owner)
    assert "✅ нет печати" in owner.buttons
    assert not {"✅ чужая подпись", "✅ нет даты"} & set(owner.buttons)


async def test_only_those_who_run_the_programme_keep_its_reasons(stage: Stage, owner: Human) -> None:
    moderator = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    await moderator.says("/help")
    assert await moderator.forges(moderator.messages[-1], "optr:a::") is not None
    await moderator.says("придумано")
    await opens(owner)
    assert "придумано" not in owner.screen
