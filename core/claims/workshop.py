"""The workshop: a child process that decodes pictures within limits of memory and time, replaced when it breaks."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from pathlib import Path
from typing import Self

import core
from core.claims.picture import LENGTH, MOST_BYTES, Checked, Unfit, UnfitReason, unpack

WITHIN = 5.0
"""Seconds for one picture."""

STARTING = 20.0
"""Seconds more for the first picture of a child, which has yet to load its decoders."""


class Workshop:
    """Checks pictures one after another. The child lives from the first picture on."""

    def __init__(self, *, within: float = WITHIN) -> None:
        self._within = within
        self._child: Process | None = None
        self._warm = False
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._end_child()

    @property
    def child(self) -> int | None:
        """Process id of the child, while there is one."""
        return self._child.pid if self._child else None

    async def check(self, received: bytes) -> Checked | Unfit:
        """Decode and re-encode a picture; what breaks or stalls the decoder comes back as Unfit."""
        if not received:
            return Unfit(reason=UnfitReason.EMPTY)
        if len(received) > MOST_BYTES:
            return Unfit(reason=UnfitReason.TOO_BIG)
        async with self._turn:
            for tries_left in (1, 0):
                try:
                    return await self._ask(received)
                except TimeoutError:
                    return Unfit(reason=UnfitReason.TOO_SLOW)
                except (OSError, EOFError, ValueError, KeyError):
                    if not tries_left:
                        break
        return Unfit(reason=UnfitReason.UNDECODABLE)

    async def _ask(self, received: bytes) -> Checked | Unfit:
        """Put one picture to the child; whatever goes wrong ends the child, for it may be out of step."""
        child = self._child or await self._start_child()
        try:
            async with asyncio.timeout(self._within if self._warm else self._within + STARTING):
                answer = await _exchange(child, received)
        except BaseException:
            await self._end_child()
            raise
        self._warm = True
        return unpack(answer)

    async def _start_child(self) -> Process:
        home = str(Path(core.__file__).parent.parent)
        paths = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
        self._child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "core.claims.picture", stdin=PIPE, stdout=PIPE, env=os.environ | {"PYTHONPATH": paths}
        )
        return self._child

    async def _end_child(self) -> None:
        child, self._child, self._warm = self._child, None, False
        if child is None:
            return
        if child.returncode is None:
            with suppress(ProcessLookupError):
                _kill(child)
        if child.stdin is not None:
            child.stdin.close()
        await child.wait()


def _kill(child: Process) -> None:
    if sys.platform == "win32":
        child.kill()
    else:
        os.kill(child.pid, signal.SIGKILL)  # Process.kill would reap a dead child behind the loop's back


async def _exchange(child: Process, received: bytes) -> bytes:
    """Send one frame and read one. Raises EOFError or OSError when the child is gone."""
    assert child.stdin is not None  # noqa: S101 (it was started with pipes)
    assert child.stdout is not None  # noqa: S101
    child.stdin.write(LENGTH.pack(len(received)))
    child.stdin.write(received)
    await child.stdin.drain()
    (size,) = LENGTH.unpack(await child.stdout.readexactly(LENGTH.size))
    return await child.stdout.readexactly(size)
