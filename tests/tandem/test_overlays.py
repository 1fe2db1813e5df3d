"""Overlays: which messages need a line in a language's other tone, and what is found wrong with one."""

from pathlib import Path

import pytest

from bot.words import OTHER_TONE, speaking, translate
from core.programme.options import Tone
from tandem.catalogues import catalogue_path, main, tone_problems, update
from tandem.overlays import overlay_path
from tandem.tones import addresses, strays
from tests.tandem.test_catalogues import translate as write_in

SOURCE = """
from words import translate as _

def screen(n):
    return _("Send a photo."), _("Saved."), _("You are {n} point short.", "You are {n} points short.", n).format(n=n)
"""

USUAL = {
    'msgid "Send a photo."\nmsgstr ""': 'msgid "Send a photo."\nmsgstr "Пришлите фото."',
    'msgid "Saved."\nmsgstr ""': 'msgid "Saved."\nmsgstr "Сохранено."',
    'msgstr[0] ""': 'msgstr[0] "Вам не хватает {n} балла."',
    'msgstr[1] ""': 'msgstr[1] "Вам не хватает {n} баллов."',
    'msgstr[2] ""': 'msgstr[2] "Вам не хватает {n} баллов."',
}
FAMILIAR = {
    'msgid "Send a photo."\nmsgstr ""': 'msgid "Send a photo."\nmsgstr "Пришли фото."',
    'msgstr[0] ""': 'msgstr[0] "Тебе не хватает {n} балла."',
    'msgstr[1] ""': 'msgstr[1] "Тебе не хватает {n} баллов."',
    'msgstr[2] ""': 'msgstr[2] "Тебе не хватает {n} баллов."',
}


def familiar(root: Path) -> str:
    return overlay_path(root, "ru").read_text(encoding="utf-8")


def russian_problems(root: Path) -> list[str]:
    name = overlay_path(root, "ru").relative_to(root).as_posix()
    return [problem.removeprefix(f"{name}: ") for problem in tone_problems(root) if problem.startswith(name)]


def write_overlay(root: Path, words: dict[str, str]) -> None:
    text = familiar(root)
    for before, after in words.items():
        assert text.count(before) == 1
        text = text.replace(before, after)
    overlay_path(root, "ru").write_text(text, encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small project in Russian, of which two messages of three speak to their reader."""
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "views.py").write_text(SOURCE, encoding="utf-8")
    update(tmp_path)
    write_in(tmp_path, "ru", USUAL)
    update(tmp_path)
    return tmp_path


def test_what_speaks_to_its_reader_needs_both_tones(root: Path) -> None:
    """Lines to write stand in the file, empty; a message that addresses nobody needs none."""
    assert russian_problems(root) == [
        "not translated: 'You are {n} point short.'",
        "not translated: 'Send a photo.'",
    ]
    assert "Saved." not in familiar(root)
    write_overlay(root, FAMILIAR)
    assert russian_problems(root) == []
    before = familiar(root)
    update(root)
    assert familiar(root) == before


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ('"Пришли фото."', '"Пришлите снимок."', "'Пришлите' is of the usual tone"),
        ('"Пришли фото."', '"Пришли фото. "', "other spaces"),
        ("Тебе не хватает {n} балла.", "Тебе не хватает балла.", "other placeholders"),
        ('msgstr[2] "Тебе не хватает {n} баллов."', 'msgstr[2] ""', "not translated"),
    ],
)
def test_a_line_that_is_wrong_is_found(root: Path, right: str, wrong: str, problem: str) -> None:
    write_overlay(root, FAMILIAR)
    write_overlay(root, {right: wrong})
    assert russian_problems(root)[0].startswith(problem)


def test_a_message_without_both_tones_fails_the_build(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named, with the file that lacks it."""
    monkeypatch.setattr("tandem.catalogues.ROOT", root)
    assert main(["check"]) == 1
    assert "tandem_familiar.po: not translated: 'Send a photo.'" in capsys.readouterr().err
    write_overlay(root, FAMILIAR)
    main(["check"])
    assert "tandem_familiar.po" not in capsys.readouterr().err


def test_a_line_follows_the_usual_words(root: Path) -> None:
    """Reworded there it is looked at here: until then it is a guess, and the usual words serve."""
    write_overlay(root, FAMILIAR)
    write_in(root, "ru", {'msgstr "Пришлите фото."': 'msgstr "Пришлите снимок."'})
    update(root)
    assert russian_problems(root) == ["fuzzy: 'Send a photo.'"]
    write_overlay(root, {"#, fuzzy\n": "", "Пришли фото.": "Пришли снимок."})
    assert russian_problems(root) == []


def test_a_message_that_is_gone_leaves_its_line(root: Path) -> None:
    write_overlay(root, FAMILIAR)
    (root / "bot" / "views.py").write_text(SOURCE.replace('_("Send a photo."), ', ""), encoding="utf-8")
    update(root)
    assert "Пришли" not in familiar(root)
    assert russian_problems(root) == []


def test_words_of_the_other_tone_are_found_among_the_usual_ones(root: Path) -> None:
    write_overlay(root, FAMILIAR)
    write_in(root, "ru", {'msgstr "Сохранено."': 'msgstr "Твоё сохранено."'})
    update(root)
    assert russian_problems(root) == ["'Твоё' is not of the usual tone: 'Saved.'"]


@pytest.mark.parametrize(
    ("language", "text", "speaks"),
    [
        ("ru", "Вы можете ответить.", True),
        ("ru", "Что передать?", False),
        ("ru", "В отчёте и на сайте", False),
        ("ru", "Посмотрите", True),
        ("it", "Invia la foto della fattura.", True),
        ("it", "Puoi rispondere.", True),
        ("it", "Il partner invia la foto.", False),
        ("it", "Annulla", False),
        ("it", "Le tue vendite", True),
        ("it", "Conferma la scelta", False),
    ],
)
def test_an_address_is_known_by_its_words(language: str, text: str, speaks: bool) -> None:
    """Italian keys command the machine, in either tone."""
    assert (addresses(language, text) is not None) is speaks


@pytest.mark.parametrize("language", OTHER_TONE)
def test_lines_of_the_other_tone_are_spoken_and_the_rest_as_usual(language: str) -> None:
    """In the catalogues as they are."""
    message = (
        "Each sale brings you {points}: you send a photo of the invoice, a moderator approves it, and they are yours."
    )
    with speaking(language):
        usual, yes = translate(message), translate("Yes")
    with speaking(language, OTHER_TONE[language]):
        other, same = translate(message), translate("Yes")
    assert usual != other
    assert strays(language, usual) is not None
    assert strays(language, other) is None
    assert yes == same
    with speaking("en", Tone.FAMILIAR):
        assert translate(message) == message
    assert catalogue_path(Path(), language).parent == overlay_path(Path(), language).parent
