"""/today: what the day asks of whoever looks after partners, told each working morning."""

from datetime import datetime, timedelta

import pytest

from bot.views import formats
from bot.words import speaking
from core.people.roles import Role
from core.programme.options import BEGUN_WITH, Module
from tests.conversations.earning import earn
from tests.conversations.selling import promote, said, sell
from tests.conversations.test_members_list import cards, send_list
from tests.conversations.test_prizes import offer, order
from tests.stage import Human, Stage

WEEK = timedelta(days=8)


@pytest.fixture
async def mara(stage: Stage, owner: Human) -> Human:
    """A manager."""
    return await stage.member("Mara", owner=owner, role=Role.MANAGER, company=None)


async def to_the_morning(stage: Stage) -> None:
    """On to half past nine of the next Wednesday, by the programme's clock."""
    now = stage.now()
    morning = now.replace(hour=9, minute=30, second=0, microsecond=0)
    ahead = (2 - now.weekday()) % 7 or 7
    await stage.move(morning + timedelta(days=ahead) - now)


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_what_waits_stands_on_one_screen(stage: Stage, owner: Human, language: str) -> None:
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, language=language, company=None)
    ivan = await stage.member("Ivan", owner=mara)
    await mara.says("/today")
    assert said(mara, "Nothing waits for you today.") in mara.heard
    await sell(ivan, "4411")
    await ivan.says("When do you come?")
    await mara.says("/today")
    assert said(mara, "📋 {n} sale to decide", "📋 {n} sales to decide", 1) in mara.heard
    asked = said(mara, "💬 {n} question waits for an answer", "💬 {n} questions wait for an answer", 1)
    assert asked in mara.heard
    await mara.taps(mara.t("Questions"))
    assert "Ivan" in mara.buttons[0]


async def test_only_what_the_reader_can_decide_is_counted(stage: Stage, owner: Human, mara: Human) -> None:
    """Neither a sale of the own company, nor one that waits for a second person after the own word."""
    lev = await stage.member("Lev", owner=owner)
    await promote(stage, lev, Role.MANAGER)
    petr = await stage.member("Petr", owner=owner, company=1)
    ivan = await stage.member("Ivan", owner=owner)
    await stage.set_options(second_approver_above=100)
    await owner.says("/help")
    await sell(ivan, "4411")
    sent = stage.now()
    await stage.move(timedelta(hours=3))
    await sell(petr, "4412")
    await mara.taps(said(mara, "Approve"))
    await mara.says("/today")
    assert said(mara, "📋 {n} sale to decide", "📋 {n} sales to decide", 1) in mara.heard
    await lev.says("/today")
    assert said(lev, "📋 {n} sale to decide", "📋 {n} sales to decide", 1) in lev.heard
    await owner.says("/today")
    assert said(owner, "📋 {n} sale to decide", "📋 {n} sales to decide", 2) + since(owner, sent) in owner.heard


def since(human: Human, moment: datetime) -> str:
    """Since when the oldest waits, as it stands behind the count."""
    with speaking(human.language):
        return ", " + said(human, "the oldest since {moment}", moment=formats.moment(moment, "UTC"))


async def test_who_has_not_started_and_who_went_silent_is_named(stage: Stage, owner: Human, mara: Human) -> None:
    ivan = await stage.member("Ivan", owner=mara)
    await stage.member("Anna", owner=mara)
    await sell(ivan, "4411")
    await stage.move(WEEK)
    await mara.says("/today")
    assert f"{said(mara, '🌱 Not started yet')}: 1 (Anna)" in mara.heard
    await stage.move(timedelta(days=30))
    await mara.says("/today")
    assert f"{said(mara, '🌙 Silent for 30 days')}: 1 (Ivan)" in mara.heard


