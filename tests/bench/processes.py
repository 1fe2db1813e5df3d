"""A bot under measurement: a process of its own, with its processor time and memory."""

import asyncio
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class BotProcess:
    """A running bot."""

    process: asyncio.subprocess.Process
    started: float

    @classmethod
    async def start(cls, *command: str) -> "BotProcess":
        """Run a Python module with arguments, silent but for what goes wrong."""
        environment = os.environ | {"LOG_LEVEL": "ERROR", "PYTHONDONTWRITEBYTECODE": ""}
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", *command, env=environment)
        return cls(process, time.perf_counter())

    def cpu_seconds(self) -> float:
        """Processor time so far, in the system and out of it."""
        fields = self._proc("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident_mib(self) -> float:
        """Memory held now."""
        line = next(line for line in self._proc("status").splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    async def stop(self) -> None:
        self.process.terminate()
        await asyncio.wait_for(self.process.wait(), 30)

    def _proc(self, name: str) -> str:
        return Path(f"/proc/{self.process.pid}/{name}").read_text()
