"""A draft is answered by tap or by text, in any order, and says what is missing."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from core.catalog.pasted import read_products
from core.catalog.products import save_products
from core.claims import drafts, receiving, submission, typed
from core.claims.claim import Asking, DraftState
from core.claims.draft_card import load_draft
from core.claims.drafting import Draft
from core.claims.reception import Outcome
from core.claims.refusals import (
    BadDate,
    BadDocumentNo,
    BadQuantity,
    DraftClosed,
    DraftMovedOn,
    FutureDate,
    Incomplete,
    IssuerUnknown,
    NotUnderstood,
    NotYours,
    OutsideWindow,
    OwnDuplicate,
    ProductUnknown,
)
from core.db.database import Database
from core.ids import DraftId, IssuerId
from core.programme.text import TextUnusable
from tests.core.claims.world import NOW, World, no_product, open_world


async def begun(world: World) -> Draft:
    draft = (await world.sends(world.installer)).draft
    assert draft is not None
    return draft


async def answers(world: World, draft: Draft, text: str) -> Draft:
    return await world.do(typed.text_answer, draft.id, text, by=world.installer, now=NOW)


async def test_answers_by_text_alone(world: World) -> None:
    draft = await begun(world)
    draft = await answers(world, draft, "насос")
    assert draft.asking is Asking.QUANTITY
    draft = await answers(world, draft, "две")
    draft = await answers(world, draft, "накладная 17")
    draft = await answers(world, draft, "Маркет тепла")
    assert (draft.quantity, draft.document_no, draft.asking) == (2, "17", Asking.READY)


async def test_a_text_where_several_products_fit_is_a_search(world: World) -> None:
    draft = await answers(world, await begun(world), "котел")
    assert (draft.asking, draft.search) == (Asking.PRODUCT, "котел")
    card = await world.do(load_draft, draft.id, now=NOW)
    assert [product.sku for product in card.products] == ["ABC-100", "ABC-200"]


async def test_a_text_that_tells_the_whole_sale_is_sent(world: World) -> None:
    await world.claims(world.installer, number="1")
    draft = await answers(world, await begun(world), "2 котла 24, накладная 4411, вчера")
    assert draft.state is DraftState.SUBMITTED
    assert draft.claim_id is not None
    assert (await world.claim(draft.claim_id)).document_no == "4411"


async def test_a_text_that_tells_all_but_the_issuer_asks_for_it(world: World) -> None:
    draft = await answers(world, await begun(world), "ABC-100 x2 №4411")
    assert draft.asking is Asking.ISSUER


async def test_a_product_with_its_quantity(world: World) -> None:
    draft = await answers(world, await begun(world), "ABC-100 x3")
    assert (draft.quantity, draft.asking) == (3, Asking.DOCUMENT_NO)


@pytest.mark.parametrize(
    ("field", "text", "refusal"),
    [
        (Asking.QUANTITY, "0", BadQuantity),
        (Asking.QUANTITY, "-1", BadQuantity),
        (Asking.QUANTITY, "1e9", BadQuantity),
        (Asking.DOCUMENT_NO, "9" * 200, BadDocumentNo),
        (Asking.DOCUMENT_NO, "🔥", BadDocumentNo),
        (Asking.SOLD_ON, "31.02", BadDate),
        (Asking.SOLD_ON, "24.11", FutureDate),
        (Asking.SOLD_ON, "23.10", OutsideWindow),
        (Asking.ISSUER, "🔥", TextUnusable),
        (Asking.READY, "что?", NotUnderstood),
    ],
)
async def test_a_bad_answer_changes_nothing(world: World, field: Asking, text: str, refusal: type[Exception]) -> None:
    draft = await world.describes(world.installer)
    draft = await world.do(drafts.revise, draft.id, field, by=world.installer, now=NOW)
    with pytest.raises(refusal):
        await answers(world, draft, text)
    card = await world.do(load_draft, draft.id, now=NOW)
    assert card.draft == draft


async def test_any_field_can_be_revised(world: World) -> None:
    draft = await world.describes(world.installer)
    for field, text in (
        (Asking.QUANTITY, "3"),
        (Asking.DOCUMENT_NO, "77"),
        (Asking.SOLD_ON, "вчера"),
        (Asking.ISSUER, "Другой магазин"),
        (Asking.PRODUCT, "TH-1"),
    ):
        draft = await world.do(drafts.revise, draft.id, field, by=world.installer, now=NOW)
        assert draft.asking is field
        draft = await answers(world, draft, text)
        assert draft.asking is Asking.READY
    assert (draft.quantity, draft.document_no, draft.sold_on) == (3, "77", NOW.date() - timedelta(days=1))
    card = await world.do(load_draft, draft.id, now=NOW)
    (line,) = card.lines
    assert line.product is not None
    assert card.issuer is not None
    assert (line.product.sku, card.issuer.name, card.points) == ("TH-1", "Другой магазин", 45)


async def test_a_dropped_draft_is_over(world: World) -> None:
    draft = await begun(world)
    await world.do(drafts.drop, draft.id, by=world.installer, now=NOW)
    assert await world.fetches() == []
    assert await world.do(drafts.newest_open, world.installer) is None
    with pytest.raises(DraftClosed) as refused:
        await answers(world, draft, "2")
    assert refused.value.state is DraftState.DROPPED


async def test_a_tap_on_an_older_card_changes_nothing(world: World) -> None:
    draft = await world.describes(world.installer)
    with pytest.raises(DraftMovedOn):
        await world.do(drafts.set_quantity, draft.id, 4, by=world.installer, seen=draft.version - 1)
    after = await world.do(drafts.set_quantity, draft.id, 4, by=world.installer, seen=draft.version)
    assert after.quantity == 4


STEPS: list[Callable[[World, DraftId], Awaitable[Any]]] = [
    lambda world, draft: world.do(drafts.set_quantity, draft, 1, by=world.seller),
    lambda world, draft: world.do(drafts.drop, draft, by=world.seller, now=NOW),
    lambda world, draft: world.do(typed.text_answer, draft, "2", by=world.seller, now=NOW),
    lambda world, draft: world.do(submission.submit, draft, by=world.seller, now=NOW),
    lambda world, draft: world.do(drafts.set_quantity, DraftId(draft + 99), 1, by=world.seller),
]


@pytest.mark.parametrize("step", STEPS)
async def test_nobody_touches_another_persons_draft(
    world: World, step: Callable[[World, DraftId], Awaitable[Any]]
) -> None:
    draft = await world.describes(world.installer)
    with pytest.raises(NotYours):
        await step(world, draft.id)


async def test_what_does_not_exist_cannot_be_chosen(world: World) -> None:
    draft = await begun(world)
    with pytest.raises(ProductUnknown):
        await world.do(drafts.choose_product, draft.id, no_product(), by=world.installer, now=NOW)
    with pytest.raises(IssuerUnknown):
        await world.do(drafts.choose_issuer, draft.id, IssuerId(999), by=world.installer, now=NOW)


async def test_the_card_offers_recent_products_and_issuers(world: World) -> None:
    await world.claims(world.installer, number="1", product="TH-1")
    await world.claims(world.installer, number="2", product="CAL-35")
    draft = await begun(world)
    card = await world.do(load_draft, draft.id, now=NOW)
    assert [product.sku for product in card.products] == ["CAL-35", "TH-1"]
    assert card.issuer is not None
    assert card.issuer.id == world.issuer.id
    draft = await world.do(drafts.revise, draft.id, Asking.ISSUER, by=world.installer, now=NOW)
    card = await world.do(load_draft, draft.id, now=NOW)
    assert [issuer.name for issuer in card.issuers] == ["Маркет Тепла", "ООО «Тепло»", "Climatica S.r.l."]


async def test_a_newcomer_is_offered_the_first_of_the_list(world: World) -> None:
    card = await world.do(load_draft, (await begun(world)).id, now=NOW)
    assert [product.sku for product in card.products][:2] == ["ABC-100", "ABC-200"]
    assert card.days.earliest == NOW.date() - timedelta(days=30)


async def test_a_sellers_issuer_is_the_own_company(world: World) -> None:
    draft = (await world.sends(world.seller)).draft
    assert draft is not None
    card = await world.do(load_draft, draft.id, now=NOW)
    assert card.issuer is not None
    assert card.issuer.name == "ООО «Тепло»"


async def test_points_follow_the_rate_of_the_sales_day(world: World) -> None:
    draft = await world.describes(world.installer, quantity=1)
    rows = read_products("ABC-100; Котёл Tandem 24; 500").rows
    await world.do(save_products, world.owner.programme_id, rows, now=NOW, by=world.owner)
    assert (await world.do(load_draft, draft.id, now=NOW)).points == 500
    draft = await world.do(drafts.set_date, draft.id, NOW.date() - timedelta(days=1), by=world.installer, now=NOW)
    assert (await world.do(load_draft, draft.id, now=NOW)).points == 120


async def test_a_sale_told_before_its_photo_waits_for_it(world: World) -> None:
    """The photo alone is missing: it sends the sale."""
    reception = await world.do(receiving.receive_text, world.seller, "ABC-100 x2 №4411", sent_at=NOW, now=NOW)
    assert reception is not None
    assert reception.draft is not None
    assert (reception.outcome, reception.draft.asking) == (Outcome.OPENED, Asking.PICTURE)
    with pytest.raises(Incomplete):
        await world.do(submission.submit, reception.draft.id, by=world.seller, now=NOW)
    joined = await world.sends(world.seller)
    assert joined.draft is not None
    assert (joined.draft.id, joined.outcome) == (reception.draft.id, Outcome.SUBMITTED)


async def test_a_sale_told_again_in_words_shows_the_claim(world: World) -> None:
    """The next photo must not become part of it."""
    await world.sends(world.seller, "ABC-100 x2 №4411")
    with pytest.raises(OwnDuplicate):
        await world.do(receiving.receive_text, world.seller, "ABC-100 x2 №4411", sent_at=NOW, now=NOW)
    assert await world.do(drafts.newest_open, world.seller) is None


async def test_a_sale_told_whole_is_sent_with_its_issuer(world: World) -> None:
    """Nothing else was in doubt."""
    told = (await world.sends(world.installer, "ABC-100 x2 №4411")).draft
    assert told is not None
    assert told.asking is Asking.ISSUER
    sent = await world.do(drafts.choose_issuer, told.id, world.issuer.id, by=world.installer, now=NOW)
    assert sent.state is DraftState.SUBMITTED


async def test_whoever_changes_a_sale_told_whole_sends_it_by_hand(world: World) -> None:
    told = (await world.sends(world.installer, "ABC-100 x2 №4411")).draft
    assert told is not None
    await world.do(drafts.revise, told.id, Asking.QUANTITY, by=world.installer, now=NOW)
    await answers(world, told, "3")
    draft = await answers(world, told, "Маркет тепла")
    assert (draft.state, draft.asking) == (DraftState.OPEN, Asking.READY)


async def test_the_only_company_is_the_issuer_of_a_first_sale(db: Database) -> None:
    """Where there is one to choose from, nobody is asked."""
    world = await open_world(db, companies=("ООО «Тепло»",))
    sent = await world.sends(world.installer, "ABC-100 x2 №4411")
    assert sent.outcome is Outcome.SUBMITTED


async def test_small_talk_opens_nothing(world: World) -> None:
    assert await world.do(receiving.receive_text, world.seller, "Добрый день", sent_at=NOW, now=NOW) is None
    assert await world.do(drafts.newest_open, world.seller) is None
