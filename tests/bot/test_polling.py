"""Polling while Telegram is out of reach: asked ever more seldom, told once, and told once that it is back."""

import pytest
from structlog.testing import capture_logs

from bot import polling
from bot.pauses import Pauses
from sandbox.faults import FaultKind
from tests.bot.asking import answered, ask, eventually
from tests.bot.conftest import Open


def test_pauses_grow_to_their_limit_and_begin_anew() -> None:
    pauses = Pauses(shortest=1.0, longest=30.0)
    assert not pauses.failing
    assert [pauses.after_failure() for _ in range(7)] == [1, 2, 4, 8, 16, 30, 30]
    assert pauses.failing
    assert pauses.over() == 7
    assert pauses.over() == 0
    assert pauses.after_failure() == 1


def test_a_month_of_failures_is_still_a_pause() -> None:
    pauses = Pauses(shortest=1.0, longest=30.0)
    assert {pauses.after_failure() for _ in range(100_000)} == {1, 2, 4, 8, 16, 30}


async def test_an_outage_is_told_once_and_its_end_once(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads the log sees two lines, not one for every try."""
    monkeypatch.setattr(polling, "PAUSE_AFTER_FAILURE", 0.01)
    stage = await opened()
    ivan = await stage.member("Ivan", owner=await stage.found())
    with capture_logs() as lines:
        faults = stage.sandbox.world.faults
        faults.add(FaultKind.SERVER_ERROR, methods={"getUpdates"}, times=4)
        ask(ivan)
        await answered(ivan)
        ask(ivan)
        await answered(ivan, 2)
        await eventually(lambda: any(line["event"] == "getUpdates works again" for line in lines))
    told = [line for line in lines if line["event"].startswith("getUpdates")]
    assert [line["event"] for line in told] == ["getUpdates failed, trying on", "getUpdates works again"]
    assert told[1]["failures"] == 4
