"""States of sales in a programme's own words: kept by its owner, read wherever a state's name is told."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.audit.acts import Act
from core.audit.tables import AuditEntryRow
from core.people.roles import Role
from tests.conversations.selling import decline, said, sell
from tests.stage import Human, Stage

LANGUAGES = pytest.mark.parametrize("language", ["ru", "it", "en"])
TONGUES = {"ru": "Русский", "it": "Italiano", "en": "English"}


async def opens(owner: Human, state: str = "") -> None:
    await owner.says("/programme")
    await owner.taps(owner.t("Decisions"))
    await owner.taps(owner.t("Names of states"))
    if state:
        await owner.taps(owner.t(state))


async def renames(owner: Human, state: str, word: str) -> None:
    await opens(owner, state)
    await owner.taps(TONGUES[owner.language])
    await owner.says(word)


@LANGUAGES
async def test_own_words_stand_wherever_a_state_is_told(stage: Stage, language: str) -> None:
    """On cards, in the list, in messages, over the button and in the history; what it counts as is told and fixed."""
    owner = await stage.found(language=language)
    moderator = await stage.member("Masha", owner=owner, role=Role.MODERATOR, language=language)
    partner = await stage.member("Ivan", owner=owner, language=language)
    await opens(owner)
    assert owner.t("Closed: not approved") in owner.heard
    await owner.taps(owner.t("Approved"))
    phase = owner.t("Closed: approved").lower()
    assert owner.t("Counts as: {phase}", phase=phase) in owner.heard
    await owner.taps(TONGUES[language])
    await owner.says("Counted <in>")
    assert "Counted <in>" in owner.heard
    await renames(owner, "In review", "At the desk")
    await renames(owner, "Declined", "Turned down")
    await owner.says("/help")
    await sell(partner)
    assert partner.heard.startswith("⏳ At the desk.")
    await partner.says("/balance")
    assert "At the desk: " in partner.heard
    toast = await moderator.taps(said(moderator, "Approve"))
    assert toast is not None
    assert toast.startswith("Counted <in>: +240")
    assert "✅ Counted <in>: +240" in partner.screen
    assert "✅ Counted <in>: Masha" in moderator.screen
    assert await partner.balance() == 240
    await sell(partner, "4412")
    await decline(moderator, "Photo unreadable")
    assert "Turned down." in partner.heard
    assert "❌ Turned down, Masha:" in moderator.screen
    await partner.says("/claims")
    assert any("Counted <in>" in label for label in partner.buttons)
    assert any("Turned down" in label for label in partner.buttons)


@LANGUAGES
async def test_own_words_stand_over_figures_too(stage: Stage, language: str) -> None:
    """Of a month's reasons, of a person, of the week and of the day."""
    owner = await stage.found(language=language)
    partner = await stage.member("Ivan", owner=owner, language=language)
    await renames(owner, "Approved", "Counted <in>")
    await renames(owner, "Declined", "Turned down")
    await owner.says("/help")
    for number in ("4411", "4412"):
        await sell(partner, number)
        await decline(owner, "Photo unreadable")
    await owner.says("/today")
    why = said(owner, "{state}: why", state="Turned down")
    await owner.taps(why)
    assert owner.heard.startswith(why)
    one, many = (f"{{state}}: {{n}} of {{decided}} {sales} decided, {{percent}}%" for sales in ("sale", "sales"))
    assert said(owner, one, many, 2, state="Turned down", decided=2, percent=100) in owner.heard
    await sell(partner, "4413")
    await owner.taps(said(owner, "Approve"))
    await owner.says("/partners")
    await owner.taps("Ivan")
    figures = f"{owner.t('In review')} – 0, Counted <in> – 1, Turned down – 2"
    assert said(owner, "Sales: {state}", state=figures.replace("<", "&lt;")) in owner.heard
    await stage.move(timedelta(days=7))
    await owner.says("/week")
    for word, n in (("Counted &lt;in>", 1), ("Turned down", 2)):
        assert said(owner, "Sales: {state}", state=word) + f": {n}" in owner.heard
    assert why in owner.heard


@LANGUAGES
async def test_a_word_that_will_not_do_is_refused_with_a_way_out(stage: Stage, language: str) -> None:
    """None at all, one too long, and one that another state bears."""
    owner = await stage.found(language=language)
    await opens(owner, "Approved")
    await owner.taps(TONGUES[language])
    await owner.says("…")
    nothing = owner.heard
    await owner.says("x" * 25)
    assert "24" in owner.heard
    taken = owner.t("Declined")
    await owner.says(taken.upper())
    same = "“{word}” is what “{state}” is called already. Type another word, or rename that one first."
    assert owner.heard == said(owner, same, word=taken.upper(), state=taken)
    assert nothing != owner.heard
    await owner.says("Counted in")
    assert owner.heard.startswith(said(owner, "Saved: {setting}.", setting=owner.t("Names of states"))[:8])
    assert "Counted in" in owner.heard


async def test_back_to_usual_by_one_tap_unless_that_word_is_taken(stage: Stage, owner: Human) -> None:
    usual = owner.t("Declined")
    await renames(owner, "Declined", "Мимо")
    await renames(owner, "Withdrawn", usual)
    await opens(owner)
    await owner.taps("Мимо")
    toast = await owner.taps(owner.t("As usual"))
    same = "“{word}” is what “{state}” is called already. Type another word, or rename that one first."
    assert toast == said(owner, same, word=usual, state=owner.t("Withdrawn"))
    await opens(owner)
    await owner.taps(usual)
    await owner.taps(owner.t("As usual"))
    await opens(owner)
    await owner.taps("Мимо")
    await owner.taps(owner.t("As usual"))
    assert owner.t("As usual") not in owner.buttons
    await opens(owner)
    assert "→" not in owner.heard


async def test_a_new_name_is_undone_and_stands_in_the_log(stage: Stage, owner: Human) -> None:
    """The log of changes holds a fingerprint of either value: words that somebody typed stay out of it."""
    await renames(owner, "Approved", "Зачтено")
    assert "Зачтено" in owner.heard
    await owner.taps(owner.t("Undo"))
    await opens(owner)
    assert "Зачтено" not in owner.heard
    await owner.says("/programme")
    await owner.taps(owner.t("Last changes"))
    assert "Зачтено" in owner.heard
    async with stage.service.db.read() as session:
        kept = select(AuditEntryRow.act, AuditEntryRow.before, AuditEntryRow.after)
        kept = kept.where(AuditEntryRow.subject == "option:state_names").order_by(AuditEntryRow.serial)
        rows = (await session.execute(kept)).all()
    assert [row.act for row in rows] == [Act.SETTING_CHANGED, Act.SETTING_UNDONE]
    assert not any("Зачтено" in f"{row.before}{row.after}" for row in rows)


async def test_only_whoever_keeps_the_programme_names_states(stage: Stage, owner: Human) -> None:
    moderator = await stage.member("Masha", owner=owner, role=Role.MODERATOR)
    await moderator.says("/programme")
    assert owner.t("Decisions") not in moderator.buttons
