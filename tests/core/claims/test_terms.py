"""How long after a sale it is taken, what lateness costs, and whose claims come fast."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims import drafts, submission
from core.claims.days import Terms, months_before, sale_days, terms_of
from core.claims.draft_card import load_draft
from core.claims.refusals import OutsideWindow
from core.claims.review_card import load_review
from core.people.roles import Occupation
from core.programme.options import Options, stored_of
from core.programme.tables import ProgrammeRow
from tests.core.claims.world import NOW, World

TODAY = NOW.date()
LATE = Options(late_percent_per_month=10, late_months=10)


async def choose(world: World, options: Options) -> None:
    async def step(session: AsyncSession) -> None:
        await session.execute(update(ProgrammeRow).values(options=stored_of(options)))

    await world.db.run(step)


@pytest.mark.parametrize(
    ("sold_on", "kept"),
    [
        (TODAY, 100),
        (TODAY - timedelta(days=30), 100),
        (TODAY - timedelta(days=31), 90),
        (months_before(TODAY - timedelta(days=30), 1), 90),
        (months_before(TODAY - timedelta(days=30), 1) - timedelta(days=1), 80),
        (months_before(TODAY - timedelta(days=30), 9), 10),
    ],
)
def test_each_month_begun_costs_its_part(sold_on: date, kept: int) -> None:
    days = sale_days(started_at=NOW, now=NOW, zone="UTC", own_zone="UTC", terms=terms_of(LATE, Occupation.INSTALLER))
    assert days.kept_percent(days.check(sold_on)) == kept
    with pytest.raises(OutsideWindow):
        days.check(days.earliest - timedelta(days=1))


@pytest.mark.parametrize(
    ("options", "occupation", "terms"),
    [
        (Options(), Occupation.INSTALLER, Terms(window_days=30)),
        (Options(), Occupation.SELLER, Terms(window_days=7)),
        (Options(receipt_days=40), Occupation.SELLER, Terms(window_days=30)),
        (Options(claim_window_days=90), None, Terms(window_days=90)),
        (LATE, Occupation.SELLER, Terms(window_days=7)),
        (replace(LATE, late_percent_per_month=100), Occupation.INSTALLER, Terms(window_days=30)),
        (replace(LATE, late_percent_per_month=50), Occupation.INSTALLER, Terms(late_percent=50, late_months=1)),
    ],
)
def test_terms_follow_the_programme_and_the_occupation(
    options: Options, occupation: Occupation | None, terms: Terms
) -> None:
    assert terms_of(options, occupation) == terms


async def test_a_late_sale_earns_less_and_says_so_before_it_is_sent(world: World) -> None:
    await choose(world, LATE)
    draft = await world.describes(world.installer)
    draft = await world.do(drafts.set_date, draft.id, TODAY - timedelta(days=40), by=world.installer, now=NOW)
    card = await world.do(load_draft, draft.id, now=NOW)
    assert (draft.kept_percent(), card.points) == (90, 216)
    sent = await world.do(submission.submit, draft.id, by=world.installer, now=NOW)
    assert sent.claim_id is not None
    assert (await world.claim(sent.claim_id)).points == 216


async def test_a_receipt_of_a_shop_is_taken_for_a_week(world: World) -> None:
    draft = await world.describes(world.seller)
    with pytest.raises(OutsideWindow) as refused:
        await world.do(drafts.set_date, draft.id, TODAY - timedelta(days=8), by=world.seller, now=NOW)
    assert refused.value.window_days == 7
    await world.do(drafts.set_date, draft.id, TODAY - timedelta(days=7), by=world.seller, now=NOW)


async def test_many_claims_of_one_day_are_flagged_and_taken(world: World) -> None:
    await choose(world, Options(claims_a_day_flag=2))
    claims = [await world.in_review(world.installer, number=str(number)) for number in range(3)]
    flags = [(await world.do(load_review, claim.id, world.moderator)).that_day for claim in claims]
    assert set(flags) <= {None, 3}
    assert flags[-1] == 3
