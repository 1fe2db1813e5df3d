"""Owners look after the service from the chat: its state on one screen, alerts, and what went wrong with messages."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot import runner
from core.channel.tables import InboxRow
from core.keeping import caretaker as caretaking
from core.keeping import runs
from core.keeping.runs import RunKind
from core.keeping.watch import Gauges
from core.people.roles import Role
from core.points import statement
from sandbox.faults import FaultKind
from sandbox.server import Sandbox
from tests.bot.asking import eventually, tell
from tests.conversations.selling import said
from tests.stage import Human, Stage, open_stage

DAY = timedelta(days=1)


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
async def stage(sandbox: Sandbox, db_url: str, backups: Path) -> AsyncIterator[Stage]:
    """A service that looks after itself."""
    found = await open_stage(sandbox, db_url, backups=backups)
    yield found
    await found.service.stop()


@pytest.fixture
async def ivan(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


@pytest.fixture
async def dead(stage: Stage, ivan: Human, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Ivan asked could not be handled; the bug is mended meanwhile."""

    async def failing(*_: object, **__: object) -> None:
        raise LookupError("a bug")

    with monkeypatch.context() as patched:
        patched.setattr(runner, "PAUSES", (0.01,) * 4)
        patched.setattr(statement, "balance", failing)
        await ivan.says("/balance")
    assert ivan.heard == ivan.t(
        "Sorry, something went wrong on our side. Nothing of yours is lost. Please try once more in a minute."
    )


async def lose(stage: Stage, ivan: Human, *, key: str = "news") -> None:
    """A message whose answer is lost twice."""
    stage.sandbox.world.faults.add(FaultKind.RESET_AFTER, times=2, methods=["sendMessage"], chat_id=ivan.person.id)
    await tell(stage, ivan, f"Lost: {key}", key=key)
    await eventually(lambda: ivan.all_heard.count(f"Lost: {key}") == 2, ivan)
    await stage.settle()


def names(folder: Path) -> list[str]:
    """What a folder holds."""
    return sorted(path.name for path in folder.iterdir())


def put_in_the_way(folder: Path) -> None:
    """A file where a folder should be."""
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("in the way")


def alerts(human: Human) -> list[str]:
    return [heard for heard in human.all_heard if heard.startswith(("⚠️", "✅"))]


async def test_a_day_passes_by_itself(stage: Stage, owner: Human, backups: Path) -> None:
    """A backup and a proof each day; the oldest go, other files stay, and the screen tells of it."""
    await stage.move(DAY)
    await asyncio.to_thread((backups / "letter.txt").touch)
    for _ in range(15):
        await stage.move(DAY)
    made = names(backups)
    today = stage.now().date()
    assert made[0] == "letter.txt"
    assert made[1:] == [f"tandem-{today - DAY * ago}.backup" for ago in range(13, -1, -1)]
    await owner.says("/ops")
    assert said(owner, "No message went wrong.") in owner.heard
    assert "Tandem" in owner.heard
    assert alerts(owner) == []
    async with stage.service.db.read() as session:
        proof = await runs.last(session, RunKind.PROOF)
    assert proof is not None
    assert proof.good is True


async def test_a_backup_that_fails_is_told_tried_again_and_over(stage: Stage, owner: Human, backups: Path) -> None:
    """Once a day, however often it is tried; and the end of it."""
    await stage.move(DAY)
    put_in_the_way(backups)
    await stage.move(DAY)
    failed = said(owner, "Today's backup failed")
    assert [told.splitlines()[0] for told in alerts(owner)] == [f"⚠️ {failed}."]
    await stage.move(timedelta(hours=2))
    assert len(alerts(owner)) == 1
    await owner.says("/ops")
    assert said(owner, "Backup failed: {when}, {reason}", when="", reason="").split(":")[0] in owner.heard
    await stage.move(timedelta(hours=23))
    assert len(alerts(owner)) == 2
    assert owner.t("⚠️ Still so: {what}.", what=failed) in alerts(owner)[-1]
    await asyncio.to_thread(backups.unlink)
    await stage.move(timedelta(hours=2))
    assert alerts(owner)[-1] == f"✅ {said(owner, 'The backup works again.')}"
    assert names(backups) == [f"tandem-{stage.now().date()}.backup"]


async def test_dead_updates_are_told_and_handled_once_more(stage: Stage, owner: Human, ivan: Human, dead: None) -> None:
    await stage.move(timedelta(minutes=1))
    one = said(owner, "{n} message could not be handled", "{n} messages could not be handled", 1)
    assert alerts(owner)[-1].startswith(f"⚠️ {one}.")
    await owner.taps(owner.t("How the service is doing"))
    await owner.taps(said(owner, "Not handled"))
    assert "1. " in owner.heard
    assert "message: failed every time" in owner.heard
    listed, retry = owner.last_message, owner.last_message.buttons[0][0]
    assert await owner.taps("🔁 1") == owner.t("{n} is tried again now.", "{n} are tried again now.", 1)
    assert said(owner, "Nothing is left here.") in owner.heard
    await eventually(lambda: ivan.t("To earn the first ones, send a photo of an invoice here.") in ivan.heard, ivan)
    assert await owner.taps_on(listed, retry) == owner.t("There is nothing left to do about this. Open the list anew.")
    await stage.move(timedelta(minutes=1))
    assert alerts(owner) == []  # the one became the screen
    await owner.says("/ops")
    assert one not in owner.heard


async def test_a_dead_update_waits_a_week(stage: Stage, dead: None) -> None:
    """Other payloads go after a day."""

    async def kept() -> int:
        async with stage.service.db.read() as session:
            found = await session.scalars(select(InboxRow.state).where(InboxRow.payload.is_not(None)))
            return list(found).count("dead")

    await stage.move(DAY * 6)
    assert await kept() == 1
    await stage.move(DAY * 2)
    assert await kept() == 0


