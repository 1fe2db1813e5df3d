"""Tones: how the programme addresses people, heard before it is chosen, and kept to on every screen."""

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.taps_programme import Ask
from core.programme.options import Tone
from core.programme.registry import Group, of_group
from tandem.tones import strays, strays_on_a_key
from tests.conversations.links import invite_link
from tests.conversations.selling import said, sell
from tests.conversations.test_first_start import programme_of
from tests.conversations.test_join import agrees
from tests.stage import Human, Stage, invoice

TU, LEI = "Ogni vendita ti porta", "Ogni vendita Le porta"
VY, TY = "Чем больше продаж, тем больше у вас", "Чем больше продаж, тем больше у тебя"
TONES_NAMED = re.compile(r"\(вы, (tu|Lei)\)")


async def opens_tone(owner: Human) -> None:
    await owner.says("/programme")
    await owner.taps(owner.t("Name and contact"))
    await owner.taps(owner.t("How people are addressed"))


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_each_tone_is_heard_before_it_is_chosen(stage: Stage, language: str) -> None:
    """One sentence that partners read, in every language with a difference; what holds is marked."""
    owner = await stage.found(language=language)
    await opens_tone(owner)
    for sentence in (TU, LEI, VY, TY):
        assert owner.heard.count(sentence) == 1
    names = ("As usual (вы, tu)", "Formal (вы, Lei)", "Familiar (ты, tu)")
    assert owner.buttons == [f"✅ {owner.t(names[0])}", *map(owner.t, names[1:]), owner.t("← Back")]
    await owner.taps(owner.t("Familiar (ты, tu)"))
    change = f"{owner.t('How people are addressed')}: {owner.t(names[0])} → {owner.t(names[2])}"
    assert any(heard.startswith(owner.t("Saved: {setting}.", setting=change)) for heard in owner.all_heard)
    assert (await programme_of(stage)).options.tone is Tone.FAMILIAR


async def test_a_programme_that_speaks_english_alone_hears_that_nothing_changes(stage: Stage) -> None:
    owner = await stage.found(language="en")
    await owner.says("/programme")
    await owner.taps(owner.t("Time and languages"))
    await owner.taps(owner.t("Languages"))
    for language in ("Русский", "Italiano"):
        await owner.taps(f"✅ {language}")
    await opens_tone(owner)
    assert "English has one form for all" in owner.heard


async def test_a_tone_is_undone_and_stands_in_the_audit_log(stage: Stage, owner: Human) -> None:
    """Who chose it is addressed by it at once, and after the undo as before."""
    await opens_tone(owner)
    await owner.taps(owner.t("Familiar (ты, tu)"))
    message = next(each for each in reversed(owner.messages) if owner.t("Undo") in str(each.buttons))
    await owner.taps_on(message, message.buttons[0][0])
    assert (await programme_of(stage)).options.tone is Tone.USUAL
    async with stage.service.db.read() as session:
        rows = (await session.execute(text("SELECT act, subject, after FROM audit_entries ORDER BY serial"))).all()
    assert [(row.act, json.loads(row.after)["value"]) for row in rows if row.subject == "option:tone"] == [
        ("setting_changed", "familiar"),
        ("setting_undone", "usual"),
    ]


@pytest.mark.parametrize(("language", "tone", "sentence"), [("ru", Tone.FAMILIAR, TY), ("it", Tone.FORMAL, LEI)])
async def test_a_newcomer_is_met_in_the_tone(
    stage: Stage, owner: Human, language: str, tone: Tone, sentence: str
) -> None:
    """By the invitation's first words."""
    await stage.set_options(tone=tone)
    await owner.says("/help")
    nina = stage.newcomer("Nina", language="en")
    await nina.opens(await invite_link(owner, language=language))
    assert sentence in nina.heard


@pytest.fixture(params=[("ru", Tone.FAMILIAR), ("it", Tone.FORMAL)], ids=["ru-familiar", "it-formal"])
async def owner_in_tone(request: pytest.FixtureRequest, stage: Stage) -> Human:
    """The owner of a programme that speaks by the other tone of its language."""
    language, tone = request.param
    found = await stage.found(language=language, tone=tone)
    await found.says("/help")
    found.tone = tone
    return found


