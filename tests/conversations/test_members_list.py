"""/members: a list gives each person an own invitation, and shows who came how far."""

import re
from datetime import timedelta

import pytest

from core.people.roles import Role
from core.points import statement
from sandbox.model import Message
from tests.conversations.test_join import agrees
from tests.stage import Human, Stage

LIST = "Имя; Телефон; Компания; Профессия; Язык; Начальные баллы; Баллы до\n"
IVAN = "Иван Петров; 8 (912) 000-00-01; Teplo Dom; монтажник; русский; 150; 31.12.2090\n"
BOTH = LIST + IVAN + "Мария Росси; +39 333 000 0002; teplo dom; ; it; ;\n"


def link_in(message: Message) -> str:
    """What the one URL button opens, else the link in the words."""
    urls = [button.url for row in message.buttons for button in row if button.url and "start=" in button.url]
    told = re.search(r"https://t\.me/\S+\?start=[\w-]+", message.text)
    return urls[0] if urls and "share" not in urls[0] else told.group() if told else ""


async def send_list(owner: Human, text: str = BOTH) -> None:
    """Paste a list and save it."""
    await owner.says("/members")
    await owner.says(text)
    await owner.taps(_save(owner))


def _save(owner: Human) -> str:
    return next(
        label for label in owner.buttons if label.startswith(owner.t("Save {n} row", "Save {n} rows", 1).split()[0])
    )


async def cards(owner: Human) -> list[str]:
    """The links of the cards of the first page."""
    await owner.says("/members")
    await owner.taps(owner.t("Have not opened the invitation"))
    before = len(owner.messages)
    await owner.taps(owner.t("Cards to forward"))
    return [link for message in owner.messages[before:] if (link := link_in(message))]


async def test_a_pasted_list_invites_everybody_once(stage: Stage, owner: Human) -> None:
    """From the empty state to two cards; sent again it changes nothing."""
    await owner.says("/members")
    assert owner.t("<b>Invite people by a list</b>").replace("<b>", "").replace("</b>", "") in owner.heard
    await owner.says(BOTH)
    assert owner.t("{n} new person", "{n} new people", 2) in owner.heard
    assert owner.t(
        "Opening balance of {n} person: {points}", "Opening balances of {n} people: {points}", 1, points=150
    ) in (owner.heard)
    assert owner.t("Nothing is saved yet.") in owner.heard
    await owner.taps(owner.t("Save {n} row", "Save {n} rows", 2))
    assert owner.t("{n} invitation is ready.", "{n} invitations are ready.", 2) in owner.heard
    links = await cards(owner)
    assert len(set(links)) == 2
    await owner.says("/members")
    await owner.says(BOTH)
    assert owner.t("{n} is known already: nothing changes", "{n} are known already: nothing changes", 2) in owner.heard
    assert owner.t("Nothing changes: all of this is here already.") in owner.heard
    assert await cards(owner) == links


@pytest.mark.written_in("ru")
async def test_whoever_opens_the_own_invitation_agrees_and_is_in(stage: Stage, owner: Human) -> None:
    """What the list says is not asked; the opening balance is there, once, and explained."""
    await send_list(owner)
    (link, _) = await cards(owner)
    ivan = stage.newcomer("Vanya")
    await ivan.opens(link)
    await agrees(ivan)
    member = await ivan.member()
    assert (member.occupation, member.locale) == ("installer", "ru")
    assert ivan.t("1. Send a photo of an invoice here, any time.") in ivan.screen
    assert "Иван Петров" in ivan.screen
    assert await ivan.balance() == 150
    await ivan.says("/history")
    assert ivan.t("{points}: opening balance", points="+150") in ivan.heard
    await stage.prove()
    stranger = stage.newcomer("Oleg")
    await stranger.opens(link)
    assert stranger.t("What is your name? Type it as colleagues know you: first and last name.") not in stranger.heard
    await owner.says("/members")
    assert owner.t("{n} has joined", "{n} have joined", 1) in owner.heard
    assert owner.t("{n} has not opened the invitation", "{n} have not opened the invitation", 1) in owner.heard


async def test_each_is_met_in_the_language_of_the_list(stage: Stage, owner: Human) -> None:
    await send_list(owner)
    (_, link) = await cards(owner)
    maria = stage.newcomer("Maria", language="en")
    await maria.opens(link)
    maria.person.language_code = "it"
    await agrees(maria)
    assert maria.heard.startswith(maria.t("What do you do?"))


async def test_who_stopped_half_way_and_where(stage: Stage, owner: Human) -> None:
    await send_list(owner)
    (link, _) = await cards(owner)
    ivan = stage.newcomer("Vanya")
    await ivan.opens(link)
    await owner.says("/members")
    assert owner.t("{n} stopped half-way", "{n} stopped half-way", 1) in owner.heard
    await owner.taps(owner.t("Stopped half-way"))
    await owner.taps(f"Иван Петров · {owner.t('consents')}")
    assert owner.t("Stopped at the question: {question}", question=owner.t("consents")) in owner.heard
    await owner.taps(owner.t("A reminder to pass on"))
    assert f"https://t.me/{stage.bot.username}" in owner.heard


