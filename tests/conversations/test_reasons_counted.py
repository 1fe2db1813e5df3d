"""/reasons: for what sales were declined, month by month, in the sight of whoever looks."""

from datetime import timedelta

import pytest

from core.people.roles import Role
from tests.conversations.selling import decline, said, sell
from tests.stage import Human, Stage


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_reasons_are_counted_by_month_with_their_shares(stage: Stage, language: str) -> None:
    owner = await stage.found(language=language)
    ivan = await stage.member("Ivan", owner=owner, language=language)
    await owner.says("/reasons")
    assert said(owner, "No sale was decided in this month.") in owner.heard
    for number in ("4411", "4412", "4413"):
        await sell(ivan, number)
        await decline(owner, "Photo unreadable" if number != "4413" else "Not our product")
    await sell(ivan, "4414")
    await owner.taps(said(owner, "Approve"))
    await owner.says("/today")
    await owner.taps(owner.t("Why declined"))
    head = said(
        owner,
        "{n} sale declined, of {decided} decided: {percent}%",
        "{n} sales declined, of {decided} decided: {percent}%",
        3,
        decided=4,
        percent=75,
    )
    assert head in owner.heard
    assert f"▰▰▰▰▰▰▰▱▱▱ 67%\n{said(owner, 'Photo unreadable')}: 2" in owner.heard
    assert f"▰▰▰▱▱▱▱▱▱▱ 33%\n{said(owner, 'Not our product')}: 1" in owner.heard
    this_month = owner.heard
    await owner.taps("←")
    assert said(owner, "No sale was decided in this month.") in owner.heard
    await owner.taps("→")
    assert owner.heard == this_month
    await stage.move(timedelta(days=32))
    await owner.says("/reasons")
    assert said(owner, "No sale was decided in this month.") in owner.heard


async def test_an_appeal_that_was_granted_is_no_refusal_and_others_do_not_look(stage: Stage, owner: Human) -> None:
    moderator = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    ivan = await stage.member("Ivan", owner=owner)
    await sell(ivan)
    await decline(moderator, "Not our product")
    await ivan.taps(said(ivan, "⚖️ Ask for another look"))
    await owner.says("/review")
    await owner.taps(said(owner, "Approve"))
    await owner.says("/reasons")
    assert said(owner, "{n} sale decided, none declined.", "{n} sales decided, none declined.", 1) in owner.heard
    await moderator.says("/reasons")
    assert said(moderator, "Why sales were declined") not in moderator.heard
