"""Names and types of parameters by aiogram's models: what Telegram would ignore in silence is told here."""

import json
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache, lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from sandbox.bot_api.params import Params

_IGNORED_HERE = frozenset(
    {
        "business_connection_id",
        "message_thread_id",
        "direct_messages_topic_id",
        "suggested_post_parameters",
        "inline_message_id",
        "rich_message",
        "receiver_user_id",
        "ephemeral_message_parameters",
        "thumbnail",
        "certificate",
    }
)
"""Telegram knows these; the sandbox would answer as if they had not been given."""


def complaints(method: str, params: Params) -> Iterator[str]:
    """What is wrong with the names and types of a call, in sentences."""
    kinds = _kinds(method)
    for name, value in params.values.items():
        kind = kinds.get(name)
        if kind is None:
            if name not in params.uploads:
                yield f"{method} has no parameter {name}"
        elif name in _IGNORED_HERE:
            yield f"the sandbox does not know the parameter {name} of {method}"
        elif kind is not _Kind.TEXT:
            text = value if isinstance(value, str) else json.dumps(value)
            for problem in _problems(method, name, text):
                yield f"{method}: {name}{problem}"


class _Kind(Enum):
    TEXT = auto()
    WHOLE = auto()
    FLAG = auto()
    OBJECT = auto()


@cache
def _kinds(method: str) -> dict[str, _Kind]:
    return {name: _kind(field.annotation) for name, field in _model(method).model_fields.items()}


def _kind(annotation: Any) -> _Kind:
    union = get_origin(annotation) in {Union, UnionType}
    names = {str(getattr(one, "__name__", "")) for one in (get_args(annotation) if union else (annotation,))}
    if "bool" in names:
        return _Kind.FLAG
    if names & {"str", "InputFile"}:
        return _Kind.TEXT
    return _Kind.WHOLE if names & {"int", "timedelta"} else _Kind.OBJECT


@cache
def _model(method: str) -> Any:
    from aiogram import methods

    return getattr(methods, method[0].upper() + method[1:])


@cache
def _adapter(method: str, name: str) -> TypeAdapter[Any]:
    annotation = _model(method).model_fields[name].annotation
    return TypeAdapter(annotation, config=ConfigDict(arbitrary_types_allowed=True))


@lru_cache(maxsize=8192)
def _problems(method: str, name: str, text: str) -> tuple[str, ...]:
    match _kinds(method)[name]:
        case _Kind.FLAG:
            return () if text.lower() in {"true", "false", "1", "0"} else (f" is no Boolean: {text}",)
        case _Kind.WHOLE:
            return () if text.lstrip("-").isdigit() else (f" is no number: {text}",)
    try:
        value = _adapter(method, name).validate_json(text)
    except ValidationError as error:
        where = error.errors()[0]
        path = "".join(f".{step}" for step in where["loc"])
        return (f"{path} does not fit: {where['msg']}",)
    return tuple(_extras(value))


def _extras(value: Any, path: str = "") -> Iterator[str]:
    """Fields that no model knows, at any depth."""
    if isinstance(value, BaseModel):
        for extra in value.model_extra or ():
            yield f"{path} has no field {extra}"
        for name in value.model_fields_set:
            yield from _extras(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _extras(one, f"{path}[{number}]")
