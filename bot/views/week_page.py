"""The week as one page: opened by any phone, printed on one sheet, forwarded as it is."""

from collections.abc import Sequence

from bot.views import week as views
from bot.words import locale
from bot.words import translate as _
from core.insight.week import Week
from core.programme.programmes import Programme

STYLE = (
    "@page{size:A4;margin:18mm}body{font:16px/1.45 system-ui,sans-serif;max-width:40rem;margin:1.5rem auto;"
    "padding:0 1rem;"
    "color:#1c1c1e}h1{font-size:1.35rem;margin:0 0 1rem}h2{font-size:1.05rem;margin:1.5rem 0 .4rem}"
    "table{border-collapse:collapse;width:100%}td,th{padding:.4rem .3rem;border-bottom:1px solid #ddd;text-align:right}"
    "td:first-child,th:first-child{text-align:left}td:nth-child(2){font-weight:600}th{font-weight:400;color:#666}"
    "ul{margin:.2rem 0;padding-left:1.2rem}"
)


def page(found: Week, programme: Programme) -> bytes:
    """The file."""
    head = (
        f'<!doctype html><html lang="{locale()}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{views.heading(found, programme)}</title>'
        f"<style>{STYLE}</style>"
    )
    rows = "".join(
        f"<tr><td>{name}</td><td>{now}</td><td>{before}</td></tr>"
        for name, now, before in views.lines(found, programme)
    )
    this_week, before = _("This week"), _("The week before")
    table = f"<table><tr><th></th><th>{this_week}</th><th>{before}</th></tr>{rows}</table>"
    parts = [f"<h1>{views.heading(found, programme)}</h1>", table]
    parts += _list(views.head_of_reasons(programme), views.why_declined(found, programme))
    parts += _list(_("Sold most"), views.top(found, programme))
    return f"{head}{''.join(parts)}</html>".encode()


def _list(head: str, rows: Sequence[str]) -> list[str]:
    return [f"<h2>{head}</h2><ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"] if rows else []
