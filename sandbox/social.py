"""What a human of the tests does with others: groups, forwards, contacts."""

from collections.abc import Iterable

from sandbox.eyes import Eyes, Group, Where
from sandbox.model import Contact, Message
from sandbox.phone import contact_of
from sandbox.rooms import USUAL_RIGHTS


class Social(Eyes):
    """One person among others."""

    async def makes_group(self, title: str, members: Iterable["Social"] = (), *, supergroup: bool = False) -> Group:
        """Found a group; the bot comes by `adds_bot`."""
        people = [one.person for one in members]
        group = Group(self.phone.make_group(title, people, supergroup=supergroup), self)
        await self.settled()
        return group

    async def adds_bot(self, group: Group, *, administrator: bool = False) -> None:
        self.phone.add_to_group(group.room, self.bot, as_administrator=administrator)
        await self.settled()

    async def removes_bot(self, group: Group) -> None:
        self.phone.remove_from_group(group.room, self.bot)
        await self.settled()

    async def appoints_bot(self, group: Group, rights: Iterable[str] = USUAL_RIGHTS) -> None:
        """Make the bot an administrator with these rights, named as in the Bot API."""
        self.phone.appoint(group.room, self.bot, rights=frozenset(rights))
        await self.settled()

    async def dismisses_bot(self, group: Group) -> None:
        """Make the bot a plain member."""
        self.phone.dismiss(group.room, self.bot)
        await self.settled()

    async def appoints(self, other: "Social", group: Group, *, anonymous: bool = False) -> None:
        """Make somebody an administrator; an anonymous one writes in the group's name."""
        self.phone.appoint(group.room, other.person, anonymous=anonymous)
        await self.settled()

    async def adds(self, other: "Social", group: Group) -> None:
        self.phone.add_to_group(group.room, other.person)
        await self.settled()

    async def removes(self, other: "Social", group: Group) -> None:
        self.phone.remove_from_group(group.room, other.person)
        await self.settled()

    async def joins(self, group: Group) -> None:
        """Come in by oneself."""
        self.phone.join_group(group.room)
        await self.settled()

    async def leaves(self, group: Group) -> None:
        self.phone.leave_group(group.room)
        await self.settled()

    async def renames(self, group: Group, title: str) -> None:
        self.phone.rename_group(group.room, title)
        await self.settled()

    async def forwards(self, message: Message, to: Where = None) -> Message:
        """Send a message on: to a group, to another human, or to the bot. Answers it as it stands there."""
        sent = self.phone.forward(message, self.place(to))
        await self.settled()
        return sent

    async def shares_contact(self, *, chat: Where = None) -> Message:
        """Share the own number, as a key that asks for it does."""
        return await self._shares(contact_of(self.person), chat)

    async def shares_contact_of(self, other: "Social", *, with_account: bool = True, chat: Where = None) -> Message:
        """Share somebody else's number; without the account it is a bare number of an address book."""
        contact = contact_of(other.person)
        if not with_account:
            contact = Contact(phone_number=contact.phone_number, first_name=contact.first_name)
        return await self._shares(contact, chat)

    async def _shares(self, contact: Contact, chat: Where) -> Message:
        message = self.phone.share_contact(self._look(chat), contact)
        await self.settled()
        return message
