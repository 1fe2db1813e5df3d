"""`make bench`: Tandem beside the leanest aiogram bot, in turn, on this machine, now."""

import asyncio
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import aiohttp
import click

from bot.taps_claims import SendSale
from sandbox.model import BotUser, Person
from sandbox.server import Sandbox
from tests.bench import prepared
from tests.bench.crowd import Crowd, Pace
from tests.bench.processes import BotProcess
from tests.stage import SECRET, TOKEN, open_stage

DRAFTS_EACH = 60
"""Sales a partner can send in a round: more than a round has time for."""

WARM_UP = 1.0
Act = Callable[[Person, int], bool]


@dataclass(frozen=True, slots=True)
class Reading:
    """One bot in one round."""

    pace: Pace
    cpu_per_answer: float
    """Seconds of processor time."""
    start: float
    """Seconds from the process's start to its first getUpdates."""
    resident: float
    """MiB at rest, before the crowd came."""

    def rate(self) -> float:
        """Answers a second."""
        return self.pace.per_second

    def __str__(self) -> str:
        median_ms, p99_ms = (self.pace.percentile(share) * 1e3 for share in (0.5, 0.99))
        return (
            f"{self.rate():7.1f}/s  p50 {median_ms:5.0f} ms  p99 {p99_ms:5.0f} ms"
            f"  cpu {self.cpu_per_answer * 1e3:5.2f} ms each  start {self.start:4.1f} s  {self.resident:4.0f} MiB"
        )


async def main(rounds: int, seconds: float) -> None:
    """Print every reading, then the ratios."""
    readings: dict[str, list[Reading]] = {"lean": [], "balance": [], "claim": []}
    for number in range(1, rounds + 1):
        for name, measure in (("lean", lean), ("balance", balance), ("claim", claim)):
            readings[name].append(await measure(seconds))
            click.echo(f"round {number}  {name:8} {readings[name][-1]}")
    compare("balance, answers a second", readings["balance"], readings["lean"], Reading.rate, aim="≥ 1.4")
    compare("claims sent a second", readings["claim"], readings["lean"], Reading.rate, aim="≥ 0.9")
    compare("start to first getUpdates", readings["balance"], readings["lean"], lambda one: one.start, aim="≤ 1.3")
    compare("memory at rest", readings["balance"], readings["lean"], lambda one: one.resident, aim="≤ 1.3")


def compare(
    what: str, ours: list[Reading], theirs: list[Reading], value: Callable[[Reading], float], *, aim: str
) -> None:
    """Our value over the lean bot's of the same round: the median, and the spread."""
    ratios = [value(one) / value(other) for one, other in zip(ours, theirs, strict=True)]
    click.echo(f"{what:28} ×{median(ratios):.2f}  ({min(ratios):.2f} to {max(ratios):.2f})  aim {aim}")


async def lean(seconds: float) -> Reading:
    """The yardstick answering fifty people."""
    with tempfile.TemporaryDirectory(dir=folder()) as place:
        async with Sandbox() as sandbox:
            sandbox.world.checks_schema = False
            bot = sandbox.world.new_bot("lean_bot", "Lean", token=TOKEN)
            crowd = [sandbox.world.new_person(f"Partner {number}") for number in range(prepared.PARTNERS)]
            people = ",".join(str(person.id) for person in crowd)
            command = ("tests.bench.lean", TOKEN, sandbox.url, f"sqlite:///{place}/lean.db", people)
            return await run(sandbox, bot, crowd, command, ask_balance(sandbox, bot), seconds)


async def balance(seconds: float) -> Reading:
    """Tandem answering /balance to fifty people."""
    return await tandem(seconds, lambda sandbox, bot, _: ask_balance(sandbox, bot), drafts=0)


async def claim(seconds: float) -> Reading:
    """Tandem taking the sales of fifty people."""
    return await tandem(seconds, send_sale, drafts=DRAFTS_EACH)


async def tandem(
    seconds: float, act: Callable[[Sandbox, BotUser, dict[int, list[int]]], Act], *, drafts: int
) -> Reading:
    with tempfile.TemporaryDirectory(dir=folder()) as place:
        url = f"sqlite:///{place}/tandem.db"
        async with Sandbox() as sandbox:
            sandbox.world.checks_schema = False
            stage = await open_stage(sandbox, url)
            crowd = await prepared.partners(stage)
            ready = await prepared.complete_drafts(stage, crowd, each=drafts)
            await stage.service.stop()
            await end_poll(sandbox)
            command = ("tests.bench.tandem_bot", TOKEN, sandbox.url, url, SECRET)
            people = [human.person for human in crowd]
            return await run(sandbox, stage.bot, people, command, act(sandbox, stage.bot, ready), seconds)


async def run(
    sandbox: Sandbox, bot: BotUser, people: list[Person], command: tuple[str, ...], act: Act, seconds: float
) -> Reading:
    """Start a bot, wait until it rests, let the crowd in, stop it."""
    process = await BotProcess.start(*command)
    try:
        start = await first_poll(sandbox, bot, process)
        await asyncio.sleep(1.0)
        resident = process.resident_mib()
        crowd = Crowd(sandbox, bot, people)
        await crowd.keep_at_it(act, seconds=WARM_UP)
        before = process.cpu_seconds()
        pace = await crowd.keep_at_it(act, seconds=seconds)
        return Reading(pace, (process.cpu_seconds() - before) / max(1, pace.answers), start, resident)
    finally:
        await process.stop()


async def end_poll(sandbox: Sandbox) -> None:
    """A poll outlives its poller; the next one ends it."""
    async with aiohttp.ClientSession() as http:
        await http.post(f"{sandbox.url}/bot{TOKEN}/getUpdates", json={"timeout": 0})


async def first_poll(sandbox: Sandbox, bot: BotUser, process: BotProcess) -> float:
    """Seconds from the process's start until it polls."""
    while not sandbox.api.is_polled(bot):
        await asyncio.sleep(0.01)
    return time.perf_counter() - process.started


def ask_balance(sandbox: Sandbox, bot: BotUser) -> Act:
    def act(person: Person, _turn: int) -> bool:
        sandbox.world.phone(person).send_text(bot, "/balance")
        return True

    return act


def send_sale(sandbox: Sandbox, bot: BotUser, ready: dict[int, list[int]]) -> Act:
    """Tap [Send] on one prepared sale after another, under the bot's newest message."""

    def act(person: Person, _turn: int) -> bool:
        with suppress(IndexError):
            draft_id = ready[person.id].pop()
            phone = sandbox.world.phone(person)
            carrier = next(message for message in reversed(phone.chat(bot).visible) if message.by_bot)
            phone.forge_tap(carrier, SendSale(draft_id=draft_id, version=1).pack())
            return True
        return False

    return act


def folder() -> str | None:
    """Where the databases lie: a real disk, if BENCH_FOLDER names one, since commits wait for it."""
    named = os.environ.get("BENCH_FOLDER")
    return str(Path(named)) if named else None


@click.command()
@click.option("--rounds", default=3, show_default=True)
@click.option("--seconds", default=6.0, show_default=True, help="Each bot's turn in a round.")
def command(rounds: int, seconds: float) -> None:
    """Measure Tandem beside the leanest bot."""
    asyncio.run(main(rounds, seconds))


if __name__ == "__main__":
    command()
