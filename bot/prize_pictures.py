"""Pictures of prizes on screens."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screen import Picture
from core.rewards import pictures
from core.rewards.values import Prize


async def picture_of(session: AsyncSession, found: Prize, *, bot_id: int) -> Picture | None:
    """A prize's picture as this bot can show it."""
    kept = await pictures.shown(session, found.id, bot_id=bot_id) if found.picture else None
    return Picture(key=kept.key, file_id=kept.file_id, content=kept.content) if kept else None
