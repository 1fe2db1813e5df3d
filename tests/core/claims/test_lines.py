"""Several products of one document: described, sent, corrected, and duplicates told line by line."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from core.claims import again, changes, decisions, drafts, receiving, submission, typed
from core.claims.claim import Asking, DeclineReason, SameAs
from core.claims.claim_card import ClaimCard
from core.claims.draft_card import load_draft
from core.claims.draft_rows import save
from core.claims.drafting import Draft
from core.claims.lines import MOST_LINES, Line
from core.claims.reception import Outcome
from core.claims.refusals import DraftMovedOn, OwnDuplicate, TooManyLines
from core.claims.review_card import load_review
from core.ids import ClaimId
from tests.core.claims.world import NOW, World

BOTH = "ABC-100 x2, TH-1 x4 №4411"


def lines_of(claim: ClaimCard) -> list[tuple[str, int, int]]:
    return [(line.sku, line.quantity, line.points) for line in claim.lines]


async def sent(world: World, caption: str = BOTH) -> ClaimCard:
    received = await world.sends(world.seller, caption)
    assert received.outcome is Outcome.SUBMITTED
    await world.fetches()
    assert received.draft is not None
    assert received.draft.claim_id is not None
    return await world.claim(received.draft.claim_id)


async def put(world: World, draft: Draft, *texts: str) -> Draft:
    for text in texts:
        draft = await world.do(typed.text_answer, draft.id, text, by=world.installer, now=NOW)
    return draft


async def test_a_caption_of_several_products_is_sent_at_once(world: World) -> None:
    claim = await sent(world)
    assert lines_of(claim) == [("ABC-100", 2, 240), ("TH-1", 4, 60)]
    assert claim.points == 300


async def test_approval_pays_every_line(world: World) -> None:
    claim = await sent(world)
    await world.do(decisions.approve, claim.id, version=claim.version, by=world.moderator, now=NOW)
    assert await world.balance(world.seller) == 300


async def test_products_are_added_and_counted_one_by_one(world: World) -> None:
    draft = await world.describes(world.installer)
    draft = await world.do(drafts.add_line, draft.id, by=world.installer)
    assert (draft.asking, draft.at_line) == (Asking.PRODUCT, 1)
    draft = await put(world, draft, "TH-1")
    assert (draft.asking, draft.at_line, len(draft.lines)) == (Asking.QUANTITY, 1, 2)
    draft = await put(world, draft, "4")
    assert draft.asking is Asking.READY
    card = await world.do(load_draft, draft.id, now=NOW)
    assert [line.points for line in card.lines] == [240, 60]
    assert card.points == 300
    claimed = await world.do(submission.submit, draft.id, by=world.installer, now=NOW)
    assert lines_of(await world.claim(claimed.claim_id or ClaimId(0))) == [("ABC-100", 2, 240), ("TH-1", 4, 60)]


async def test_a_product_that_is_there_already_is_counted_where_it_stands(world: World) -> None:
    draft = await world.describes(world.installer)
    draft = await world.do(drafts.add_line, draft.id, by=world.installer)
    draft = await put(world, draft, "ABC-100")
    assert (draft.asking, draft.at_line, len(draft.lines), draft.quantity) == (Asking.QUANTITY, 0, 1, 2)


async def test_a_second_tap_on_a_number_counts_its_own_line(world: World) -> None:
    """The first line's button goes on meaning the first line, whatever is asked by then."""
    draft = (await world.sends(world.installer, "ABC-100 и TH-1")).draft
    assert draft is not None
    for _ in range(2):
        draft = await world.do(drafts.set_quantity, draft.id, 2, by=world.installer, line=0)
    assert [line.quantity for line in draft.lines] == [2, None]
    assert (draft.asking, draft.at_line) == (Asking.QUANTITY, 1)


async def test_a_line_is_taken_out_again(world: World) -> None:
    draft = await world.describes(world.installer)
    draft = await world.do(drafts.add_line, draft.id, by=world.installer)
    draft = await put(world, draft, "TH-1", "4")
    gone = await world.do(drafts.remove_line, draft.id, 0, by=world.installer, seen=draft.version)
    assert [line.quantity for line in gone.lines] == [4]
    assert gone.asking is Asking.READY
    with pytest.raises(DraftMovedOn):
        await world.do(drafts.remove_line, draft.id, 0, by=world.installer, seen=draft.version)
    with pytest.raises(DraftMovedOn):
        await world.do(drafts.set_quantity, draft.id, 1, by=world.installer, line=7)


async def test_the_last_line_taken_out_asks_for_a_product(world: World) -> None:
    draft = await world.describes(world.installer)
    gone = await world.do(drafts.remove_line, draft.id, 0, by=world.installer)
    assert gone.asking is Asking.PRODUCT


