"""The service in a process of its own, which can be killed: started in a moment from a server that has it loaded."""

import asyncio
import multiprocessing
import threading
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any

from core.db import leases
from tandem import logs, replicas
from tandem.service import Service, Tuning, until
from tandem.settings import Settings
from tandem.signals import stop_signals

FORKED_WITHIN = 30.0
READY_WITHIN = 30.0
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__, "bot.dispatch"])


class BotProcess:
    """One run of the service. AssertionError where the server that forks it does not answer."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._ours, theirs = FORKS.Pipe(duplex=False)
        self._process: ForkServerProcess = FORKS.Process(target=_main, args=(settings, theirs), daemon=True)
        _start(self._process)
        theirs.close()

    @property
    def exit_code(self) -> int | None:
        """0 for a clean end, minus the signal's number for a kill; None while it runs."""
        return self._process.exitcode

    async def begun(self) -> None:
        """Return once signals reach it. AssertionError if it dies before."""
        await self._hear("begun")

    async def ready(self) -> None:
        """Return once it polls. AssertionError if it dies before."""
        await self._hear("ready")

    async def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is closed."""
        self._process.kill()
        await self._gone(10)

    async def terminate(self, *, within: float) -> None:
        """SIGTERM, and wait for the end. AssertionError if that takes longer."""
        self._process.terminate()
        await self._gone(within)

    async def _hear(self, wanted: str) -> None:
        try:
            heard = ""
            while heard != wanted:
                await _readable(self._ours, READY_WITHIN)
                heard = self._ours.recv()
        except EOFError:
            raise AssertionError("the bot died at its start") from None

    async def _gone(self, within: float) -> None:
        await asyncio.to_thread(self._process.join, within)
        assert self._process.exitcode is not None, f"the bot still runs after {within} s"
        self._ours.close()


def _start(process: ForkServerProcess) -> None:
    """Have it forked, which waits for the server's answer without an end of its own."""
    starting = threading.Thread(target=process.start, daemon=True)
    starting.start()
    starting.join(FORKED_WITHIN)
    assert process.pid is not None, f"the bot was not forked within {FORKED_WITHIN} s"


async def _readable(connection: Connection, within: float) -> None:
    loop = asyncio.get_running_loop()
    readable = asyncio.Event()
    loop.add_reader(connection.fileno(), readable.set)
    try:
        await asyncio.wait_for(readable.wait(), within)
    finally:
        loop.remove_reader(connection.fileno())


def _main(settings: dict[str, Any], parent: Connection) -> None:
    logs.configure("ERROR")
    leases.LEASE = timedelta(seconds=0.4)  # or each kill on PostgreSQL would cost twelve seconds
    replicas.RENEW_SECONDS = 0.1
    asyncio.run(_serve(settings, parent))


async def _serve(settings: dict[str, Any], parent: Connection) -> None:
    stop = stop_signals()
    parent.send("begun")
    service = Service(
        Settings(_env_file=None, **settings), Tuning(paced=False, flood=False, linger=0.02, announce=lambda _: None)
    )
    try:
        await service.start()
        await service.app.polling.begun.wait()
        parent.send("ready")
        await until(stop, service.ended)
    finally:
        await service.stop()
