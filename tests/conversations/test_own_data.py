"""The own data: as a file, and erased so that nothing tells who it was."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.sql.util import find_tables

from bot.taps_people import Doing, Who
from core.audit.acts import Act
from core.audit.tables import AuditEntryRow
from core.claims.claim import ClaimState
from core.claims.tables import BlobRow, ClaimRow
from core.db.tables import metadata
from core.people.own_data import LEFT_OUT, SECTIONS
from core.people.roles import Role
from core.people.tables import ErasureRow
from sandbox.model import Document
from tests.conversations.earning import earn
from tests.conversations.selling import said, sell
from tests.conversations.test_handed import hands_over
from tests.stage import Human, Stage, invoice

NAME = "Zakharchenko-Orlov"


async def test_everything_about_a_person_comes_as_a_file(stage: Stage, owner: Human) -> None:
    """To read on a phone, for machines, and with the photos of the sales."""
    ivan = await stage.member(NAME, owner=owner)
    await sell(ivan, "4411")
    await ivan.says("/privacy")
    await ivan.taps(ivan.t("My data as a file"))
    await ivan.until(lambda: ivan.last_message.media is not None)
    with zipfile.ZipFile(io.BytesIO(_file(ivan))) as packed:
        told = json.loads(packed.read("my-data.json"))
        page = packed.read("my-data.html").decode()
        photos = [name for name in packed.namelist() if name.startswith("photos/")]
    assert told["profile"][0]["name"] == NAME
    assert told["sales"][0]["document_no"] == "4411"
    assert told["accounts"][0]["external_id"] == ivan.person.id
    assert len(photos) == 1
    assert NAME in page
    assert ivan.t("Sales") in page


async def test_nothing_is_told_of_others(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    anna = await stage.member(NAME, owner=owner)
    await sell(anna, "7788")
    await ivan.says("/privacy")
    await ivan.taps(ivan.t("My data as a file"))
    await ivan.until(lambda: ivan.last_message.media is not None)
    with zipfile.ZipFile(io.BytesIO(_file(ivan))) as packed:
        everything = b"".join(packed.read(name) for name in packed.namelist())
    assert NAME.encode() not in everything
    assert b"7788" not in everything


def test_every_table_with_people_in_it_is_told_of_or_left_out_for_a_reason() -> None:
    """Whoever keeps something new about people decides it then."""
    told = {str(table) for statement in SECTIONS.values() for table in find_tables(statement, include_joins=True)}
    kept = {table.name for table in metadata.sorted_tables if "person_id" in table.c}
    assert kept - told - set(LEFT_OUT) == set()


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_what_erasing_does_is_said_before_it_is_done(stage: Stage, owner: Human, language: str) -> None:
    ivan = await stage.member("Ivan", owner=owner, language=language)
    await earn(ivan, 120, document_no="4411")
    await ivan.says("/privacy")
    await ivan.taps(ivan.t("Erase my data"))
    assert "120" in ivan.heard
    await ivan.taps(ivan.t("← Back"))
    assert ivan.t("Erase my data") in ivan.buttons
    assert await ivan.balance() == 120


async def test_whoever_is_erased_leaves_no_trace(stage: Stage, owner: Human, tmp_path: Path) -> None:
    """Not in any column, not in the file's free pages or its log; decided sales and the books stay true."""
    moderator = await stage.member("Mod", owner=owner, role=Role.MODERATOR)
    ivan = await stage.member(NAME, owner=owner)
    await sell(ivan, "4411")
    await moderator.taps(moderator.t("Approve"))
    await sell(ivan, "4412")
    await ivan.says("/settings")
    await ivan.says("something said")
    person = await ivan.member()
    assert await _traces(stage, ivan.person.id) != []
    await ivan.says("/privacy")
    await ivan.taps(ivan.t("Erase my data"))
    await ivan.taps(ivan.t("Erase for good"))
    assert ivan.keys == []
    await stage.prove()
    await stage.move(timedelta(minutes=3))
    claims = await stage.run(
        lambda session: _all(session, select(ClaimRow.state).where(ClaimRow.person_id == person.id))
    )
    assert claims == [ClaimState.APPROVED, ClaimState.CANCELLED]
    assert await stage.run(lambda session: _all(session, select(BlobRow.sha256))) == []
    assert await _traces(stage, ivan.person.id) == []
    assert NAME not in moderator.screen
    assert [path for path in files(tmp_path) if NAME.encode() in path.read_bytes()] == []


