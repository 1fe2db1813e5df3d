"""What can be wrong with a translation, found without knowing the language."""

import ast
import gettext
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message

SPEAKS = {"_": {1, 3}, "in_every_language": {1}, "N_": {1}}
"""Functions that take messages, and with how many arguments."""

TAG = re.compile(r"</?[a-z][^>]*>")


def literal_problems(file: Path, root: Path) -> Iterator[str]:
    """Calls whose message Babel cannot see, which would stay English for ever."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    in_strings = {id(each) for text in ast.walk(tree) if isinstance(text, ast.JoinedStr) for each in ast.walk(text)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKS):
            continue
        place = f"{file.relative_to(root).as_posix()}:{node.lineno}"
        if len(node.args) not in SPEAKS[node.func.id] or node.keywords:
            yield f'{place}: write {node.func.id}("text") or {node.func.id}("one", "many", n)'
        if id(node) in in_strings:
            yield f"{place}: a message within an f-string is not seen; give it a name first"
        if any(isinstance(each, ast.JoinedStr | ast.BinOp | ast.Call) for each in node.args[:2]):
            yield f"{place}: a message is one literal with named placeholders; fill it in after it is translated"


def message_problems(message: Message, catalogue: Catalog) -> Iterator[str]:
    """What is wrong with one message of a catalogue, in a few words each."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    if not all(forms) or (message.pluralizable and len(forms) != catalogue.num_plurals):
        yield "not translated"
        return
    if message.fuzzy:
        yield "fuzzy"
    one, many = (message.id, message.id) if isinstance(message.id, str) else message.id
    for number, form in enumerate(forms):
        alone = message.pluralizable and _is_for_one_alone(number, catalogue)
        yield from _differences(form, one, many, alone=alone)


def _differences(form: str, one: str, many: str, *, alone: bool) -> Iterator[str]:
    """`alone` says that the form is used for 1 and nothing else: then it may leave the number out."""
    needed, given = _placeholders(many), _placeholders(form)
    if given != needed and not (alone and given < needed and len(needed - given) == 1):
        yield f"other placeholders than the msgid in {form!r}"
    originals = (one, many) if alone else (many,)
    if _tags(form) not in [_tags(original) for original in originals]:
        yield f"other tags than the msgid in {form!r}"
    if _edges(form) not in [_edges(original) for original in originals]:
        yield f"other spaces at its edges than the msgid in {form!r}"


def _is_for_one_alone(number: int, catalogue: Catalog) -> bool:
    form_of = gettext.c2py(catalogue.plural_expr)
    return {n for n in range(1000) if form_of(n) == number} == {1}


def _placeholders(text: str) -> frozenset[str]:
    """Names in braces; braces that do not match are a name of their own, which no msgid has."""
    try:
        return frozenset(field for _, field, _, _ in Formatter().parse(text) if field is not None)
    except ValueError:
        return frozenset({text})


def _tags(text: str) -> Counter[str]:
    return Counter(TAG.findall(text))


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
