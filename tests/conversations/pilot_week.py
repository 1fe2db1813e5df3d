"""The week of a pilot, as its people live it: who they are, what they sell, and what they get for it by hand."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from core.people.roles import Role
from sandbox.model import Message
from tests.conversations.selling import decline, said
from tests.conversations.test_join import agrees
from tests.conversations.test_members_list import link_in
from tests.stage import Human, Stage, invoice

PRODUCTS = 40
LISTED = 19
"""People of the manager's list: 17 come, one never opens the invitation, one stops half-way."""
NAMES = (
    *("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett"),
    *("Kilo", "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra"),
)
BY_POSTER = 3
OPENING = 100
LIMIT = 450
"""Points above which two persons approve."""
NUMBER = re.compile(r"(?:№|n\.)\s(\d{4})")
LANGUAGES = {15: "it", 16: "en"}


def points_of(product: int) -> int:
    """What one piece of a product brings."""
    return 60 + product


def product_list() -> str:
    """Forty products, as an owner pastes or sends them."""
    return "\n".join(f"KT-{n:02}; Boiler {20 + n} kW; {points_of(n)}" for n in range(PRODUCTS))


def member_list() -> str:
    """The manager's list; the first three bring points along."""
    head = "Имя; Телефон; Компания; Профессия; Язык; Начальные баллы; Баллы до\n"
    rows = (
        f"Ivan {NAMES[n]}; +7 912 000-01-{n:02}; Teplo Dom; монтажник; {LANGUAGES.get(n, 'ru')}; "
        + (f"{OPENING}; 31.12.2090\n" if n < 3 else ";\n")
        for n in range(LISTED)
    )
    return head + "".join(rows)


@dataclass
class Week:
    """The people, and what each partner should have in the end."""

    stage: Stage
    owner: Human
    marina: Human
    paolo: Human
    partners: list[Human] = field(default_factory=list)
    outside: list[Human] = field(default_factory=list)
    """Who stopped half-way, and who was turned away."""
    due: Counter[str] = field(default_factory=Counter)
    """Points to spend, by first name."""
    to_decline: dict[str, str] = field(default_factory=dict)
    """Numbers of documents, and why."""
    to_correct: dict[str, int] = field(default_factory=dict)
    """Numbers of documents, and the quantity that stands there."""
    taps: int = 0
    """Of those who decide, in the queue."""

    async def people_come(self) -> None:
        """By cards of the list, and by a poster, where one is turned away."""
        marina = self.marina
        await marina.says("/members")
        await marina.says(member_list())
        await marina.taps(said(marina, "Save {n} row", "Save {n} rows", LISTED))
        cards = await self._cards()
        assert len(cards) == LISTED
        for n, link in enumerate(cards[: LISTED - 1]):
            partner = self.stage.newcomer(f"P{n:02}", language=LANGUAGES.get(n, "ru"))
            await partner.opens(link)
            if n == LISTED - 2:
                self.outside.append(partner)
                break
            await agrees(partner)
            self.partners.append(partner)
            self.due[partner.person.first_name] += OPENING if n < 3 else 0
        await self._by_poster()

    async def _cards(self) -> list[str]:
        """The link of each card, page by page."""
        marina = self.marina
        await marina.says("/members")
        await marina.taps(said(marina, "Have not opened the invitation"))
        before = len(marina.messages)
        await marina.taps(said(marina, "Cards to forward"))
        while said(marina, "Next ones →") in marina.buttons:
            await marina.taps(said(marina, "Next ones →"))
        return [link for message in marina.messages[before:] if (link := link_in(message))]

    async def _by_poster(self) -> None:
        marina = self.marina
        await marina.says("/invite")
        await marina.taps(said(marina, "Poster: I let each one in"))
        link = next(found for message in reversed(marina.messages) if (found := link_in(message)))
        for n in range(BY_POSTER + 1):
            guest = self.stage.newcomer(f"G{n}")
            await guest.opens(link)
            await agrees(guest)
            for label in (f"G{n}", said(guest, "Installer"), "Teplo Dom"):
                await guest.taps(label)
            assert f"{said(marina, 'Installer')}, Teplo Dom" in marina.heard
            if n == BY_POSTER:
                await marina.taps(said(marina, "Turn away"))
                self.outside.append(guest)
            else:
                await marina.taps(said(marina, "Let in"))
                self.partners.append(guest)

    async def sells(self, n: int, number: int, product: int, quantity: int) -> None:
        """One sale by its caption; the issuer is asked about the first time."""
        partner = self.partners[n]
        await partner.sends_photo(invoice(str(number)), f"KT-{product:02} x{quantity} №{number}")
        if not partner.heard.startswith("⏳"):
            await partner.taps("Teplo Dom")
        assert partner.heard.startswith("⏳"), partner.screen
        if str(number) not in self.to_decline:
            granted = self.to_correct.get(str(number), quantity)
            self.due[partner.person.first_name] += granted * points_of(product)

    async def decides(self, human: Human, *, most: int = 60) -> None:
        """What lies in the queue, one after another, by taps."""
        await human.says("/review")
        for _ in range(most):
            on_top = self._on_top(human)
            if on_top is None:
                break
            number = NUMBER.findall(on_top.text)[0]
            self.taps += 1
            if number in self.to_decline:
                await decline(human, self.to_decline[number], again=self.to_decline[number] != "Paid already")
                self.taps += 2
            elif number in self.to_correct:
                await human.taps(said(human, "Correct and approve"))
                await human.taps("KT-")
                await human.taps(str(self.to_correct[number]))
                await human.taps("✓ " + said(human, "Other quantity"))
                self.taps += 3
            else:
                await human.taps(said(human, "Approve"))
        await self.stage.move(timedelta(seconds=31))

    def _on_top(self, human: Human) -> Message | None:
        """The card of the queue, the last that can be decided."""
        approve, later = said(human, "Approve"), said(human, "⏭ Later")
        for message in reversed(human.messages):
            labels = {button.text for row in message.buttons for button in row}
            if message.by_bot and {approve, later} <= labels:
                return message
        return None


async def the_week(stage: Stage) -> Week:
    """A programme of forty products, its manager and its second moderator."""
    owner = await stage.found(products=product_list(), undo_seconds=30, second_approver_above=LIMIT)
    marina = await stage.member("Marina", owner=owner, role=Role.MANAGER, company=None)
    paolo = await stage.member("Paolo", owner=owner, role=Role.MODERATOR, company=None, language="it")
    return Week(stage=stage, owner=owner, marina=marina, paolo=paolo)