async def test_a_lost_message_is_sent_once_more_or_dropped(stage: Stage, owner: Human, ivan: Human) -> None:
    await lose(stage, ivan, key="first")
    await stage.move(timedelta(minutes=1))
    lost = said(owner, "Messages not delivered: {failed}, perhaps delivered: {unknown}", failed=0, unknown=1)
    assert alerts(owner)[-1].startswith(f"⚠️ {lost}.")
    await owner.says("/ops")
    await owner.taps(said(owner, "Perhaps delivered"))
    await owner.taps("🔁 1")
    await eventually(lambda: ivan.all_heard.count("Lost: first") == 3, ivan)
    await lose(stage, ivan, key="second")
    await lose(stage, ivan, key="third")
    await owner.says("/ops")
    await owner.taps(said(owner, "Perhaps delivered"))
    assert len([label for label in owner.buttons if label.startswith("🔁")]) == 3
    await owner.taps(owner.t("🗑 Drop all"))
    assert owner.t("Drop all") in owner.buttons
    await owner.taps(owner.t("Drop all"))
    assert said(owner, "Nothing is left here.") in owner.heard
    await owner.says("/ops")
    assert said(owner, "No message went wrong.") in owner.heard


async def test_a_broken_ledger_is_told(stage: Stage, owner: Human) -> None:
    """Found at night, without a word changed; no longer told once it holds again."""
    member = await owner.member()
    await stage.move(DAY)
    count = (
        "INSERT INTO standing_counts (programme_id, period, starts_on, step, people)"
        f" VALUES ({member.programme_id}, 'month', '2026-11-01', 7, 3)"
    )
    await stage.run(lambda session: session.execute(text(count)))
    await stage.move(DAY)
    one = said(owner, "The books do not add up in {n} place", "The books do not add up in {n} places", 1)
    assert alerts(owner)[-1].startswith(f"⚠️ {one}.")
    await stage.run(lambda session: session.execute(text("DELETE FROM standing_counts WHERE step = 7")))
    await stage.move(timedelta(hours=2))
    assert alerts(owner)[-1] == f"✅ {said(owner, 'The books add up again.')}"


@pytest.mark.parametrize(
    ("gauges", "one", "facts"),
    [
        (Gauges(free_bytes=300 * 2**20), "The server's disk is nearly full: {n} MiB left", 300),
        (Gauges(clock_ahead=timedelta(seconds=-75)), "The server's clock is {n} s slow", 75),
        (Gauges(clock_ahead=timedelta(seconds=75)), "The server's clock is {n} s fast", 75),
    ],
)
async def test_the_machine_is_watched(
    stage: Stage, owner: Human, monkeypatch: pytest.MonkeyPatch, gauges: Gauges, one: str, facts: int
) -> None:
    async def read() -> Gauges:
        return gauges

    monkeypatch.setattr(stage.service.caretaker, "_gauges", read)
    await stage.move(timedelta(minutes=2))
    assert alerts(owner) == [alerts(owner)[0]]
    assert alerts(owner)[0].startswith(f"⚠️ {said(owner, one, n=facts)}.")
    gauges = Gauges()
    await stage.move(timedelta(minutes=2))
    assert len(alerts(owner)) == 2
    assert alerts(owner)[1].startswith("✅")


async def test_a_long_pause_is_told_at_once(stage: Stage, owner: Human, ivan: Human) -> None:
    """And not again while it comes and goes."""
    world = stage.sandbox.world
    world.faults.add(FaultKind.TOO_MANY, times=1, methods=["sendMessage"], chat_id=ivan.person.id, retry_after=90)
    await tell(stage, ivan, "Hello", key="hello")
    waits = said(owner, "Telegram makes the bot wait: {n} s", n=90)
    await eventually(lambda: len(alerts(owner)) == 1, owner)
    assert alerts(owner)[0].startswith(f"⚠️ {waits}.")
    await stage.sandbox.world.clock.move(timedelta(minutes=3))
    await eventually(lambda: "Hello" in ivan.all_heard, ivan)
    fault = world.faults.add(
        FaultKind.TOO_MANY, times=1, methods=["sendMessage"], chat_id=ivan.person.id, retry_after=90
    )
    await tell(stage, ivan, "Hello again", key="hello again")
    await eventually(lambda: fault.happened == 1)
    await asyncio.sleep(0.2)  # the pause is a row by now
    await stage.sandbox.world.clock.move(timedelta(minutes=3))
    await eventually(lambda: "Hello again" in ivan.all_heard, ivan)
    assert len(alerts(owner)) == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
async def test_only_owners_look_after_the_service(stage: Stage, owner: Human, role: Role) -> None:
    anna = await stage.member("Anna", owner=owner, role=role, company=None)
    await anna.says("/ops")
    told = anna.t("Only owners look after the service. What you can do is under /help.")
    assert anna.heard == told
    assert "ops" not in anna.menu
    for data in ("open:ops", "mend:list:dead:0:0", "mend:again:dead:0:0", "mend:ask:dead:0:0", "mend:drop:dead:0:0"):
        assert await anna.forges(anna.last_message, data) == told


def test_old_backups_go_and_nothing_else(tmp_path: Path) -> None:
    for name in ("tandem-2026-01-01.backup", "tandem-2026-01-02.backup", "tandem-latest.backup", "erased-people.txt"):
        (tmp_path / name).touch()
    caretaking.let_go(tmp_path, before=date(2026, 1, 1))
    assert names(tmp_path) == ["erased-people.txt", "tandem-2026-01-02.backup", "tandem-latest.backup"]
