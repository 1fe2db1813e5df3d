"""Cards: by kind, how subjects are loaded and drawn for their recipients."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.claim_cards import draw_claims, draw_drafts, draw_series
from bot.filling_cards import draw_fillings
from bot.import_cards import draw_imports
from bot.practice_cards import draw_practice_reviews, draw_practices
from bot.review_cards import draw_counters, draw_pages, draw_queues, draw_reviews
from bot.screen import Screen
from bot.step_cards import draw_steps
from core.channel.cards import CardKind
from core.people.persons import Person
from core.programme.programmes import Programme

Draw = Callable[[AsyncSession, Sequence[tuple[Person, int]], Programme, datetime], Awaitable[Sequence[Screen | None]]]
"""Session, recipients with the subjects' ids, programme and now; screens in the same order, None where none is due."""

CARDS: dict[CardKind, Draw] = {
    CardKind.DRAFT: draw_drafts,
    CardKind.SERIES: draw_series,
    CardKind.CLAIM: draw_claims,
    CardKind.REVIEW: draw_reviews,
    CardKind.QUEUE: draw_queues,
    CardKind.COUNTER: draw_counters,
    CardKind.PRACTICE: draw_practices,
    CardKind.PRACTICE_REVIEW: draw_practice_reviews,
    CardKind.FILLING: draw_fillings,
    CardKind.PAGE: draw_pages,
    CardKind.STEPS: draw_steps,
    CardKind.IMPORT: draw_imports,
}
