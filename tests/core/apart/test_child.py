"""A child that breaks, stalls or hoards costs its frame and nothing else."""

import os
import signal
import sys

import pytest

from core.apart.child import Child, ChildBroke

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limits there")


def child(*, kept: bool = True) -> Child:
    return Child("tests.core.apart.obeying", within=30, kept=kept)


async def test_frames_are_answered_by_one_process() -> None:
    async with child() as asked:
        assert await asked.ask(b"abc", bytes.decode) == "cba"
        first = asked.pid
        assert await asked.ask(b"", bytes.decode) == ""
        assert asked.pid == first
    assert asked.pid is None


async def test_a_child_that_is_not_kept_is_gone_when_it_has_answered() -> None:
    async with child(kept=False) as asked:
        assert await asked.ask(b"abc", bytes.decode) == "cba"
        assert asked.pid is None
        assert await asked.ask(b"xyz", bytes.decode) == "zyx"


async def test_too_much_processor_time_is_told_from_a_death() -> None:
    async with child() as asked:
        with pytest.raises(TimeoutError):
            await asked.ask(b"burn", bytes.decode)
        with pytest.raises(ChildBroke):
            await asked.ask(b"die", bytes.decode)
        assert await asked.ask(b"abc", bytes.decode) == "cba"


async def test_memory_has_an_end() -> None:
    async with child() as asked:
        assert await asked.ask(b"hoard", bytes.decode) == "out of memory"


async def test_a_child_that_died_meanwhile_costs_nothing() -> None:
    async with child() as asked:
        await asked.ask(b"abc", bytes.decode)
        assert asked.pid is not None
        os.kill(asked.pid, signal.SIGKILL)
        assert await asked.ask(b"abc", bytes.decode) == "cba"


async def test_an_answer_that_cannot_be_read_ends_the_child() -> None:
    async with child() as asked:
        with pytest.raises(ChildBroke):
            await asked.ask(b"abc", int)
        assert asked.pid is None
