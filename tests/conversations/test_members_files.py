"""Lists of members as they come: wrong rows, unknown companies, files that are none, second thoughts."""

from datetime import timedelta

import pytest

from core.sheets.opening import examine
from core.sheets.sheet import Sheet
from core.sheets.writing import Cell, xlsx
from sandbox.model import Document
from tests.conversations.test_members_list import BOTH, IVAN, LIST, cards
from tests.stage import Human, Stage

INSTALLER: list[Cell] = ["Ivan Petrov", "+7 912 000-00-01", "Teplo Dom", "installer", "", 0, None]


@pytest.mark.written_in("ru")
async def test_rows_that_are_wrong_are_told_with_their_numbers(owner: Human) -> None:
    await owner.says("/members")
    wrong = "; +79120000002\nAnna; 12\nAnna; 8 912 000 00 01\nLev; +79120000003; ; astronaut\n"
    wrong += "Lev; +79120000003; ; ; klingon\nLev; +79120000003; ; ; ; -5\nLev; +79120000003; ; ; ; 5; soon\n"
    wrong += "Lev; +79120000003; ; ; ; 5; 46000\n"
    await owner.says(LIST + IVAN + wrong)
    for row, fault in enumerate(
        [
            "has no usable name of a person, or a very long one.",
            "has no phone number that can be one.",
            "repeats a phone from above.",
            "names an occupation I do not know.",
            "names a language the programme does not speak.",
            "needs a whole opening balance from 0 to {most}.",
            "has a day I cannot read. Write it like 31.12.2027.",
            "has an opening balance that would have expired already.",
        ],
        start=3,
    ):
        words = owner.t(
            "Row {number}: {fault} <code>{text}</code>", number=row, fault=owner.t(fault, most="1 000 000"), text=""
        )
        assert words.split(" <code>")[0].replace(" ", "") in owner.heard.replace(" ", "").replace("\u00a0", "")
    assert owner.t("Save {n} row", "Save {n} rows", 1) in owner.buttons


async def test_companies_nobody_knows_are_offered(stage: Stage, owner: Human) -> None:
    await owner.says("/members")
    await owner.says("Anna; +7 912 000 00 05; Новая Фирма\nLev; +7 912 000 00 06; новая фирма\n")
    assert "Новая Фирма" in owner.heard
    await owner.taps(owner.t("Save and add {n} company", "Save and add {n} companies", 1))
    assert owner.t("{n} company added.", "{n} companies added.", 1) in owner.heard
    links = await cards(owner)
    assert len(links) == 2
    await owner.says("/companies")
    assert "Новая Фирма" in owner.heard


@pytest.mark.parametrize("language", ["en", "ru", "it"])
async def test_the_file_to_fill_in_comes_back_filled(stage: Stage, language: str) -> None:
    """Its heading is understood in every language, and its example is a row."""
    owner = await stage.found(language=language)
    await owner.says("/members")
    await owner.taps(owner.t("A file to fill in"))
    document = owner.last_message.media
    assert isinstance(document, Document)
    content = document.file.content
    assert isinstance(examine(content), Sheet)
    await owner.sends_document(content, "list.xlsx")
    assert owner.t("{n} new person", "{n} new people", 1) in owner.heard


async def test_a_file_out_of_the_blue(stage: Stage, owner: Human) -> None:
    content = xlsx(["Name", "Phone", "Company", "Occupation", "Language", "Points", "Until"], [INSTALLER], title="x")
    await owner.sends_document(content, "our people.xlsx")
    if owner.t("What is in this file?") in owner.heard:
        await owner.taps(owner.t("People"))
    assert owner.t("{n} new person", "{n} new people", 1) in owner.heard


async def test_files_that_are_no_list(owner: Human) -> None:
    await owner.says("/members")
    await owner.sends_document(b"\x89PNG\r\n\x1a\n" + bytes(100), "people.xlsx")
    assert owner.t("This is not a table, whatever its name says. Send an XLSX or CSV file.") in owner.heard
    await owner.sends_document("Цвет;Вес\nсиний;3\n".encode(), "list.csv")
    assert owner.t("Nothing to save. Mend the list and send it again.") in owner.heard


async def test_dropping_a_list_and_a_late_tap(stage: Stage, owner: Human) -> None:
    await owner.says("/members")
    await owner.says(BOTH)
    message = owner.last_message
    save = message.buttons[0][0]
    await owner.taps(owner.t("Do not save"))
    assert owner.t("This list is closed. Nothing of it was saved.") in owner.heard
    toast = await owner.taps_on(message, save)
    assert toast == owner.t("This list is settled already. Send it again if you need to.")
    await owner.says("/members")
    assert owner.t("A file to fill in") in owner.buttons


async def test_a_list_waits_a_day(stage: Stage, owner: Human) -> None:
    await owner.says("/members")
    await owner.says(BOTH)
    await stage.move(timedelta(hours=26))
    assert any(owner.t("This list is closed. Nothing of it was saved.") in heard for heard in owner.all_heard)
