"""What people do on the page, word by word as the page sends it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sandbox.changes import ChangeKind
from sandbox.faults import FaultKind
from sandbox.model import BotUser, Message, Person
from sandbox.page.stage import Stage
from sandbox.phone import CannotDo, Phone

Body = Mapping[str, Any]
LONGEST_MOVE = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody's hand on his phone, with the chat that is open."""

    stage: Stage
    phone: Phone
    bot: BotUser

    @property
    def person(self) -> Person:
        return self.phone.person

    def message(self, body: Body, name: str = "serial") -> Message:
        """The message named in the body. Raises CannotDo if it is not in this person's chats."""
        try:
            message = self.stage.world.by_serial(int(body[name]))
        except (KeyError, TypeError, ValueError) as error:
            raise CannotDo("there is no such message") from error
        if message.chat_id != self.person.id:
            raise CannotDo("there is no such message")
        return message

    def quoted(self, body: Body) -> Message | None:
        return self.message(body, "reply") if body.get("reply") is not None else None


def perform(stage: Stage, body: Body) -> dict[str, Any]:
    """Do what the page asks; the answer goes back to it. Raises CannotDo with a readable reason."""
    name = str(body.get("do"))
    try:
        if name in OF_THE_WORLD:
            return OF_THE_WORLD[name](stage, body) or {}
        if name in OF_A_PHONE:
            OF_A_PHONE[name](hand(stage, body.get("person")), body)
            return {}
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise CannotDo(f"{name} was asked for in a way nobody understands") from error
    raise CannotDo(f"nobody can {name} here")


def hand(stage: Stage, person_id: object) -> Hand:
    """The hand of a person. Raises CannotDo if there is no such person, or no bot."""
    person = stage.world.people.get(int(str(person_id))) if str(person_id).isdigit() else None
    if person is None:
        raise CannotDo("there is no such person")
    bot = stage.open_bot(person)
    if bot is None:
        raise CannotDo("no bot is connected yet")
    return Hand(stage, stage.world.phone(person), bot)


def _text(hand: Hand, body: Body) -> None:
    hand.phone.send_text(hand.bot, str(body["text"]), reply_to=hand.quoted(body))


def _key(hand: Hand, body: Body) -> None:
    hand.phone.press_key(hand.bot, str(body["text"]))


def _tap(hand: Hand, body: Body) -> None:
    message = hand.message(body)
    shown = next((one for one in hand.phone.chat(hand.bot).visible if one.serial == message.serial), message)
    button = shown.buttons[int(body["row"])][int(body["column"])]
    if button.callback_data != body.get("data"):
        raise CannotDo("the button has just changed")
    hand.phone.tap(message, button)


def _edit(hand: Hand, body: Body) -> None:
    hand.phone.edit_text(hand.message(body), str(body["text"]))


def _react(hand: Hand, body: Body) -> None:
    emoji = body.get("emoji")
    hand.phone.react(hand.message(body), str(emoji) if emoji else None)


def _link(hand: Hand, body: Body) -> None:
    chat = hand.phone.open_link(str(body["url"]).strip())
    hand.stage.open_chat(hand.person, chat.bot.id)


def _start(hand: Hand, body: Body) -> None:
    hand.phone.open_link(hand.stage.world.link(hand.bot))


def _voice(hand: Hand, body: Body) -> None:
    hand.phone.send_voice(hand.bot, duration=max(1, int(body.get("duration", 3))))


def _sticker(hand: Hand, body: Body) -> None:
    hand.phone.send_sticker(hand.bot, str(body.get("emoji") or "👍"))


def _block(hand: Hand, body: Body) -> None:
    (hand.phone.block if body["on"] else hand.phone.unblock)(hand.bot)


def _offline(hand: Hand, body: Body) -> None:
    (hand.phone.go_offline if body["on"] else hand.phone.come_back)()


def _lock(hand: Hand, body: Body) -> None:
    (hand.stage.lock if body["on"] else hand.stage.unlock)(hand.person)


def _read(hand: Hand, body: Body) -> None:
    hand.phone.mark_read(hand.bot)


def _open(hand: Hand, body: Body) -> None:
    hand.stage.open_chat(hand.person, int(body["bot"]))


def _person(stage: Stage, body: Body) -> dict[str, Any]:
    first, _, last = str(body["name"]).strip().partition(" ")
    if not first:
        raise CannotDo("a person needs a name")
    person = stage.world.new_person(first[:64], last.strip()[:64] or None, language_code=str(body["language"])[:8])
    return {"person": person.id}


def _move(stage: Stage, body: Body) -> None:
    by = timedelta(seconds=float(body["seconds"]))
    if by > LONGEST_MOVE:
        raise CannotDo("ten years at most")
    stage.start_move(by)


def _limits(stage: Stage, body: Body) -> None:
    limits = stage.world.limits
    limits.on = bool(body["on"])
    for name in ("per_second", "per_chat", "chat_burst", "per_group_minute"):
        if name in body:
            setattr(limits, name, max(1, min(100_000, int(body[name]))))
    stage.world.changes.tell(ChangeKind.FAULTS)


def _fault(stage: Stage, body: Body) -> None:
    kind = FaultKind(str(body["fault"]))
    for fault in [one for one in stage.world.faults.active if one.kind is kind]:
        stage.world.faults.remove(fault)
    if body["on"]:
        stage.world.faults.add(
            kind,
            times=max(1, int(body["times"])) if body.get("times") else None,
            probability=max(0.01, min(1.0, float(body.get("probability", 1.0)))),
            delay=max(0.0, min(120.0, float(body.get("delay", 1.0)))),
            retry_after=max(1, min(3600, int(body.get("retry_after", 1)))),
        )


def _clear(stage: Stage, body: Body) -> None:
    stage.world.faults.clear()
    stage.world.limits.on = False
    stage.world.changes.tell(ChangeKind.FAULTS)


OF_A_PHONE: dict[str, Callable[[Hand, Body], None]] = {
    "text": _text,
    "key": _key,
    "tap": _tap,
    "edit": _edit,
    "react": _react,
    "link": _link,
    "start": _start,
    "voice": _voice,
    "sticker": _sticker,
    "block": _block,
    "offline": _offline,
    "lock": _lock,
    "read": _read,
    "open": _open,
}
OF_THE_WORLD: dict[str, Callable[[Stage, Body], dict[str, Any] | None]] = {
    "person": _person,
    "move": _move,
    "limits": _limits,
    "fault": _fault,
    "clear": _clear,
}
