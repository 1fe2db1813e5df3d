"""The doctor looks at this machine: settings, files and who may read them."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from tandem.doctor.findings import Finding, good, wrong
from tandem.settings import Settings, SettingsError, for_telegram

PRIVATE = (Path(".env"), Path("data/secret"))
"""Files that hold secrets."""


def findings(settings: Settings) -> Iterator[Finding]:
    """Settings of a real start, and files that others could read."""
    try:
        for_telegram(settings)
        yield good("BOT_TOKEN and SECRET_KEY are set")
    except SettingsError as error:
        what, _, mend = str(error).partition(": ")
        yield wrong(what, f"{mend[:1].upper()}{mend[1:]}")
    for path in PRIVATE:
        yield from _private(path)


def _private(path: Path) -> Iterator[Finding]:
    if os.name != "posix" or not path.exists():
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield wrong(f"{path} can be read by others on this machine", f"Run `chmod 600 {path}`.")
    else:
        yield good(f"{path} is readable by you alone")