async def test_whom_a_list_named_and_who_has_not_come_in_is_named(stage: Stage, owner: Human) -> None:
    """A day later: who never opened the invitation, who stopped half-way, and the way to pass it on again."""
    await send_list(owner)
    (link, _) = await cards(owner)
    await stage.newcomer("Vanya").opens(link)
    await owner.says("/today")
    assert said(owner, "✉️ Invitation not opened") not in owner.heard
    await stage.move(timedelta(days=1))
    await owner.says("/today")
    assert f"{said(owner, '✉️ Invitation not opened')}: 1 (Мария Росси)" in owner.heard
    assert f"{said(owner, '⏳ Stopped half-way')}: 1 (Иван Петров)" in owner.heard
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, company=None)
    await mara.says("/today")
    assert said(mara, "✉️ Invitation not opened") not in mara.heard, "each tells of those they invited"
    await owner.taps(owner.t("Who has joined"))
    assert owner.t("{n} stopped half-way", "{n} stopped half-way", 1) in owner.screen


async def test_what_was_given_is_told_with_its_cost(stage: Stage, owner: Human, mara: Human) -> None:
    ivan = await stage.member("Ivan", owner=mara)
    await earn(ivan, 120, document_no="4411")
    await stage.set_options(point_cost_minor=150, currency="EUR")
    await mara.says("/today")
    assert "120" in mara.heard
    assert "180" in mara.heard
    assert "€" in mara.heard


async def test_each_working_morning_it_comes_by_itself_once(stage: Stage, owner: Human, mara: Human) -> None:
    await stage.member("Anna", owner=mara)
    await stage.move(WEEK)
    before = [told for told in mara.all_heard if said(mara, "🌱 Not started yet") in told]
    await to_the_morning(stage)
    told = [told for told in mara.all_heard if said(mara, "🌱 Not started yet") in told]
    assert len(told) == len(before) + 1
    await stage.move(timedelta(minutes=45))
    assert len([told for told in mara.all_heard if said(mara, "🌱 Not started yet") in told]) == len(before) + 1


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_orders_later_than_promised_are_named_each_working_morning(stage: Stage, language: str) -> None:
    """Until they are handed over, which is a tap away; not while there is time."""
    owner = await stage.found(language=language)
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, language=language, company=None)
    ivan = await stage.member("Ivan", owner=mara, language=language)
    await earn(ivan, 250, document_no="4411")
    await offer(owner, "Pen", 100, picture=False)
    late = said(mara, "🎁 {n} order later than promised", "🎁 {n} orders later than promised", 1)
    number = await order(ivan, 100)
    await mara.says("/today")
    assert said(mara, "Nothing waits for you today.") in mara.heard, "it was promised for later"
    await stage.move(timedelta(days=40))
    await to_the_morning(stage)
    told = len([words for words in mara.all_heard if late in words])
    await stage.move(timedelta(minutes=45))
    assert len([words for words in mara.all_heard if late in words]) == told
    await stage.move(timedelta(hours=23))
    assert len([words for words in mara.all_heard if late in words]) == told + 1
    await mara.taps(mara.t("Orders to hand over"))
    await mara.taps(mara.t("✅ {number} given", number=number))
    await stage.move(timedelta(days=1))
    assert len([words for words in mara.all_heard if late in words]) == told, "the screen became the list"
    await mara.says("/today")
    assert late not in mara.heard


async def test_orders_are_not_named_where_prizes_are_off(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await earn(ivan, 250, document_no="4411")
    await offer(owner, "Pen", 100, picture=False)
    await order(ivan, 100)
    await stage.move(timedelta(days=40))
    late = said(owner, "🎁 {n} order later than promised", "🎁 {n} orders later than promised", 1)
    await owner.says("/today")
    assert late in owner.heard
    await stage.set_options(modules=BEGUN_WITH - {Module.PRIZES})
    await owner.says("/today")
    assert late not in owner.heard


async def test_on_a_day_off_nothing_comes(stage: Stage, owner: Human, mara: Human) -> None:
    await stage.member("Anna", owner=mara)
    await stage.set_options(work_days=())
    await stage.move(WEEK)
    await to_the_morning(stage)
    assert said(mara, "🌱 Not started yet") not in mara.screen


async def test_partners_are_not_told_of_others(stage: Stage, owner: Human, mara: Human) -> None:
    ivan = await stage.member("Ivan", owner=mara)
    await ivan.says("/today")
    assert said(ivan, "Given this month: {points}", points="").strip() not in ivan.heard
