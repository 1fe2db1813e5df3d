"""The declarative base: naming of constraints and the column types that annotations stand for."""

from datetime import datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column

from core.db.types import BigId, UtcDateTime

Id = Annotated[int, mapped_column(BigId, primary_key=True)]
"""An integer primary key."""

Code = Annotated[str, mapped_column(String(32))]
"""A member of a closed set, kept as its short text."""


class Base(DeclarativeBase):
    """What every table inherits."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        int: BigId,
        dict[str, Any]: JSON,
        list[str]: JSON,
    }
