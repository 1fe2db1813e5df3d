"""`make pictures`: play the guide's scenes in each language and photograph the phones."""

import asyncio
import logging
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import structlog

from tandem.demo_cast import CASTS
from tests.pictures import FOLDER
from tests.pictures.camera import camera
from tests.pictures.story import place, play


async def take(language: str, only: frozenset[str]) -> None:
    """The pictures of one language."""
    async with place(language) as sandbox, camera(sandbox.url, FOLDER, language, only) as eye:
        with TemporaryDirectory() as folder:
            await play(sandbox, language, Path(folder), eye)


@click.command()
@click.argument("languages", nargs=-1, type=click.Choice(sorted(CASTS)))
@click.option("--only", multiple=True, help="A scene to take; can be repeated. Without it all are.")
def command(languages: tuple[str, ...], only: tuple[str, ...]) -> None:
    """Take the pictures anew, of the named languages or all."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in languages or sorted(CASTS):
        for old in FOLDER.glob(f"*.{language}.webp"):
            if not only:
                old.unlink()
        asyncio.run(take(language, frozenset(only)))
    taken = sorted(FOLDER.glob("*.webp"))
    click.echo(f"{len(taken)} pictures, {sum(each.stat().st_size for each in taken) // 1024} KiB in {FOLDER}")


if __name__ == "__main__":
    command()