async def test_a_sale_has_an_end_of_lines(world: World) -> None:
    draft = await world.describes(world.installer)
    full = replace(draft, lines=(Line(product_id=draft.product_id, quantity=1),) * MOST_LINES)
    await world.do(save, draft, full)
    with pytest.raises(TooManyLines):
        await world.do(drafts.add_line, draft.id, by=world.installer)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["ABC-100"], [("ABC-100", 2, 240)]),
        (["TH-1", "1"], [("TH-1", 1, 15)]),
    ],
)
async def test_a_correction_changes_the_lines_of_a_claim(
    world: World, texts: Sequence[str], expected: list[tuple[str, int, int]]
) -> None:
    """Fewer lines than before: those too many go."""
    claim = await sent(world)
    draft = await world.do(changes.correct, claim.id, by=world.seller, now=NOW)
    assert len(draft.lines) == 2
    draft = await world.do(drafts.remove_line, draft.id, 1, by=world.seller)
    draft = await world.do(drafts.revise, draft.id, Asking.PRODUCT, by=world.seller, now=NOW, line=0)
    for text in texts:
        if draft.asking is Asking.READY:
            draft = await world.do(drafts.revise, draft.id, Asking.QUANTITY, by=world.seller, now=NOW)
        draft = await world.do(typed.text_answer, draft.id, text, by=world.seller, now=NOW)
    await world.do(submission.submit, draft.id, by=world.seller, now=NOW)
    assert lines_of(await world.claim(claim.id)) == expected


async def test_a_correction_adds_lines_to_a_claim(world: World) -> None:
    claim = await world.in_review(world.installer)
    draft = await world.do(changes.correct, claim.id, by=world.installer, now=NOW)
    draft = await world.do(drafts.add_line, draft.id, by=world.installer)
    draft = await put(world, draft, "TH-1", "4")
    await world.do(submission.submit, draft.id, by=world.installer, now=NOW)
    assert lines_of(await world.claim(claim.id)) == [("ABC-100", 2, 240), ("TH-1", 4, 60)]


async def test_an_edited_caption_tells_all_lines_anew(world: World) -> None:
    received = await world.sends(world.seller, BOTH, message_key="77:900")
    assert received.draft is not None
    assert received.draft.claim_id is not None
    edit: dict[str, Any] = {"channel": "telegram", "message_key": "77:900", "now": NOW}
    await world.do(receiving.edit_caption, world.seller, caption="ABC-100 x1, PMP-25 x3 №4411", **edit)
    assert lines_of(await world.claim(received.draft.claim_id)) == [("ABC-100", 1, 120), ("PMP-25", 3, 90)]
    await world.do(receiving.edit_caption, world.seller, caption="ABC-100 x5 №4411", **edit)
    assert lines_of(await world.claim(received.draft.claim_id)) == [("ABC-100", 5, 600)]


@pytest.mark.parametrize("caption", ["ABC-100 x1 №4411", "PMP-25 x1, TH-1 x1 №4411"])
async def test_one_line_in_common_is_an_own_duplicate(world: World, caption: str) -> None:
    claim = await sent(world)
    with pytest.raises(OwnDuplicate) as refused:
        await world.sends(world.seller, caption)
    assert refused.value.claim_id == claim.id


async def test_other_lines_of_the_same_invoice_are_no_duplicate(world: World) -> None:
    await sent(world)
    other = await sent(world, "PMP-25 x1 №4411")
    assert lines_of(other) == [("PMP-25", 1, 30)]


async def test_somebody_elses_line_is_asked_about_and_shown_to_moderators(world: World) -> None:
    first = await sent(world)
    draft = await world.describes(world.installer, product="TH-1")
    draft = await world.do(drafts.add_line, draft.id, by=world.installer)
    draft = await put(world, draft, "PMP-25", "1")
    draft = await world.do(drafts.choose_issuer, draft.id, first.issuer_id, by=world.installer, now=NOW)
    draft = await world.do(submission.submit, draft.id, by=world.installer, now=NOW)
    assert draft.asking is Asking.DUPLICATE
    draft = await world.do(drafts.answer_duplicate, draft.id, SameAs.SAME, by=world.installer, now=NOW)
    await world.fetches()
    assert draft.claim_id is not None
    review = await world.do(load_review, draft.claim_id, world.moderator)
    assert [beside.claim.id for beside in review.duplicates] == [first.id]


async def test_a_declined_sale_of_several_products_is_sent_again_whole(world: World) -> None:
    claim = await sent(world)
    await world.do(
        decisions.decline,
        claim.id,
        version=claim.version,
        by=world.moderator,
        reason=DeclineReason.WRONG_QUANTITY,
        now=NOW,
    )
    draft = await world.do(again.send_again, claim.id, by=world.seller, now=NOW)
    assert [line.quantity for line in draft.lines] == [2, 4]
    assert draft.asking is Asking.READY