def no_word_of_the_usual_tone(*people: Human) -> None:
    """Nothing on a phone: what the bot has said, its buttons, keys and menu. The names of the tones are quotes."""
    for human in people:
        labels = [*human.keys, *human.menu.values()]
        labels += [one.text for message in human.messages for row in message.buttons for one in row]
        found = [strays(human.language, TONES_NAMED.sub("", heard)) for heard in human.all_heard]
        found += [strays_on_a_key(human.language, TONES_NAMED.sub("", label)) for label in labels]
        assert not any(found), f"{[each for each in found if each]} on\n{human.screen}"


async def test_a_sale_and_its_review_keep_to_the_tone(stage: Stage, owner_in_tone: Human) -> None:
    """From the invitation to explained points, with questions and a decline in between."""
    owner = owner_in_tone
    ivan = stage.newcomer("Ivan", language=owner.language)
    ivan.tone = owner.tone
    await ivan.opens(await invite_link(owner, language=owner.language))
    no_word_of_the_usual_tone(ivan)
    await agrees(ivan)
    no_word_of_the_usual_tone(ivan)
    await ivan.taps("Ivan")
    no_word_of_the_usual_tone(ivan)
    await ivan.taps(said(ivan, "Installer"))
    no_word_of_the_usual_tone(ivan)
    await ivan.taps("Teplo Dom")
    no_word_of_the_usual_tone(ivan)
    await ivan.sends_photo(invoice("4411"))
    for answer in ("Boiler 24 kW", "2"):
        await ivan.taps(answer)
        no_word_of_the_usual_tone(ivan)
    await ivan.says("4411")
    no_word_of_the_usual_tone(ivan)
    await ivan.says("4412")
    no_word_of_the_usual_tone(ivan)
    await ivan.taps("Teplo Dom")
    await ivan.taps(said(ivan, "Send"))
    no_word_of_the_usual_tone(ivan, owner)
    await owner.taps(said(owner, "Ask the partner"))
    no_word_of_the_usual_tone(owner)
    await owner.taps(said(owner, "A sharper photo"))
    no_word_of_the_usual_tone(ivan, owner)
    assert said(ivan, "Answer by replying to this message. The sale keeps its place in the queue.") in ivan.heard
    await ivan.sends_photo(invoice("sharper"), reply_to=ivan.last_message)
    no_word_of_the_usual_tone(ivan, owner)
    await owner.says("/review")
    no_word_of_the_usual_tone(owner)
    await owner.taps(said(owner, "Approve"))
    assert said(owner, "Nothing waits for your decision.") in owner.heard
    await sell(ivan, "4412")
    await owner.says("/review")
    await owner.taps(said(owner, "Decline"))
    no_word_of_the_usual_tone(owner)
    await owner.taps(said(owner, "Other reason"))
    no_word_of_the_usual_tone(owner)
    await owner.says("Der Stempel fehlt")
    no_word_of_the_usual_tone(ivan, owner)
    await stage.move(timedelta(seconds=30))
    for command in ivan.menu:
        await ivan.says(f"/{command}")
        no_word_of_the_usual_tone(ivan)


async def test_every_command_and_setting_keeps_to_the_tone(owner_in_tone: Human) -> None:
    """What staff reads, to the question behind each setting, and what commands say to whoever mistypes."""
    owner = owner_in_tone
    for command in owner.menu:
        await owner.says(f"/{command}")
        no_word_of_the_usual_tone(owner)
        await owner.says("?")
        no_word_of_the_usual_tone(owner)
    for group in Group:
        for setting in of_group(group):
            if setting.key == "tone":  # which quotes both
                continue
            await owner.says("/programme")
            await owner.forges(owner.last_message, Ask(key=setting.key).pack())
            no_word_of_the_usual_tone(owner)
            await owner.says("?")
            no_word_of_the_usual_tone(owner)
