"""The server of a small Telegram: what people and bots do, and what follows. No HTTP."""

from datetime import datetime, timedelta

from sandbox import wire_chats
from sandbox.changes import ChangeKind
from sandbox.clock import MovableClock
from sandbox.groups import Groups
from sandbox.model import Person
from sandbox.phone import Phone
from sandbox.registry import scattered_id
from sandbox.rooms import Member, Room, Status

ACTION_LASTS = timedelta(seconds=5)
_PREFIXES = {"ru": "7999", "it": "39347", "en": "44770"}
"""Of the phone numbers given out, by language."""


class World(Groups):
    """Everything that exists, and the one place where it changes.

    People act through their `Phone`, bots through the Bot API server; both end up here. Every change is told
    to subscribers.
    """

    def __init__(self, clock: MovableClock | None = None) -> None:
        super().__init__(clock)
        self.clock.on_move(self._moved)

    def new_person(
        self,
        first_name: str,
        last_name: str | None = None,
        *,
        username: str | None = None,
        language_code: str = "ru",
        phone_number: str | None = None,
        bio: str = "",
    ) -> Person:
        number = len(self.people) + 1
        who = Person(
            id=500_000_000 + scattered_id(number),
            first_name=first_name,
            last_name=last_name,
            username=username,
            language_code=language_code,
            phone_number=phone_number or f"{_PREFIXES.get(language_code[:2], '44770')}{number:07d}",
            bio=bio,
        )
        self.people[who.id] = who
        self._phones[who.id] = Phone(self, who)
        self.changes.tell(ChangeKind.PERSON, person_id=who.id)
        return who

    def block(self, room: Room, *, blocked: bool) -> None:
        """The person of a private chat blocks the bot, or lets it write again."""
        if room.blocked == blocked or room.bot is None:
            return
        room.blocked = blocked
        (person,) = room.people
        free, out = Member(who=room.bot), Member(who=room.bot, status=Status.KICKED)
        old, new = (free, out) if blocked else (out, free)
        at = int(self.clock().timestamp())
        self.update(room, "my_chat_member", wire_chats.member_updated(room, by=person, old=old, new=new, at=at))
        self.changes.tell(ChangeKind.BLOCKED, person_id=person.id, bot_id=room.bot.id)

    def act(self, room: Room, action: str) -> None:
        """The bot shows that it is doing something, for five seconds."""
        room.action, room.action_until = action, self.clock() + ACTION_LASTS
        bot_id = room.bot.id if room.bot is not None else None
        for person in room.people:
            self.changes.tell(ChangeKind.CHAT_ACTION, person_id=person.id, bot_id=bot_id, detail=action)

    def complain(self, what: str) -> None:
        """Note what Telegram would have let pass in silence."""
        self.complaints.append(what)
        self.changes.tell(ChangeKind.COMPLAINT, detail=what)

    def raise_complaints(self) -> None:
        """AssertionError if a bot sent what Telegram ignores; for the end of a test."""
        if self.complaints:
            raise AssertionError("\n".join(self.complaints))

    async def _moved(self, old: datetime, new: datetime) -> None:
        self.changes.tell(ChangeKind.CLOCK)
