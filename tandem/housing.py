"""What a process knows of itself and its machine: where it writes, what room is left, whether its clock is right."""

import asyncio
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path

from bot.transport import Answer, Telegram
from core.clock import system_clock
from core.db.database import Database
from core.keeping.house import House, Plan
from core.keeping.watch import Gauges
from tandem.settings import Settings

ASK_EVERY = timedelta(minutes=30)
"""How often Telegram is asked for the time."""


def house_of(settings: Settings, db: Database, *, since: datetime) -> House:
    """What /ops tells of this process, and when and where backups are made."""
    data = Path(str(db.url.database)).absolute().parent if db.is_sqlite else Path("data").absolute()
    folder = (settings.backup_folder or data / "backups").absolute()
    plan = Plan(folder=folder, days=settings.backup_days, hour=settings.backup_hour)
    folders = (data, folder) if plan.wanted else (data,)
    return House(version=version("tandem"), started_at=since, plan=plan, folders=folders)


class Reading:
    """Reads the machine's figures."""

    def __init__(self, house: House, telegram: Telegram) -> None:
        self._house = house
        self._telegram = telegram
        self._asked: datetime | None = None
        self._ahead: timedelta | None = None

    async def __call__(self) -> Gauges:
        return Gauges(free_bytes=await asyncio.to_thread(self._free), clock_ahead=await self._clock_ahead())

    def _free(self) -> int | None:
        try:
            return self._house.free_bytes()
        except OSError:
            return None

    async def _clock_ahead(self) -> timedelta | None:
        now = system_clock()
        if self._asked is None or abs(now - self._asked) >= ASK_EVERY:
            self._asked = now
            self._ahead = ahead_of_telegram(await self._telegram.call("getMe", {}), system_clock())
        return self._ahead


def ahead_of_telegram(answer: Answer, now: datetime) -> timedelta | None:
    """How far `now` is ahead of the time that an answer bears; None where it bears none."""
    try:
        return now - parsedate_to_datetime(answer.headers["Date"])
    except (KeyError, ValueError):
        return None
