"""The parent's side: a child process that answers frames one after another, replaced when it breaks or stalls."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self, TypeVar

import core
from core.apart.serving import LENGTH

STARTING = 20.0
"""Seconds more for the first frame of a child, which has yet to load its decoders."""

T = TypeVar("T")


class ChildBroke(Exception):
    """A frame that ended the child, or that it did not answer in a way that can be read."""


class Child:
    """Runs `python -m module` from the first frame on.

    `kept`: whether it lives on for the next frame; one that is asked seldom, and for much, gives its memory back.
    """

    def __init__(self, module: str, *, within: float, kept: bool = True) -> None:
        self._module = module
        self._within = within
        self._kept = kept
        self._process: Process | None = None
        self._warm = False
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._end()

    @property
    def pid(self) -> int | None:
        """Process id, while there is a process."""
        return self._process.pid if self._process else None

    async def ask(self, received: bytes, read: Callable[[bytes], T]) -> T:
        """The child's answer to a frame, as `read` makes it out.

        Raises TimeoutError for one that takes longer than it may, ChildBroke for one that breaks the child; `read`
        raises ValueError or KeyError for what is no answer.
        """
        async with self._turn:
            if self._warm:
                with suppress(ChildBroke):  # it may have died long before this frame
                    return await self._ask(received, read)
            return await self._ask(received, read)

    async def _ask(self, received: bytes, read: Callable[[bytes], T]) -> T:
        """Put one frame to the child; whatever goes wrong ends the child, for it may be out of step."""
        process = self._process or await self._start()
        whole = False
        try:
            async with asyncio.timeout(self._within if self._warm else self._within + STARTING):
                answer = read(await _exchange(process, received))
            whole = True
        except TimeoutError:
            raise
        except (OSError, EOFError, ValueError, KeyError) as error:
            if await _ran_out_of_time(process):
                raise TimeoutError from error
            raise ChildBroke from error
        finally:
            self._warm = whole and self._kept
            if not self._warm:
                await self._end()
        return answer

    async def _start(self) -> Process:
        home = str(Path(core.__file__).parent.parent)
        paths = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", self._module, stdin=PIPE, stdout=PIPE, env=os.environ | {"PYTHONPATH": paths}
        )
        return self._process

    async def _end(self) -> None:
        process, self._process, self._warm = self._process, None, False
        if process is None:
            return
        if process.returncode is None:
            with suppress(ProcessLookupError):
                _kill(process)
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()


async def _ran_out_of_time(process: Process) -> bool:
    """Whether a child that is gone was ended by its limit of processor time."""
    if sys.platform == "win32":
        return False
    with suppress(TimeoutError):
        return await asyncio.wait_for(process.wait(), 1) == -signal.SIGXCPU
    return False


def _kill(process: Process) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.kill(process.pid, signal.SIGKILL)  # Process.kill would reap a dead child behind the loop's back


async def _exchange(process: Process, received: bytes) -> bytes:
    """Send one frame and read one. Raises EOFError or OSError when the child is gone."""
    assert process.stdin is not None  # noqa: S101 (it was started with pipes)
    assert process.stdout is not None  # noqa: S101
    process.stdin.write(LENGTH.pack(len(received)))
    process.stdin.write(received)
    await process.stdin.drain()
    (size,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
    return await process.stdout.readexactly(size)
