"""Plain statements: they ask for columns, or write them, and change nothing that a session would have to follow."""

from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Insert, Select
from sqlalchemy.sql.dml import UpdateBase


def is_plain(statement: Any) -> bool:
    """Whether a statement may pass a session by."""
    if isinstance(statement, Select):
        return _columns_alone(statement._raw_columns)
    if isinstance(statement, CompoundSelect):
        return all(is_plain(select) for select in statement.selects)
    if isinstance(statement, Insert):
        return _columns_alone(statement._returning)
    return isinstance(statement, UpdateBase) and not statement._propagate_attrs


def _columns_alone(found: Any) -> bool:
    return all(isinstance(one, ColumnElement) or "parententity" not in one._annotations for one in found)