@pytest.mark.written_in("ru")
async def test_a_new_invitation_ends_the_old_one(stage: Stage, owner: Human) -> None:
    await send_list(owner)
    (link, _) = await cards(owner)
    await owner.says("/members")
    await owner.taps(owner.t("Have not opened the invitation"))
    await owner.taps("Иван Петров")
    await owner.taps(owner.t("New invitation"))
    await owner.taps(owner.t("Card to forward"))
    fresh = link_in(owner.last_message)
    assert fresh not in {"", link}
    ivan = stage.newcomer("Vanya")
    await ivan.opens(link)
    assert ivan.t("I agree") not in ivan.heard
    await ivan.opens(fresh)
    await agrees(ivan)
    assert (await ivan.member()).occupation == "installer"


async def test_a_revoked_invitation_opens_nothing(stage: Stage, owner: Human) -> None:
    await send_list(owner)
    (link, _) = await cards(owner)
    await owner.says("/members")
    await owner.taps(owner.t("Have not opened the invitation"))
    await owner.taps("Иван Петров")
    await owner.taps(owner.t("Revoke"))
    await owner.taps(owner.t("Revoke"))
    assert owner.t("The invitation does not work any more.") in owner.heard
    ivan = stage.newcomer("Vanya")
    await ivan.opens(link)
    with pytest.raises(AssertionError):
        await ivan.member()
    assert len(await cards(owner)) == 1


async def test_texts_for_any_messenger(stage: Stage, owner: Human) -> None:
    await send_list(owner)
    await owner.says("/members")
    await owner.taps(owner.t("Have not opened the invitation"))
    before = len(owner.messages)
    await owner.taps(owner.t("Texts for SMS and messengers"))
    texts = [message for message in owner.messages[before:] if "?start=" in message.text]
    assert ["Иван Петров" in texts[0].text, "Мария Росси" in texts[1].text] == [True, True]
    assert texts[1].text.startswith("Мария Росси, ti invitiamo")
    assert texts[0].buttons[0][0].url is not None
    assert texts[0].buttons[0][0].url.startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me")


async def test_twenty_are_passed_on_page_by_page(stage: Stage, owner: Human) -> None:
    rows = "".join(f"Partner {n:02}; +7 912 000-01-{n:02}; Teplo Dom\n" for n in range(20))
    await send_list(owner, rows)
    found = set(await cards(owner))
    for _ in range(2):
        before = len(owner.messages)
        await owner.taps(owner.t("Next ones →"))
        found |= {link for message in owner.messages[before:] if (link := link_in(message))}
    assert len(found) == 20
    assert owner.t("These were the last ones.") in owner.heard


@pytest.mark.parametrize("role", [Role.PARTNER, Role.MODERATOR, Role.EDITOR, Role.VIEWER])
async def test_only_those_who_invite_send_lists(stage: Stage, owner: Human, role: Role) -> None:
    anna = await stage.member("Anna", owner=owner, role=role)
    await anna.says("/members")
    assert anna.heard == anna.t("Only managers and owners invite people. Ask one of them, or look under /help.")
    await anna.says(BOTH)
    await owner.says("/members")
    assert owner.t("A file to fill in") in owner.buttons


async def test_a_manager_sees_the_own_lists_alone(stage: Stage, owner: Human) -> None:
    """And cannot add companies: who works there is asked on the way in."""
    await send_list(owner)
    anna = await stage.member("Anna", owner=owner, role=Role.MANAGER)
    await anna.says("/members")
    assert anna.t("A file to fill in") in anna.buttons
    await anna.says("Lev; +7 912 000 00 06; Новая Фирма\n")
    assert anna.t("Save {n} row", "Save {n} rows", 1) in anna.buttons
    assert all(anna.t("Save and add {n} company", "Save and add {n} companies", 1) != label for label in anna.buttons)
    await anna.taps(anna.t("Save {n} row", "Save {n} rows", 1))
    (link,) = await cards(anna)
    lev = stage.newcomer("Lev")
    await lev.opens(link)
    await agrees(lev)
    assert lev.heard.startswith(lev.t("What do you do?"))
    toast = await anna.forges(anna.last_message, f"enr:show:invited:{(await owner.member()).id}:0")
    assert toast is not None


@pytest.mark.written_in("ru")
async def test_opening_points_lapse_on_their_day(stage: Stage, owner: Human) -> None:
    until = (stage.now() + timedelta(days=3)).date().isoformat()
    await send_list(owner, f"Lev; +7 912 000 00 06; Teplo Dom; seller; ru; 40; {until}\n")
    (link,) = await cards(owner)
    lev = stage.newcomer("Lev")
    await lev.opens(link)
    await agrees(lev)
    member = await lev.member()
    async with stage.service.db.read() as session:
        balance = await statement.balance(session, member.id, programme_id=member.programme_id)
    assert (balance.spendable, balance.next_expiry and balance.next_expiry.points) == (40, 40)
    await stage.move(timedelta(days=5))
    assert await lev.balance() == 0
    await stage.prove()
