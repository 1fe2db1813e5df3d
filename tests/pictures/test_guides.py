"""The manager's guide in three languages: the same chapters, a picture in each, labels that stand on real buttons."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.words import speaking, translate
from sandbox.eyes import Where
from sandbox.human import Human
from tandem.catalogues import ROOT, catalogue_path
from tests.pictures import DOCS, FOLDER
from tests.pictures.story import place, play

GUIDES = {"en": "manager.md", "ru": "manager.ru.md", "it": "manager.it.md"}
DATA_PROTECTION = {"en": "data-protection.md", "ru": "data-protection.ru.md", "it": "data-protection.it.md"}
PICTURE = re.compile(r'<img src="images/manager/([\w-]+)\.(\w+)\.webp" width="\d+" alt="([^"]+)">')
LABEL = re.compile(r"\[([^\]\[]+)\](?!\()")
LARGEST = 80 * 1024
"""Bytes of a picture."""
AGAIN = "Take the pictures anew: make pictures"


class Notebook:
    """Writes down what would be photographed."""

    def __init__(self) -> None:
        self.scenes: list[str] = []

    async def take(self, scene: str, human: Human, *, last: int = 1, chat: Where = None) -> None:
        await human.settled()
        assert len(human.chat_in(chat).visible) >= last
        self.scenes.append(scene)


def guide(language: str) -> str:
    return (DOCS / GUIDES[language]).read_text(encoding="utf-8")


def scenes(language: str) -> list[str]:
    return [found[1] for found in PICTURE.finditer(guide(language))]


async def test_the_story_plays_every_scene_of_the_guides(tmp_path: Path) -> None:
    """Screens change; what the guide shows can still be reached, as it says."""
    seen = Notebook()
    async with place("it") as sandbox:
        await play(sandbox, "it", tmp_path, seen)
    assert len(set(seen.scenes)) == len(seen.scenes)
    for language, page in GUIDES.items():
        assert sorted(scenes(language)) == sorted(seen.scenes), f"scenes of docs/{page}"


@pytest.mark.parametrize("language", GUIDES)
def test_every_picture_is_there_and_light(language: str) -> None:
    """In the guide's own language; none is left over."""
    assert {found[2] for found in PICTURE.finditer(guide(language))} == {language}
    named = {f"{scene}.{language}.webp" for scene in scenes(language)}
    assert {path.name for path in FOLDER.glob(f"*.{language}.webp")} == named, AGAIN
    assert [name for name in named if (FOLDER / name).stat().st_size > LARGEST] == []


def test_the_guides_have_the_same_chapters() -> None:
    """And the same pictures, in the same order."""
    shapes = [re.findall(r"^#+ ", guide(language), re.MULTILINE) for language in GUIDES]
    assert shapes[1:] == shapes[:1] * 2
    assert [scenes(language) for language in GUIDES] == [scenes("en")] * 3


@pytest.mark.parametrize("language", GUIDES)
def test_each_chapter_shows_its_screen(language: str) -> None:
    chapters = re.split(r"^### ", guide(language), flags=re.MULTILINE)[1:]
    assert [chapter.splitlines()[0] for chapter in chapters if not PICTURE.search(chapter)] == []


@pytest.mark.parametrize("language", GUIDES)
@pytest.mark.parametrize("pages", [GUIDES, DATA_PROTECTION], ids=["guide", "data protection"])
def test_every_label_is_a_button_as_it_is_called_there(pages: dict[str, str], language: str) -> None:
    """What stands in brackets is what people find on their phones."""
    english, own = (LABEL.findall((DOCS / pages[each]).read_text(encoding="utf-8")) for each in ("en", language))
    assert [label for label in english if label not in said()] == []
    with speaking(language):
        assert own == [translate(label) for label in english]


@cache
def said() -> set[str]:
    """All that the bot says, in English."""
    with catalogue_path(ROOT, "ru").open("rb") as file:
        return {str(message.id) for message in read_po(file)}
