"""A question to the partner that is taken back: the sale is decided without an answer."""

from datetime import timedelta

import pytest

from tests.conversations.selling import decline, said, sell
from tests.stage import Human, Stage, invoice


@pytest.fixture(params=["ru", "it", "en"])
async def partner(stage: Stage, owner: Human, request: pytest.FixtureRequest) -> Human:
    return await stage.member("Ivan", owner=owner, language=request.param)


async def ask_for_number(owner: Human) -> None:
    await owner.taps(said(owner, "Ask the partner"))
    await owner.taps(said(owner, "The number"))


async def test_who_never_answers_holds_no_sale_up(stage: Stage, partner: Human, owner: Human) -> None:
    """Found under /today, decided all the same; the partner hears the verdict, and of the question no more."""
    await sell(partner)
    await ask_for_number(owner)
    await owner.taps(said(owner, "Decide without an answer"))
    assert said(owner, "❓ Asked: {what}", what=said(owner, "The number")) in owner.screen
    await decline(owner, "Another product")
    assert partner.screen.count("❌") == 1
    before = len(partner.all_heard)
    await stage.move(timedelta(days=9))
    assert len(partner.all_heard) == before


async def test_a_question_asked_by_mistake_is_taken_back_at_once(partner: Human, owner: Human) -> None:
    """The sale is where it was, on both phones, and can be asked about again."""
    await sell(partner)
    await ask_for_number(owner)
    await owner.taps(said(owner, "Decide without an answer"))
    await partner.says("/claims")
    assert [label[0] for label in partner.buttons] == ["⏳"]
    await ask_for_number(owner)
    await partner.says("4412", reply_to=partner.last_message)
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240


async def test_an_answer_that_is_faster_counts(partner: Human, owner: Human) -> None:
    """The old button says that the sale has changed."""
    await sell(partner)
    await owner.taps(said(owner, "Ask the partner"))
    await owner.taps(said(owner, "A sharper photo"))
    button = next(
        key.callback_data
        for message in owner.messages
        for row in message.buttons
        for key in row
        if key.text == said(owner, "Decide without an answer")
    )
    await partner.sends_photo(invoice("sharper"), reply_to=partner.last_message)
    await owner.forges(owner.last_message, button or "")
    assert said(owner, "✅ Asked and answered: {what}", what=said(owner, "A sharper photo")) in owner.screen
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240
