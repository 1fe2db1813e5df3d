"""The audit log in the owner's hands: sealed each morning, and given as a file without a name in it."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from core.people.roles import Role
from sandbox.model import Document
from tests.conversations.test_programme import opens
from tests.stage import Human, Stage


async def asks_for_the_file(owner: Human) -> list[list[object]]:
    """The rows of the file, its heading left out."""
    await owner.says("/programme")
    await owner.taps(owner.t("Last changes"))
    assert await owner.taps(owner.t("All changes by staff, as a file")) == owner.t("The file comes in a moment.")
    await owner.until(lambda: owner.last_message.media is not None)
    document = owner.last_message.media
    assert isinstance(document, Document)
    sheet = load_workbook(io.BytesIO(document.file.content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


@pytest.mark.written_in("ru")
async def test_owners_get_the_log_as_a_file(stage: Stage, owner: Human) -> None:
    """Numbered without gaps, with what was and what is; nobody is named."""
    await stage.member("Anna Zakharchenko", owner=owner)
    await opens(owner, "Points", "Rest before spending")
    await owner.taps("14 дней")
    rows = await asks_for_the_file(owner)
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    changed = next(row for row in rows if row[4] == "option:hold_days")
    assert (changed[3], changed[5]) == ("setting_changed", '{"value":0}')
    assert '"value":14' in str(changed[6])
    assert rows[-1][3] == "list_exported"
    assert "Zakharchenko" not in str(rows)
    assert f"{rows[-1][0]}:{rows[-1][7]}" in owner.heard


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MANAGER, Role.PARTNER])
async def test_nobody_else_gets_it(stage: Stage, owner: Human, role: Role) -> None:
    anna = await stage.member("Anna", owner=owner, role=role, company=None)
    await anna.says("/programme")
    if role is Role.EDITOR:
        await anna.taps(anna.t("Last changes"))
    assert anna.t("All changes by staff, as a file") not in anna.buttons
    refused = anna.t("Only owners look after the service. What you can do is under /help.")
    assert await anna.forges(anna.last_message, "optf") == refused


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_the_owner_hears_in_the_morning_where_the_log_ends(stage: Stage, language: str) -> None:
    """Without a sound; the file ends with the same code while nothing was added."""
    owner = await stage.found(language=language)
    rows = await asks_for_the_file(owner)
    await stage.move(timedelta(days=1))
    async with stage.service.db.read() as session:
        seal = (await session.execute(text("SELECT serial, hash FROM audit_seals"))).one()
    n, code = seal.serial, f"{seal.serial}:{seal.hash[:16]}"
    first = owner.t("Log of changes: {n} entry so far.", "Log of changes: {n} entries so far.", n)
    kept = owner.t(
        "Its seal: {seal}. Keep this message: with it anybody can check that nothing was rewritten later.", seal=code
    )
    assert owner.all_heard.count(f"{first}\n{kept}") == 1
    assert n >= len(rows)
