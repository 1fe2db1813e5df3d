"""Fix by reply: a moderator asks, the partner answers with a photo, a number or a word; notes go to and fro."""

from datetime import timedelta

import pytest

from core.people.roles import Role
from sandbox.model import Message
from tests.conversations.selling import promote, said, sell
from tests.conversations.test_today import since
from tests.stage import Human, Stage, invoice


@pytest.fixture(params=["ru", "it", "en"])
async def partner(stage: Stage, owner: Human, request: pytest.FixtureRequest) -> Human:
    return await stage.member("Ivan", owner=owner, language=request.param)


@pytest.fixture
async def ivan(stage: Stage, owner: Human) -> Human:
    return await stage.member("Ivan", owner=owner)


async def ask_for_photo(owner: Human) -> None:
    await owner.taps(said(owner, "Ask the partner"))
    await owner.taps(said(owner, "A sharper photo"))


async def test_a_sharper_photo_is_sent_in_reply(partner: Human, owner: Human) -> None:
    """The question hangs on the photo; the reply brings the claim back to the moderator, marked as answered."""
    await sell(partner)
    await ask_for_photo(owner)
    question = partner.last_message
    assert said(partner, "Answer by replying to this message. The sale keeps its place in the queue.") in partner.heard
    assert question.reply_to is not None
    await partner.sends_photo(invoice("sharper"), reply_to=question)
    assert partner.heard.startswith("⏳")
    answered = said(owner, "✅ Asked and answered: {what}", what=said(owner, "A sharper photo"))
    assert answered in owner.screen
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240


async def test_without_reply_two_buttons_ask(partner: Human, owner: Human) -> None:
    await sell(partner)
    await ask_for_photo(owner)
    await partner.sends_photo(invoice("sharper"))
    assert said(partner, "<b>Which sale is this photo for?</b>") in partner.heard
    assert partner.buttons[:2] == [partner.buttons[0], said(partner, "A new sale")]
    assert "4411" in partner.buttons[0]
    await partner.taps(partner.buttons[0])
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240


async def test_a_photo_may_be_a_new_sale_all_the_same(ivan: Human, owner: Human) -> None:
    await sell(ivan)
    await ask_for_photo(owner)
    await ivan.sends_photo(invoice("4412"))
    await ivan.taps(said(ivan, "A new sale"))
    assert said(ivan, "<b>Which product?</b>") in ivan.heard


async def test_words_go_to_and_fro(ivan: Human, owner: Human) -> None:
    """A question, its answer, and both in the history."""
    await sell(ivan)
    await owner.taps(said(owner, "Ask the partner"))
    await owner.taps(said(owner, "Something else…"))
    await owner.says("Which shop was it?")
    question = ivan.last_message
    assert "Which shop was it?" in ivan.heard
    await ivan.says("By the bridge", reply_to=question)
    assert ivan.heard == said(ivan, "Noted, and passed on.")
    assert "By the bridge" in owner.screen
    await owner.taps(said(owner, "History"))
    assert "Which shop was it?" in owner.heard
    assert "By the bridge" in owner.heard


async def test_a_number_is_answered_in_reply(ivan: Human, owner: Human) -> None:
    await sell(ivan)
    await owner.taps(said(owner, "Ask the partner"))
    await owner.taps(said(owner, "The number"))
    await ivan.says("4499", reply_to=ivan.last_message)
    assert "4499" in owner.screen
    await owner.taps(said(owner, "Approve"))
    assert await ivan.balance() == 240


async def test_own_words_are_answered_without_reply_too(ivan: Human, owner: Human) -> None:
    """By words, or by a photo that is asked about; neither begins a sale by itself."""
    await sell(ivan)
    for answer in ("words", "photo"):
        await owner.taps(said(owner, "Ask the partner"))
        await owner.taps(said(owner, "Something else…"))
        await owner.says("Which shop was it?")
        if answer == "words":
            await ivan.says("By the bridge")
            assert ivan.heard == said(ivan, "Noted, and passed on.")
            assert "By the bridge" in owner.screen
        else:
            await ivan.sends_photo(invoice("the shop"))
            assert said(ivan, "<b>Which sale is this photo for?</b>") in ivan.heard
            await ivan.taps(ivan.buttons[0])
    await owner.taps(said(owner, "Approve"))
    assert await ivan.balance() == 240


async def test_a_page_that_was_asked_for_stands_beside_the_first(partner: Human, owner: Human) -> None:
    """The second page of an invoice is no better photo of the first."""
    await sell(partner)
    await owner.taps(said(owner, "Ask the partner"))
    await owner.taps(said(owner, "One more page"))
    assert said(partner, "<b>Send the page.</b> It comes beside the photos we have.") in partner.screen
    await partner.sends_photo(invoice("second page"), reply_to=partner.last_message)
    assert partner.heard.startswith("⏳")
    answered = said(owner, "✅ Asked and answered: {what}", what=said(owner, "One more page"))
    assert answered in owner.screen
    await _sees_photos(owner, 2)
    await owner.taps(said(owner, "Approve"))
    assert await partner.balance() == 240


async def test_a_partner_adds_a_page_unasked(partner: Human, owner: Human) -> None:
    """And replaces all of them by one afterwards."""
    await sell(partner)
    await partner.taps(said(partner, "Add a page"))
    assert said(partner, "<b>Send the page.</b> It comes beside the photos we have.") in partner.screen
    await partner.sends_photo(invoice("second page"))
    assert partner.heard.startswith("⏳")
    await _sees_photos(owner, 2)
    await partner.taps(said(partner, "Replace photo"))
    await partner.sends_photo(invoice("both pages"))
    assert not any(label.startswith(_all_photos(owner, 2)) for label in owner.buttons)


