"""Moving: what the old account's chat showed of a person is shown in the new one's, and nothing more goes there."""

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.settling import release_held
from core.channel.tables import CardRow, ConversationRow
from core.people.events import ProfileRecovered


async def leave_old_chats(session: AsyncSession, recovered: ProfileRecovered) -> None:
    """Cards are sent anew where the person is now; what was awaited in the old chats is not any more."""
    await session.execute(
        update(CardRow)
        .where(CardRow.person_id == recovered.person_id)
        .values(message_id=None, shown=None)
        .execution_options(synchronize_session=False)
    )
    if recovered.left:
        await session.execute(delete(ConversationRow).where(ConversationRow.chat_id.in_(recovered.left)))
    await release_held(session, recovered.person_id)
