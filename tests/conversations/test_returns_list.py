"""/returns: goods of many sales that came back, by one list: shown before it is done, and done once."""

import pytest

from core.sheets.writing import Cell, xlsx
from tests.conversations.selling import said, sell
from tests.conversations.test_returning import spend
from tests.stage import Human, Stage

LANGUAGES = pytest.mark.parametrize("language", ["ru", "it", "en"])


async def approved(owner: Human, partner: Human, number: str, quantity: str = "2") -> None:
    await sell(partner, number, quantity=quantity)
    await owner.taps(said(owner, "Approve"))


@LANGUAGES
async def test_a_file_of_returns_is_shown_then_done_and_partners_hear(stage: Stage, language: str) -> None:
    owner = await stage.found(language=language)
    ivan = await stage.member("Ivan", owner=owner, language=language)
    anna = await stage.member("Anna", owner=owner, language=language)
    await approved(owner, ivan, "4411")
    await approved(owner, anna, "4412", "3")
    await owner.says("/returns")
    assert said(owner, "Goods that came back") in owner.heard
    rows: list[list[Cell]] = [["4411", "", ""], ["4412", "abc-100", 1], ["4419", "", ""], ["4412", "RAD-10", 1]]
    content = xlsx(["Invoice", "SKU", "Quantity"], rows, title="Returns")
    await owner.sends_document(content, "returns.xlsx")
    assert said(owner, "{n} sale: −{points}", "{n} sales: −{points}", 2, points=360) in owner.heard
    wrong = said(owner, "Row {number}: {fault} <code>{text}</code>", number=4, fault="", text="").split(":")[0]
    assert wrong in owner.heard
    assert said(owner, "names no approved sale that you may see.") in owner.heard
    assert (await ivan.balance(), await anna.balance()) == (240, 360)
    await owner.taps(said(owner, "Save {n} row", "Save {n} rows", 2))
    assert (await ivan.balance(), await anna.balance()) == (0, 240)
    assert ivan.heard.startswith("↩️")
    assert anna.heard.startswith("↩️")
    await owner.says("/returns")
    await owner.says("4411\n4412; ABC-100; 1\n")
    assert said(
        owner,
        "{n} row tells of a return that is known: nothing changes",
        "{n} rows tell of returns that are known: nothing changes",
        2,
    ) in (owner.heard)
    assert said(owner, "Nothing changes: all of this is here already.") in owner.heard
    await owner.says("/returns")
    await owner.says("4412; ABC-100; 2\n")
    await owner.taps(said(owner, "Save {n} row", "Save {n} rows", 1))
    assert await anna.balance() == 120


async def test_what_was_spent_becomes_a_debt(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await approved(owner, ivan, "4411")
    await spend(stage, ivan, 200)
    await owner.says("/returns")
    await owner.says("4411")
    assert (
        said(owner, "{n} of that is spent already, and becomes a debt that the next sales pay off.", n=200)
        in owner.heard
    )
    await owner.taps(said(owner, "Save {n} row", "Save {n} rows", 1))
    assert await ivan.balance() == 0
    await approved(owner, ivan, "4412")
    assert await ivan.balance() == 40


async def test_rows_that_cannot_be_taken_say_why(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    anna = await stage.member("Anna", owner=owner)
    await approved(owner, ivan, "4411")
    await sell(anna, "4411")
    await anna.taps(said(anna, "Another document"))
    await owner.says("/returns")
    await owner.says("4411; ABC-100; 5\n4411; ABC-100; x\n4411; RAD-10\n4411; ABC-100; 1\n4411\n; ABC-100\n")
    for row, fault in enumerate(
        [
            "returns more than was sold.",
            "needs a whole quantity from 1, or none.",
            "does not say which product of the sale, or names one it does not have.",
        ],
        start=1,
    ):
        assert f"{row}: {said(owner, fault)}" in owner.heard
    assert f"5: {said(owner, 'repeats goods from above.')}" in owner.heard
    assert f"6: {said(owner, 'has no usable document number.')}" in owner.heard
    assert said(owner, "Save {n} row", "Save {n} rows", 1) in owner.buttons


async def test_partners_have_no_such_command(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await ivan.says("/returns")
    assert said(ivan, "Goods that came back") not in ivan.heard
    assert "returns" not in ivan.menu
