"""Cards of sales and claims: what each shows is loaded for its recipient, then drawn."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.review_cards import shown
from bot.screen import Screen
from bot.views import claims as claim_views
from bot.views import drafts as draft_views
from bot.views import series as series_views
from bot.words import speaking
from core.claims.draft_card import load_draft
from core.claims.refusals import NotYours
from core.claims.seeing import load_claims
from core.claims.series_card import load_series
from core.claims.who_decides import who_decides
from core.ids import ClaimId, DraftId
from core.people.persons import Person
from core.programme.programmes import Programme


async def draw_drafts(
    session: AsyncSession, wanted: Sequence[tuple[Person, int]], programme: Programme, now: datetime
) -> list[Screen | None]:
    """Cards of sales being described; None for one that is forgotten.

    One after another: nobody describes sixteen sales at once.
    """
    return [await _draft(session, person, DraftId(draft_id), programme, now) for person, draft_id in wanted]


async def _draft(
    session: AsyncSession, person: Person, draft_id: DraftId, programme: Programme, now: datetime
) -> Screen | None:
    try:
        found = await load_draft(session, draft_id, now=now)
    except NotYours:
        return None
    with speaking(person.locale):
        return draft_views.card(found, programme)


async def draw_series(
    session: AsyncSession, wanted: Sequence[tuple[Person, int]], programme: Programme, now: datetime
) -> list[Screen | None]:
    """Lists of sales being described, under the picture that is asked about."""
    screens: list[Screen | None] = []
    for person, series_id in wanted:
        found = await load_series(session, DraftId(series_id), now=now)
        picture = await shown(session, found.photo) if found.photo else None
        with speaking(person.locale):
            screens.append(series_views.card(found, programme, picture))
    return screens


async def draw_claims(
    session: AsyncSession, wanted: Sequence[tuple[Person, int]], programme: Programme, _now: datetime
) -> list[Screen | None]:
    """Cards of claims for their partners; None for whoever may not see one."""
    found = await load_claims(session, [(ClaimId(claim_id), person) for person, claim_id in wanted])
    deciders = await who_decides(session, found.values(), two_above=programme.options.second_approver_above)
    screens: list[Screen | None] = []
    for person, claim_id in wanted:
        claim = found.get((ClaimId(claim_id), person.id))
        with speaking(person.locale):
            who = deciders.get(ClaimId(claim_id), ())
            screens.append(claim_views.card(claim, person, programme, who) if claim else None)
    return screens
