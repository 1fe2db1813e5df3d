"""Balance and history: every number explains itself, and says what to do when there is none."""

from datetime import date

import pytest

from core.ids import Points
from core.points import holds
from tests.conversations.earning import earn
from tests.stage import Human, Stage


@pytest.fixture
async def ivan(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


async def test_an_empty_balance_says_how_to_fill_it(ivan: Human) -> None:
    await ivan.taps(ivan.t("💰 Balance"))
    assert ivan.t("To earn the first ones, send a photo of an invoice here.") in ivan.heard
    await ivan.says("/history")
    assert ivan.heard == ivan.t(
        "Nothing has happened yet. Send a photo of an invoice: what is approved stands here the same minute."
    )


@pytest.mark.written_in("ru")
async def test_the_balance_tells_apart_what_can_be_spent_and_what_cannot(stage: Stage, ivan: Human) -> None:
    await earn(ivan, 1480, document_no="4411", expires_on=date(2099, 12, 31))
    person = await ivan.member()
    await stage.run(
        lambda session: holds.hold(
            session,
            programme_id=person.programme_id,
            person_id=person.id,
            points=Points(480),
            key="test:hold",
            reason={"kind": "order"},
            now=stage.now(),
        )
    )
    await ivan.says("/balance")
    first, *rest = ivan.heard.splitlines()
    assert first.replace("\xa0", " ").startswith("1 000")
    assert any(line.endswith("480 баллов") for line in rest)
    assert any("2099" in line for line in rest)


async def test_the_key_is_understood_in_every_language(ivan: Human) -> None:
    for word in ("💰 Balance", ivan.t("💰 Balance")):
        await ivan.says(word)
        assert ivan.t("To earn the first ones, send a photo of an invoice here.") in ivan.heard


async def test_every_entry_has_its_why_and_the_way_back(ivan: Human) -> None:
    await earn(ivan, 240, document_no="№ 4411", expires_on=date(2099, 12, 31))
    await earn(ivan, 7, document_no="A-<b>7</b>")
    await ivan.says("/balance")
    await ivan.taps(ivan.t("Where they come from"))
    page = ivan.heard
    assert "+240" in page
    assert "A-<b>7</b>" in page
    assert "№ №" not in page
    await ivan.taps(ivan.t("{number}. Why {points}?", number=2, points="+240"))
    assert "4411" in ivan.heard
    assert "2099" in ivan.heard
    assert 2 <= len(ivan.heard.splitlines()) <= 6
    await ivan.taps(ivan.t("← Back"))
    assert ivan.heard == page


async def test_a_long_history_is_turned_page_by_page(ivan: Human) -> None:
    """And "why" returns to the page it was asked on."""
    for number in range(1, 20):
        await earn(ivan, number, document_no=f"{number}")
    await ivan.says("/history")
    assert "+19" in ivan.heard
    await ivan.taps(ivan.t("Older →"))
    assert "+11" in ivan.heard
    second = ivan.heard
    await ivan.taps(ivan.t("{number}. Why {points}?", number=1, points="+11"))
    await ivan.taps(ivan.t("← Back"))
    assert ivan.heard == second
    await ivan.taps(ivan.t("Older →"))
    assert "3. +1" in ivan.heard
    assert ivan.t("Older →") not in ivan.buttons
    await ivan.taps(ivan.t("← Newest"))
    assert "+19" in ivan.heard


async def test_nobody_sees_why_somebody_else_earned(stage: Stage, owner: Human, ivan: Human) -> None:
    """A forged button with somebody else's entry."""
    anna = await stage.member("Anna", owner=owner)
    await earn(ivan, 240, document_no="4411")
    await earn(anna, 7, document_no="17")
    await anna.says("/history")
    heard = anna.heard
    assert (await anna.forges(anna.last_message, "why:1:0")) == anna.t(
        "There is no such entry in your history. Your own are under /history."
    )
    assert anna.heard == heard
