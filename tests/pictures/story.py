"""The whole story of a pilot, in the order in which it happens."""

from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

from core.db import migrate
from core.db.engine import database_url
from core.people import owners
from sandbox.clock import MovableClock
from sandbox.server import Sandbox
from tandem.demo_cast import CASTS, Cast
from tests.pictures import evening, later, monday, mornings, trouble
from tests.pictures.camera import Eye
from tests.pictures.scene import EVENING, Pilot, newcomer
from tests.pictures.words import WORDS
from tests.stage import TOKEN, Stage, open_stage

SCENES = (*evening.SCENES, *monday.SCENES, *mornings.SCENES, *trouble.SCENES, *later.SCENES)


def place(language: str) -> Sandbox:
    """A local Telegram in which it is the evening before."""
    cast = CASTS[language]
    clock = MovableClock(frozen_at=EVENING.replace(tzinfo=ZoneInfo(cast.timezone)).astimezone(UTC))
    return Sandbox(clock, first_backoff=0.02, timezone=cast.timezone, language=language)


async def play(sandbox: Sandbox, language: str, folder: Path, eye: Eye) -> None:
    """Play every scene before an eye; the service keeps its files in `folder`."""
    cast, url = CASTS[language], f"sqlite:///{folder / 'pilot.db'}"
    await migrate.upgrade(database_url(url))
    sandbox.world.new_bot("tandem_club_bot", cast.programme, token=TOKEN)
    stage = await open_stage(sandbox, url, backups=folder / "backups")
    try:
        pilot = await _opened(stage, cast, eye)
        for scene in SCENES:
            await scene(pilot)
    finally:
        await stage.service.stop()


async def _opened(stage: Stage, cast: Cast, eye: Eye) -> Pilot:
    """The owner has followed the link that the first start prints."""
    owner = newcomer(stage, cast.owner, cast.language)
    invitation = await stage.run(
        lambda session: owners.ensure_owner(
            session, owner_ids=[], locale=cast.language, timezone=cast.timezone, now=stage.now()
        )
    )
    assert invitation is not None
    await owner.opens(f"https://t.me/{stage.bot.username}?start={invitation.code}")
    return Pilot(stage, eye, cast, WORDS[cast.language], owner)
