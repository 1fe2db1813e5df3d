"""Which statements may pass the session by: those whose rows are columns, and that change no entity it holds."""

from typing import Any

import pytest
from sqlalchemy import func, insert, select, union_all, update
from sqlalchemy.orm import aliased

from core.channel.tables import PauseRow
from core.db.plain import is_plain

TABLE: Any = PauseRow.__table__


@pytest.mark.parametrize(
    ("statement", "plain"),
    [
        (select(PauseRow.chat_id, func.count()), True),
        (select(*TABLE.c), True),
        (union_all(select(PauseRow.chat_id), select(PauseRow.bot_id)), True),
        (select(select(PauseRow).subquery()), True),
        (insert(PauseRow).returning(PauseRow.chat_id), True),
        (update(TABLE).values(chat_id=1), True),
        (select(PauseRow), False),
        (select(PauseRow, func.count()), False),
        (select(aliased(PauseRow)), False),
        (union_all(select(PauseRow), select(PauseRow)), False),
        (insert(PauseRow).returning(PauseRow), False),
        (update(PauseRow).values(chat_id=1), False),
    ],
)
def test_columns_pass_the_session_by_and_entities_do_not(statement: Any, *, plain: bool) -> None:
    assert is_plain(statement) == plain
