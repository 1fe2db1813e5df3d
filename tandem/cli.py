"""The command line. Every command imports what it needs when it runs: `tandem --help` is there at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tandem.loading import without_collections
from tandem.plain import in_plain_words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tandem.settings import Settings


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="tandem")
def main() -> None:
    """Tandem: a photo of an invoice becomes points.

    Settings come from the environment and from .env in this folder; .env.example tells them all.
    """


@main.command()
@click.option("--or-demo", is_flag=True, help="Start the demo where BOT_TOKEN is not set.")
@in_plain_words
def run(or_demo: bool) -> None:
    """Run the service on the real Telegram."""
    from tandem.settings import for_telegram, load

    settings = load()
    if or_demo and settings.bot_token is None:
        _demo(settings)
        return
    for_telegram(settings)
    click.echo("Starting Tandem …")
    with without_collections():
        from tandem.service import serve

    _serve(serve, settings)


@main.command()
@in_plain_words
def demo() -> None:
    """Play a small programme in the browser."""
    from tandem.settings import load

    _demo(load())


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8081, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option("--token", help="The bot's token; without it a new one is made.")
@in_plain_words
def sandbox(host: str, port: int, token: str | None) -> None:
    """Run a local Telegram for any bot, with phones in the browser."""
    import asyncio

    from tandem.sandbox_alone import serve

    asyncio.run(serve(host, port, token))


@main.command()
@click.option("--check", is_flag=True, help="Only tell whether migrations and models match, on a scratch database.")
@in_plain_words
def migrate(check: bool) -> None:
    """Bring the database to the newest schema."""
    import asyncio

    from tandem import migrating

    settings = _settings()
    if check:
        differences = asyncio.run(migrating.differences())
        for difference in differences:
            click.echo(f"✗ {difference}", err=True)
        click.echo("✗ The models have changed: write a migration." if differences else "✓ Migrations match the models.")
        raise SystemExit(1 if differences else 0)
    asyncio.run(migrating.upgrade(settings))
    click.echo("The database is up to date.")


@main.command()
@click.option("--pilot", is_flag=True, help="Also name what is missing before the first people come.")
@in_plain_words
def doctor(pilot: bool) -> None:
    """Check what a real start needs, and tell how to mend it.

    Looks at token, proxy, clock, webhook, files, database and at what the programme still lacks.
    """
    import asyncio

    from tandem.doctor import examine

    raise SystemExit(0 if asyncio.run(examine(_settings(), click.echo, pilot=pilot)) else 1)


@main.command()
@click.option("--audit", is_flag=True, help="Check that nobody has touched the audit log, instead.")
@click.option("--seal", help="With --audit: a seal as the bot told it, 124:3fa2b1c0d4e5f607.")
@in_plain_words
def prove(audit: bool, seal: str | None) -> None:
    """Recompute every balance, check all rules."""
    import asyncio

    if audit or seal:
        from tandem.proving_audit import prove_audit

        raise SystemExit(0 if asyncio.run(prove_audit(_settings(), seal, click.echo)) else 1)
    from tandem.proving import prove as prove_ledger

    raise SystemExit(0 if asyncio.run(prove_ledger(_settings(), click.echo)) else 1)


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@in_plain_words
def backup(file: Path) -> None:
    """Write a backup while the service runs.

    One file, complete and checked, for SQLite and PostgreSQL alike. SECRET_KEY is not inside.
    """
    import asyncio

    from tandem.keeping import backup as back_up

    asyncio.run(back_up(_settings(), file, click.echo))


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put the backup in place of a database that is not empty.")
@in_plain_words
def restore(file: Path, replace: bool) -> None:
    """Restore a backup, then prove it.

    Into the database of DATABASE_URL, whichever of the two it is; the service must not run on it.
    """
    import asyncio

    from tandem.keeping import restore as put_back

    raise SystemExit(0 if asyncio.run(put_back(_settings(), file, click.echo, replace=replace)) else 1)


@main.group(name="import")
def import_() -> None:
    """Load lists from files."""


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@in_plain_words
def products(file: Path, dry_run: bool) -> None:
    """Add or change products: rows of SKU, name and points per unit.

    UTF-8 or cp1251; separated by commas, semicolons or tabs. Nothing is saved while a row is wrong.
    """
    import asyncio

    from tandem.importing import import_products

    raise SystemExit(0 if asyncio.run(import_products(_settings(), file, click.echo, dry_run=dry_run)) else 1)


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@click.option("--add-companies", is_flag=True, help="Add companies that are not listed yet.")
@in_plain_words
def members(file: Path, dry_run: bool, add_companies: bool) -> None:
    """Invite people: an XLSX or CSV with name, phone, company, occupation, language, opening points, until.

    Whose phone is known stays as he is. The invitations to pass on are in the chat, under /members.
    """
    import asyncio

    from tandem.importing_members import import_members

    done = import_members(_settings(), file, click.echo, dry_run=dry_run, add_companies=add_companies)
    raise SystemExit(0 if asyncio.run(done) else 1)


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@in_plain_words
def returns(file: Path, dry_run: bool) -> None:
    """Take the points of returned goods back: an XLSX or CSV with document number, article number, quantity, date.

    The number alone returns the whole sale; the quantity is what came back in all. What is known already stays.
    """
    import asyncio

    from tandem.importing_returns import import_returns

    raise SystemExit(0 if asyncio.run(import_returns(_settings(), file, click.echo, dry_run=dry_run)) else 1)


def _settings() -> Settings:
    """The settings of a command that does its work and ends: it logs what is worth a warning."""
    from tandem import logs
    from tandem.settings import load

    settings = load()
    level = settings.log_level if settings.log_level in {"ERROR", "DEBUG"} else "WARNING"
    logs.configure(level, secrets=settings.secrets())
    return settings


def _demo(settings: Settings) -> None:
    from tandem.demo_secret import for_demo

    settings = for_demo(settings)
    with without_collections():
        from tandem.demo import serve

    _serve(serve, settings, log_level=settings.log_level if "log_level" in settings.model_fields_set else "WARNING")


def _serve(serve: Callable[[Settings], Awaitable[None]], settings: Settings, *, log_level: str | None = None) -> None:
    import asyncio

    from tandem import logs

    logs.configure(log_level or settings.log_level, secrets=settings.secrets())

    async def watched() -> None:
        logs.watch(asyncio.get_running_loop())
        await serve(settings)

    asyncio.run(watched())
