"""Talks: what is no step of anything reaches a human, who answers by replying."""

import pytest

from core.people.roles import Role
from core.programme.options import BEGUN_WITH, Module
from sandbox.model import Voice
from tests.conversations.selling import said
from tests.stage import Human, Stage, invoice


@pytest.fixture
async def mara(stage: Stage, owner: Human) -> Human:
    """A manager, who looks after partners."""
    return await stage.member("Mara", owner=owner, role=Role.MANAGER, company=None)


def passed_on(partner: Human, keeper: str) -> str:
    told = said(partner, "I have passed this on to {name}, who looks after you. The answer comes here.", name=keeper)
    return f"{told} {said(partner, 'To register a sale, send a photo of the invoice.')}"


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_words_reach_the_manager_who_answers_by_replying(
    stage: Stage, owner: Human, mara: Human, language: str
) -> None:
    ivan = await stage.member("Ivan", owner=mara, language=language)
    await ivan.says("When do the new boilers come?")
    assert ivan.heard == passed_on(ivan, "Mara")
    assert "Ivan" in mara.heard
    assert "When do the new boilers come?" in mara.heard
    await mara.says("On Monday.", reply_to=mara.last_message)
    assert mara.heard == said(mara, "Sent to {name}.", name="Ivan")
    assert "Mara" in ivan.heard
    assert "On Monday." in ivan.heard
    assert ivan.last_message.reply_to is not None
    await ivan.says("Thanks!", reply_to=ivan.last_message)
    assert "Thanks!" in mara.heard


async def test_who_answers_is_said_once_in_a_while(stage: Stage, owner: Human, mara: Human) -> None:
    ivan = await stage.member("Ivan", owner=mara)
    await ivan.says("Hello")
    count = len([one for one in ivan.messages if one.by_bot])
    await ivan.says("Is anybody there?")
    assert len([one for one in ivan.messages if one.by_bot]) == count
    assert "Is anybody there?" in mara.heard


async def test_a_voice_is_heard_as_a_voice(stage: Stage, owner: Human, mara: Human) -> None:
    ivan = await stage.member("Ivan", owner=mara)
    await ivan.sends_voice()
    assert isinstance(mara.last_message.media, Voice)
    asked = mara.last_message
    mara.phone.send_voice(mara.bot, reply_to=asked)
    await mara.until(lambda: isinstance(ivan.last_message.media, Voice))


async def test_who_waits_is_listed_and_answered_by_button(stage: Stage, owner: Human, mara: Human) -> None:
    ivan = await stage.member("Ivan", owner=mara)
    await mara.says("/questions")
    assert mara.heard == said(mara, "Nobody waits for an answer.")
    await ivan.says("Where is my prize?")
    await mara.says("/questions")
    assert mara.heard == said(mara, "{n} question waits for an answer", "{n} questions wait for an answer", 1)
    await mara.taps("Ivan, ")
    assert "Where is my prize?" in mara.heard
    await mara.taps(mara.t("Answer"))
    await mara.says("In the post.")
    assert "In the post." in ivan.heard
    await mara.says("/questions")
    assert mara.heard == said(mara, "Nobody waits for an answer.")


async def test_what_needs_no_answer_waits_no_more(stage: Stage, owner: Human, mara: Human) -> None:
    ivan = await stage.member("Ivan", owner=mara)
    await ivan.says("Thank you all")
    await mara.says("/questions")
    await mara.taps("Ivan, ")
    await mara.taps(mara.t("Needs no answer"))
    assert mara.heard == said(mara, "Nobody waits for an answer.")


async def test_an_answer_given_up_sends_nothing(stage: Stage, owner: Human, mara: Human) -> None:
    ivan = await stage.member("Ivan", owner=mara)
    await ivan.says("Hello")
    heard = ivan.heard
    await mara.says("/questions")
    await mara.taps("Ivan, ")
    await mara.taps(mara.t("Answer"))
    await mara.says("/cancel")
    assert mara.heard == said(mara, "Stopped. Nothing was changed.")
    await mara.says("to nobody")
    assert ivan.heard == heard


async def test_the_own_manager_is_asked_before_others(stage: Stage, owner: Human, mara: Human) -> None:
    nina = await stage.member("Nina", owner=owner, role=Role.MANAGER, company=None)
    ivan = await stage.member("Ivan", owner=nina)
    await ivan.says("Hello")
    assert "Hello" in nina.heard
    assert "Hello" not in mara.screen


async def test_without_anybody_who_looks_after_partners_the_owner_is_asked(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await ivan.says("Hello")
    assert ivan.heard == passed_on(ivan, "Olga")
    assert "Hello" in owner.heard


async def test_a_reply_goes_on_while_a_sale_is_described(stage: Stage, owner: Human, mara: Human) -> None:
    """It says itself what it belongs to; the sale waits."""
    ivan = await stage.member("Ivan", owner=mara)
    await ivan.says("Hello")
    await mara.says("Hello Ivan", reply_to=mara.last_message)
    answer = ivan.last_message
    await ivan.sends_photo(invoice())
    await ivan.says("One more thing", reply_to=answer)
    assert "One more thing" in mara.heard


async def test_others_cannot_read_or_answer(stage: Stage, owner: Human, mara: Human) -> None:
    ivan = await stage.member("Ivan", owner=mara)
    anna = await stage.member("Anna", owner=mara)
    await ivan.says("Only for Mara")
    await anna.says("/questions")
    assert "Only for Mara" not in anna.heard
    for data in ("talk:show:1", "talk:answer:1", "talk:settle:1"):
        assert await anna.forges(anna.last_message, data)
    assert "Only for Mara" not in anna.screen


async def test_with_nobody_switched_on_the_bot_says_what_can_be_done(stage: Stage, owner: Human, mara: Human) -> None:
    ivan = await stage.member("Ivan", owner=mara)
    await stage.set_options(modules=BEGUN_WITH - {Module.HUMAN})
    await owner.says("/help")
    await ivan.says("Hello")
    assert "Hello" not in mara.screen
    assert ivan.heard == said(
        ivan, "I do not know what to do with this. To register a sale, send a photo of the invoice."
    )


async def test_nothing_said_is_left_of_somebody_erased(stage: Stage, owner: Human, mara: Human) -> None:
    ivan = await stage.member("Ivan", owner=mara)
    await ivan.says("Hello")
    await ivan.says("/privacy")
    await ivan.taps(ivan.t("Erase my data"))
    await ivan.taps(ivan.t("Erase for good"))
    await mara.says("/questions")
    assert mara.heard == said(mara, "Nobody waits for an answer.")


@pytest.mark.parametrize("thanks", ["Спасибо большое!", "grazie mille", "Ok, thanks", "👍"])
async def test_thanks_arrive_without_a_sound_and_wait_for_nothing(
    stage: Stage, owner: Human, mara: Human, thanks: str
) -> None:
    """And nobody is promised an answer to them."""
    ivan = await stage.member("Ivan", owner=mara)
    heard, rang = len(ivan.all_heard), mara.rang
    await ivan.says(thanks)
    assert thanks in mara.heard
    assert mara.rang == rang
    assert len(ivan.all_heard) == heard
    await mara.says("/questions")
    assert mara.heard == said(mara, "Nobody waits for an answer.")
    await ivan.says("Спасибо, а когда?")
    await mara.says("/questions")
    assert "Ivan" in mara.buttons[0]
