"""A person's own data as a file: a page to read and the same for machines, pictures beside them."""

import html
import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.views import states
from bot.words import translate as _
from core.claims.claim import ClaimState
from core.people.own_data import OwnData, Record
from core.programme.options import Options

FILE_NAME = "my-data.zip"


def caption(found: OwnData) -> str:
    """Below the file."""
    words = _("Everything that is kept about you. Open my-data.html to read it.")
    if found.left:
        rest = _("{n} older photo did not fit.", "{n} older photos did not fit.", found.left).format(n=found.left)
        return f"{words} {rest}"
    return words


def archive(found: OwnData, options: Options) -> bytes:
    """The file itself, a ZIP. Takes time: not for the loop."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("my-data.html", page(found, options))
        packed.writestr("my-data.json", json.dumps(found.sections, ensure_ascii=False, indent=1, default=_plain))
        for picture in found.pictures:
            packed.writestr(zipfile.ZipInfo(f"photos/{picture.name}"), picture.content)
    return content.getvalue()


def page(found: OwnData, options: Options) -> str:
    """The data as a page that any phone opens; states of sales as the programme calls them."""
    titles = _titles()
    parts = [
        f"<h2>{titles.get(name, name)}</h2>{_table(_read(name, records, options))}"
        for name, records in found.sections.items()
    ]
    head = (
        '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<style>body{font:16px sans-serif;margin:1rem}td,th{border:1px solid #ccc;padding:.3rem;text-align:left}"
        "table{border-collapse:collapse;display:block;overflow-x:auto}</style>"
    )
    return "".join([head, "<h1>", _("My data"), "</h1>", *parts])


def _read(section: str, records: Sequence[Record], options: Options) -> Sequence[Record]:
    if section != "sales":
        return records
    return [{**one, "state": states.named(ClaimState(one["state"]), options)} for one in records]


def _table(records: Sequence[Record]) -> str:
    if not records:
        return "<p>" + _("Nothing.") + "</p>"
    head = "".join(f"<th>{html.escape(column.replace('_', ' '))}</th>" for column in records[0])
    rows = "".join(f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in row.values())}</tr>" for row in records)
    return f"<table><tr>{head}</tr>{rows}</table>"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return html.escape(json.dumps(value, ensure_ascii=False))
    return html.escape(str(_plain(value)))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value if isinstance(value, int) else str(value)


def _titles() -> dict[str, str]:
    return {
        "profile": _("Profile"),
        "accounts": _("Accounts"),
        "companies": _("Companies"),
        "warnings": _("Warnings"),
        "consents": _("Consents"),
        "sales": _("Sales"),
        "decisions": _("Decisions"),
        "notes": _("Notes"),
        "drafts": _("Drafts"),
        "practices": _("Practice sales"),
        "first_steps": _("First steps"),
        "conditions": _("Conditions"),
        "pictures": _("Photos"),
        "talk": _("Questions"),
        "points": _("What came and went, and why"),
        "orders": _("My orders"),
    }
