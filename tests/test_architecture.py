"""The house's rules, read from its source: each cheap, each able to fail."""

import ast
import importlib
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "core", "sandbox", "scheduler", "tandem", "web")
LONGEST = 300
"""Lines of a module; half of all are far shorter."""

PEOPLES_WORDS = frozenset({"text", "caption", "first_name", "last_name", "username", "phone", "payload", "token"})
"""Fields that hold what people wrote or who they are."""


class Source(NamedTuple):
    """A module as written."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def imports(self) -> Iterator[str]:
        """Every module imported, and every name imported from one."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (each.name for each in node.names)
            if isinstance(node, ast.ImportFrom) and node.module:
                yield from (f"{node.module}.{each.name}" for each in node.names)


@cache
def sources(*rooms: str) -> tuple[Source, ...]:
    """All modules of some rooms."""
    found = [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]
    texts = [(path, path.read_text(encoding="utf-8")) for path in found]
    return tuple(Source(path, text, ast.parse(text)) for path, text in texts)


def ours() -> tuple[Source, ...]:
    """All of our Python."""
    return sources(*ROOMS, "tests")


def called(call: ast.Call) -> str:
    """What is called, as written: `log.info`, `datetime.now`."""
    return ast.unparse(call.func)


def test_every_module_says_what_lives_in_it() -> None:
    """By one sentence at its top."""
    written = [source for source in ours() if source.text.strip()]
    assert [source.name for source in written if not first_line(source).endswith((".", ":"))] == []


def first_line(source: Source) -> str:
    return (ast.get_docstring(source.tree) or "").split("\n")[0]


def test_no_module_is_long() -> None:
    """A long one has two subjects."""
    long = {source.name: lines for source in ours() if (lines := source.text.count("\n")) > LONGEST}
    assert {name: lines for name, lines in long.items() if "migrations/versions" not in name} == {}


def test_modules_are_named_after_what_they_hold() -> None:
    """Never after what is left over."""
    vague = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|common|stuff)(_|$)")
    assert [source.name for source in ours() if vague.search(source.path.stem)] == []


def test_folders_with_modules_are_packages() -> None:
    """A folder without its __init__ is left out of the wheel's imports and of the checks."""
    folders = {source.path.parent for source in sources(*ROOMS)} - {ROOT / "core" / "migrations" / "versions"}
    assert [str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_one_factory_makes_engines() -> None:
    """Its pragmas are what the promises about durability rest on."""
    makers = {"create_async_engine", "create_engine", "async_engine_from_config", "engine_from_config"}
    found = {
        source.name for source in sources(*ROOMS) for call in source.calls() if called(call).split(".")[-1] in makers
    }
    assert found == {"core/db/engine.py", "core/db/migrate.py"}


def test_only_the_database_room_commits() -> None:
    """A step that committed by itself could be half done."""
    ending = {"commit", "rollback"}
    found = {
        source.name
        for source in sources("bot", "core", "scheduler", "web")
        for call in source.calls()
        if isinstance(call.func, ast.Attribute) and call.func.attr in ending
    }
    assert {name for name in found if not name.startswith("core/db/")} == set()


def test_nobody_asks_the_time_but_clocks() -> None:
    """What is due, late or old is decided by the Clock that was handed in."""
    asking = re.compile(r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|time\.time|time_ns)$")
    found = {source.name for source in ours() for call in source.calls() if asking.search(called(call))}
    assert found <= {"core/clock.py", "sandbox/clock.py"}


def test_rows_stay_inside_core() -> None:
    """The surface knows values; a column can change without it."""
    found = [
        (source.name, name)
        for source in sources("bot", "scheduler", "web")
        for name in source.imports()
        if re.match(r"core\.\w+\.tables\b", name)
    ]
    assert found == []


def test_views_are_pure() -> None:
    """Values in, words and buttons out: no database, no network, no waiting."""
    views = sources("bot/views")
    barred = re.compile(r"(sqlalchemy|aiohttp|asyncio|core\.db)\b")
    assert [(view.name, name) for view in views for name in view.imports() if barred.match(name)] == []
    waiting = (ast.AsyncFunctionDef, ast.Await)
    assert [view.name for view in views if any(isinstance(node, waiting) for node in ast.walk(view.tree))] == []


def test_the_log_is_not_given_what_people_wrote() -> None:
    """Redaction finds tokens and phones; words nobody can tell from other words."""
    found = [
        f"{source.name}:{call.lineno}"
        for source in sources(*ROOMS)
        for call in source.calls()
        if re.fullmatch(r"(self\._?)?(log|logger)\.\w+", called(call))
        and PEOPLES_WORDS & {each.arg for each in call.keywords}
    ]
    assert found == []


def test_nothing_knows_the_machine_it_was_written_on() -> None:
    """Paths, homes and registries of one machine are wrong on every other."""
    machine = re.compile(r"(?<![\w.])/(work|home|Users|root)/\w|file://|registry\.npmjs|/opt/(pypi|wheels)")
    itself = Path(__file__).relative_to(ROOT).as_posix()
    found = [
        (name, match.group())
        for name in tracked()
        if name != itself and (match := machine.search((ROOT / name).read_bytes().decode("utf-8", "ignore")))
    ]
    assert found == []


def tracked() -> list[str]:
    """Every file that git keeps and that is there."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a working copy of git")
    done = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_the_page_loads_nothing_from_elsewhere() -> None:
    """The sandbox works in a train."""
    outside = re.compile(r"""(src|href)=["']?https?:|url\(["']?https?:|from ["']https?:|import\(["']https?:""")
    static = ROOT / "sandbox" / "page" / "static"
    pages = [path for path in static.rglob("*") if path.suffix in {".html", ".css", ".js", ".svg"}]
    assert pages
    assert [path.name for path in pages if outside.search(path.read_text(encoding="utf-8"))] == []


def test_the_import_contract_is_kept() -> None:
    """The folders are the architecture."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def every_subclass(kind: type[object]) -> Iterator[type[object]]:
    each: type[object]
    for each in kind.__subclasses__():
        yield each
        yield from every_subclass(each)


def load_all(package: str) -> None:
    """Import every module of a package."""
    found = importlib.import_module(package)
    for module in pkgutil.walk_packages(found.__path__, f"{package}."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)


def test_every_refusal_has_words() -> None:
    """Whoever is refused hears why, in his language."""
    from bot.views.wording import wording
    from core.errors import Refusal

    load_all("core")
    load_all("bot")
    refusals = [kind for kind in every_subclass(Refusal) if kind.__module__.startswith("core.")]
    assert refusals
    speechless = wording.dispatch(object)
    assert [kind.__qualname__ for kind in refusals if wording.dispatch(kind) is speechless] == []