async def test_somebody_erased_is_a_stranger(stage: Stage, owner: Human) -> None:
    """Who may come again, as somebody else."""
    ivan = await stage.member("Ivan", owner=owner)
    await ivan.says("/privacy")
    await ivan.taps(ivan.t("Erase my data"))
    await ivan.taps(ivan.t("Erase for good"))
    await ivan.says("/balance")
    assert ivan.t("💰 Balance") not in ivan.keys
    again = await stage.member("Ivan", owner=owner)
    assert (await again.member()).id
    assert await again.balance() == 0


async def test_an_owner_erases_at_somebodys_request(stage: Stage, owner: Human) -> None:
    """In two steps, the second says what goes; nobody else is offered it, or may do it by a guessed button."""
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, company=None)
    ivan = await stage.member(NAME, owner=mara)
    person = await ivan.member()
    await mara.says("/partners")
    await mara.taps(NAME)
    assert mara.t("Erase at request") not in mara.buttons
    for do in (Doing.ASK_ERASE, Doing.ERASE):
        assert await mara.forges(mara.last_message, Who(do=do, id=person.id).pack())
    assert (await ivan.member()).id == person.id
    await owner.says("/partners")
    await owner.taps(NAME)
    await owner.taps(owner.t("Erase at request"))
    assert NAME in owner.heard
    assert owner.t("What stays, without a name: decided sales and entries of the books.") in owner.heard
    await owner.taps(owner.t("Erase for good"))
    assert NAME not in owner.heard
    assert await stage.run(lambda session: _all(session, select(ErasureRow.asked_by))) == [(await owner.member()).id]
    acts = await stage.run(lambda session: _all(session, select(AuditEntryRow.act)))
    assert acts.count(Act.PERSON_ERASED.value) == 1


async def test_the_last_owner_stays(stage: Stage, owner: Human) -> None:
    await owner.says("/privacy")
    await owner.taps(owner.t("Erase my data"))
    refused = await owner.taps(owner.t("Erase for good"))
    assert refused
    assert (await owner.member()).role is Role.OWNER


async def test_pictures_go_when_their_time_is_over(stage: Stage, owner: Human) -> None:
    moderator = await stage.member("Mod", owner=owner, role=Role.MODERATOR)
    ivan = await stage.member("Ivan", owner=owner)
    await stage.set_options(evidence_months=6)
    await sell(ivan, "4411")
    await moderator.taps(moderator.t("Approve"))
    await sell(ivan, "4412")
    await stage.move(timedelta(days=150))
    assert len(await stage.run(lambda session: _all(session, select(BlobRow.sha256)))) == 2
    await stage.move(timedelta(days=60))
    assert len(await stage.run(lambda session: _all(session, select(BlobRow.sha256)))) == 1


async def test_pictures_of_what_nobody_decides_go_as_well(stage: Stage, owner: Human) -> None:
    """Of a sale taken back, of one never sent, of one handed over, and the photo that another took the place of."""
    ivan = await stage.member("Ivan", owner=owner)
    await stage.set_options(evidence_months=6, manager_fills=True)
    await owner.says("/help")
    await sell(ivan, "4411")
    await ivan.taps(said(ivan, "Withdraw"))
    await ivan.taps(said(ivan, "Yes, withdraw the sale"))
    await sell(ivan, "4412")
    await ivan.taps(said(ivan, "Replace photo"))
    await ivan.sends_photo(invoice("another"))
    await owner.taps(said(owner, "Approve"))
    await hands_over(ivan)
    await ivan.sends_photo(invoice("never sent"))
    assert len(await stage.run(lambda session: _all(session, select(BlobRow.sha256)))) >= 4
    await stage.move(timedelta(days=210))
    assert await stage.run(lambda session: _all(session, select(BlobRow.sha256))) == []
    assert said(ivan, "<b>Cancelled, nothing was sent</b>") in ivan.screen
    assert said(owner, "Fill it in") not in owner.buttons
    assert await ivan.balance() == 240


def files(folder: Path) -> list[Path]:
    """The database's files, on SQLite."""
    return list(folder.glob("tandem.db*"))


def _file(human: Human) -> bytes:
    media = human.last_message.media
    assert isinstance(media, Document)
    return media.file.content


async def _all(session: Any, statement: Any) -> list[Any]:
    return list(await session.scalars(statement))


async def _traces(stage: Stage, account: int) -> list[tuple[str, str]]:
    """Columns in which a Telegram id still stands."""
    found = []
    async with stage.service.db.read() as session:
        for table in metadata.sorted_tables:
            for row in (await session.execute(select(table))).mappings():
                found += [(table.name, name) for name, value in row.items() if _holds(value, account)]
    return found


def _holds(value: Any, account: int) -> bool:
    if isinstance(value, bytes):
        return str(account).encode() in value
    return value == account or (isinstance(value, str | dict | list) and str(account) in str(value))
