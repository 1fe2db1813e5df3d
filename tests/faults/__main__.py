"""`make faults`: every fault at full size, a line of JSON each; fails if one does not come out as it must."""

import asyncio
import json
import sys

import click

from tests.faults import auditing, backups, erasure, files, forging, guessing, injection, presses, roles, tampering

FAULTS = {
    "backups": backups.full,
    "roles": roles.full,
    "forging": forging.full,
    "guessing": guessing.full,
    "injection": injection.full,
    "files": files.full,
    "erasure": erasure.full,
    "audit": auditing.full,
    "presses": presses.full,
    "tampering": tampering.full,
}
"""Each returns its figures, and under "reached" whether they are as they must be."""


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(FAULTS)))
def command(names: tuple[str, ...]) -> None:
    """Bring on the named faults, or all of them."""
    reached = True
    for name in names or FAULTS:
        figures = asyncio.run(FAULTS[name]())
        click.echo(json.dumps({"fault": name, **figures}))
        reached = reached and bool(figures["reached"])
    sys.exit(0 if reached else 1)


if __name__ == "__main__":
    command()
