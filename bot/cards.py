"""Cards: by kind, how subjects are loaded and drawn for their recipients."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.claim_cards import draw_claims, draw_drafts, draw_reviews
from bot.screen import Screen
from core.channel.cards import CardKind
from core.people.persons import Person
from core.programme.programmes import Programme

Draw = Callable[[AsyncSession, Sequence[tuple[Person, int]], Programme, datetime], Awaitable[Sequence[Screen | None]]]
"""Session, recipients with the subjects' ids, programme and now; screens in the same order, None where none is due."""

CARDS: dict[CardKind, Draw] = {
    CardKind.DRAFT: draw_drafts,
    CardKind.CLAIM: draw_claims,
    CardKind.REVIEW: draw_reviews,
}
