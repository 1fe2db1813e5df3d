"""The caretaker: makes the day's backup, proves the ledger at night, and looks for what is amiss."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from core.db.at_once import in_the_thread
from core.db.database import Database
from core.keeping import erased, runs, watch
from core.keeping.backup import Backup, back_up
from core.keeping.file import BackupUnusable
from core.keeping.house import House
from core.keeping.runs import RunKind
from core.keeping.watch import Gauges
from core.points import proof
from core.programme import programmes

NAME = "tandem-{day}.backup"
_NAMED = re.compile(r"tandem-(\d{4}-\d{2}-\d{2})\.backup")

log = structlog.get_logger(__name__)


class Caretaker:
    """Does what has to be done once a day, whoever asks how often."""

    def __init__(self, db: Database, clock: Clock, house: House, gauges: Callable[[], Awaitable[Gauges]]) -> None:
        """`gauges` reads the machine's figures."""
        self._db = db
        self._clock = clock
        self._house = house
        self._gauges = gauges

    async def back_up(self) -> None:
        """Make the day's backup if it is due, and let the oldest go."""
        plan = self._house.plan
        day = await self._due(RunKind.BACKUP) if plan.wanted else None
        if day is None:
            return
        made, why = await self._backup(plan.folder / NAME.format(day=day), day)
        await self._end(RunKind.BACKUP, day, good=made is not None, detail=why, size=made.size if made else None)
        if made is not None:
            await asyncio.to_thread(let_go, plan.folder, before=day - timedelta(days=plan.days))

    async def prove(self) -> None:
        """Prove the ledger if that is due; the service goes on meanwhile."""
        day = await self._due(RunKind.PROOF)
        if day is None:
            return
        with in_the_thread():
            async with self._db.read() as session:
                found = await proof.prove(session)
        if not found.holds:
            log.error("the ledger does not hold", kinds=sorted({finding.kind for finding in found.findings}))
        await self._end(RunKind.PROOF, day, good=found.holds, size=len(found.findings))

    async def keep_erased(self) -> None:
        """Write down beside the backups who has been forgotten: no backup may bring them back."""
        plan = self._house.plan
        if not plan.wanted:
            return
        async with self._db.read() as session:
            people = await erased.erased_people(session)
        if people:
            await asyncio.to_thread(erased.write_list, plan.folder, people)

    async def look(self) -> None:
        """Look for what is amiss."""
        gauges = await self._gauges()
        await self._db.run(lambda session: watch.look(session, self._house, gauges, now=self._clock()))

    async def _due(self, kind: RunKind) -> date | None:
        """The local day whose work is ours to do now."""
        now = self._clock()

        async def step(session: AsyncSession) -> date | None:
            programme = await programmes.current(session)
            if programme is None:
                return None
            local = now.astimezone(ZoneInfo(programme.timezone))
            due = local.hour >= self._house.plan.hour and await runs.begin(session, kind, local.date(), now=now)
            return local.date() if due else None

        return await self._db.run(step)

    async def _backup(self, path: Path, day: date) -> tuple[Backup | None, str | None]:
        try:
            made = await back_up(self._db, path)
        except (OSError, BackupUnusable) as error:
            why = error.strerror if isinstance(error, OSError) else f"it {error}"
        except Exception as error:
            why = type(error).__name__
        else:
            log.info("backup made", day=day.isoformat(), size=made.size)
            return made, None
        log.error("the backup failed", reason=why)
        return None, why

    async def _end(
        self, kind: RunKind, day: date, *, good: bool, detail: str | None = None, size: int | None = None
    ) -> None:
        now = self._clock()
        await self._db.run(lambda session: runs.end(session, kind, day, good=good, detail=detail, size=size, now=now))


def let_go(folder: Path, *, before: date) -> None:
    """Delete the backups of days long ago; files with other names stay."""
    for path in folder.iterdir():
        named = _NAMED.fullmatch(path.name)
        if named and date.fromisoformat(named[1]) <= before:
            path.unlink()
