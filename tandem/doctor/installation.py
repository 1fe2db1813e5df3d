"""The doctor looks at this machine: settings, files and who may read them."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from tandem.doctor.findings import Finding, good, wrong
from tandem.settings import Settings, SettingsError, for_telegram

PRIVATE = {
    Path(".env"): "which holds the settings and the bot's token,",
    Path("data/secret"): "the key that opens the demo's data,",
}
"""Files that hold secrets, and what each is."""


def findings(settings: Settings) -> Iterator[Finding]:
    """Settings of a real start, and files that others could read."""
    try:
        for_telegram(settings)
        yield good("BOT_TOKEN and SECRET_KEY are set")
    except SettingsError as error:
        what, _, mend = str(error).partition(": ")
        yield wrong(what, f"{mend[:1].upper()}{mend[1:]}")
    for path, what in PRIVATE.items():
        yield from _private(path, what)


def _private(path: Path, what: str) -> Iterator[Finding]:
    if os.name != "posix" or not path.exists():
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield wrong(f"{path}, {what} can be read by others on this machine", f"Run `chmod 600 {path}`.")
    else:
        yield good(f"{path}, {what} is readable by you alone")