async def test_a_photo_in_answer_to_own_words_loses_none(ivan: Human, owner: Human) -> None:
    await sell(ivan)
    await owner.taps(said(owner, "Ask the partner"))
    await owner.taps(said(owner, "Something else…"))
    await owner.says("Please send the second page")
    await ivan.sends_photo(invoice("second page"), reply_to=ivan.last_message)
    await _sees_photos(owner, 2)


async def _sees_photos(owner: Human, count: int) -> None:
    """The card leads to all of them."""
    before = len(owner.messages)
    await owner.taps(_all_photos(owner, count))
    assert len(owner.messages) == before + count


def _all_photos(owner: Human, count: int) -> str:
    return said(owner, "All {n} photo", "All {n} photos", count)


async def test_who_does_not_answer_is_reminded_once_by_day(stage: Stage, owner: Human) -> None:
    """Three days later, when people work, below the photo; a reply answers as it did before, and nothing follows."""
    ivan = await stage.member("Ivan", owner=owner)
    await to_the_hour(stage, 22)
    await sell(ivan)
    await ask_for_photo(owner)
    still = said(ivan, "⏳ We still wait for your answer.")
    await stage.move(timedelta(days=3, minutes=-30))
    assert not _reminders(ivan, still)
    await stage.move(timedelta(hours=2))
    assert not _reminders(ivan, still), "it is night"
    await stage.move(timedelta(days=4))
    (reminder,) = _reminders(ivan, still)
    assert reminder.reply_to is not None
    assert 9 <= reminder.date.hour < 18
    await stage.move(timedelta(days=10))
    assert _reminders(ivan, still) == [reminder]
    await ivan.sends_photo(invoice("sharper"), reply_to=reminder)
    assert ivan.heard.startswith("⏳")
    await owner.taps(said(owner, "Approve"))
    assert await ivan.balance() == 240


async def test_who_has_answered_or_withdrawn_is_not_reminded(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    anna = await stage.member("Anna", owner=owner, company=1)
    await sell(ivan, "4411")
    await ask_for_photo(owner)
    await ivan.sends_photo(invoice("sharper"), reply_to=ivan.last_message)
    await owner.taps(said(owner, "Approve"))
    await sell(anna, "4412")
    await ask_for_photo(owner)
    await anna.taps(said(anna, "Leave as it was"))
    await anna.taps(said(anna, "Withdraw"))
    await anna.taps(said(anna, "Yes, withdraw the sale"))
    await stage.move(timedelta(days=14))
    for human in (ivan, anna):
        assert not _reminders(human, said(human, "⏳ We still wait for your answer."))


async def test_what_waits_for_partners_stands_in_the_day_and_opens(stage: Stage, partner: Human, owner: Human) -> None:
    """How many and since when, a list of them, and the card of each; in the queue as well, once nothing else waits."""
    one = said(owner, "❓ {n} sale waits for its partner’s answer", "❓ {n} sales wait for their partners’ answers", 1)
    await owner.says("/today")
    assert one not in owner.heard
    await sell(partner, "4411")
    await ask_for_photo(owner)
    asked_at = stage.now()
    await owner.says("/today")
    assert one + since(owner, asked_at) in owner.heard
    way = said(owner, "❓ Wait for partners: {n}", n=1)
    await owner.taps(way)
    head = (
        "<b>Sales that wait for their partners’ answers</b>\n"
        "Each partner is reminded once, after three days. Tap a sale to see what was asked."
    )
    assert owner.heard == said(owner, head)
    (line,) = owner.buttons
    assert "4411" in line
    assert "Ivan" in line
    await owner.taps(line)
    assert said(owner, "📷 <b>Waits for another photo from the partner.</b>") in owner.heard
    await owner.says("/review")
    await owner.taps(way)
    await partner.sends_photo(invoice("sharper"), reply_to=partner.last_message)
    await owner.taps(line)
    await owner.taps(said(owner, "Approve"))
    await owner.says("/today")
    assert one not in owner.heard


async def test_of_what_waits_for_partners_each_sees_what_may_be_decided(stage: Stage, owner: Human) -> None:
    """Not the own sale, nor one of the own company."""
    lev = await stage.member("Lev", owner=owner)
    await promote(stage, lev, Role.MANAGER)
    ivan = await stage.member("Ivan", owner=owner)
    await sell(ivan, "4411")
    await ask_for_photo(owner)
    await lev.says("/today")
    assert "❓" not in lev.heard
    await lev.says("/review")
    assert not [label for label in lev.buttons if label.startswith("❓")]


async def test_who_answers_days_later_has_kept_the_place_in_the_queue(stage: Stage, ivan: Human, owner: Human) -> None:
    """A new day is promised for it, later than for the sale sent meanwhile; it comes before that one all the same."""
    await sell(ivan, "4411")
    await ask_for_photo(owner)
    question = ivan.last_message
    await stage.move(timedelta(days=1))
    await ivan.sends_photo(invoice("4412"))
    await ivan.taps(said(ivan, "A new sale"))
    await ivan.taps("Boiler 24 kW")
    await ivan.taps("2")
    await ivan.says("4412")
    await ivan.taps(said(ivan, "Send"))
    await stage.move(timedelta(days=1))
    await ivan.sends_photo(invoice("sharper"), reply_to=question)
    await owner.says("/review")
    assert "4411" in owner.heard
    await owner.taps(said(owner, "Approve"))
    assert "4412" in owner.heard


async def to_the_hour(stage: Stage, hour: int) -> None:
    """On to this hour of a Monday, by the programme's clock."""
    now = stage.now()
    then = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    await stage.move(then + timedelta(days=(-now.weekday()) % 7 or 7) - now)


def _reminders(human: Human, words: str) -> list[Message]:
    return [message for message in human.messages if words in (message.text or "")]
