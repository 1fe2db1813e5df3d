"""Conversations: what is awaited from a person, written with the step that changed it."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.tables import ConversationRow
from core.db.work import defer

_INSERT = insert(ConversationRow).values(
    bot_id=bindparam("bot_id"),
    chat_id=bindparam("chat_id"),
    user_id=bindparam("user_id"),
    state=bindparam("state"),
    data=bindparam("data", type_=ConversationRow.__table__.c.data.type),
    version=1,
)
_WRITE = _INSERT.on_conflict_do_update(
    index_elements=[ConversationRow.bot_id, ConversationRow.chat_id, ConversationRow.user_id],
    set_={
        "state": _INSERT.excluded.state,
        "data": _INSERT.excluded.data,
        "version": ConversationRow.version + 1,
    },
    where=ConversationRow.version == bindparam("seen"),
)


@dataclass(slots=True)
class Conversation:
    """What is awaited from one person in one chat. Changes are written when the step ends."""

    bot_id: int
    chat_id: int
    user_id: int
    state: str | None = None
    """The awaited answer: the name of a flow's step."""
    data: dict[str, Any] = field(default_factory=dict)
    """Ids that the step is about."""
    version: int = 0
    """0 where there is no row yet."""
    tapped: int | None = None
    """The message whose button was tapped now, in this chat."""
    changed: bool = False

    def expect(self, state: str | None, **data: Any) -> None:
        """From now on await this answer."""
        self.state, self.data, self.changed = state, data, True

    def end(self) -> None:
        """Await nothing in particular."""
        if self.state is not None or self.data:
            self.expect(None)

    def save(self, session: AsyncSession) -> None:
        """Have the change written; a row that moved on meanwhile undoes the step with RowMovedOn."""
        if not self.changed:
            return
        row = {"bot_id": self.bot_id, "chat_id": self.chat_id, "user_id": self.user_id}
        values = {"state": self.state, "data": self.data, "seen": self.version}
        defer(session, _WRITE, row | values, must_match=True)
