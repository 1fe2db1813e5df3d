"""Catalogues: what is gathered, what stays as it was, and what is found wrong."""

from pathlib import Path

import pytest

from tandem.catalogues import catalogue_path, problems, update

SOURCE = """
from words import translate as _

def short(n):
    # Translators: said when a prize costs too much
    return _("You are {n} point short.", "You are {n} points short.", n).format(n=n)

def greeting():
    return _("<b>Hello</b>")
"""

RUSSIAN = {
    'msgid "<b>Hello</b>"\nmsgstr ""': 'msgid "<b>Hello</b>"\nmsgstr "<b>Здравствуйте</b>"',
    'msgstr[0] ""': 'msgstr[0] "Вам не хватает {n} балла."',
    'msgstr[1] ""': 'msgstr[1] "Вам не хватает {n} баллов."',
    'msgstr[2] ""': 'msgstr[2] "Вам не хватает {n} баллов."',
}
ITALIAN = {
    'msgid "<b>Hello</b>"\nmsgstr ""': 'msgid "<b>Hello</b>"\nmsgstr "<b>Salve</b>"',
    'msgstr[0] ""': 'msgstr[0] "Ti manca un punto."',
    'msgstr[1] ""': 'msgstr[1] "Ti mancano {n} punti."',
}


def write(root: Path, source: str) -> None:
    (root / "bot").mkdir(exist_ok=True)
    (root / "bot" / "views.py").write_text(source, encoding="utf-8")


def translate(root: Path, language: str, words: dict[str, str]) -> None:
    path = catalogue_path(root, language)
    text = path.read_text(encoding="utf-8")
    for before, after in words.items():
        assert text.count(before) == 1
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def russian(root: Path) -> str:
    return catalogue_path(root, "ru").read_text(encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small project, gathered and translated."""
    write(tmp_path, SOURCE)
    update(tmp_path)
    translate(tmp_path, "ru", RUSSIAN)
    translate(tmp_path, "it", ITALIAN)
    return tmp_path


def test_what_is_translated_and_current_has_no_problems(root: Path) -> None:
    """Each language with its own number of plural forms; a form for one alone may leave the number out."""
    assert problems(root) == []
    assert "nplurals=3" in russian(root)
    assert "#. said when a prize costs too much" in russian(root)


def test_gathering_again_changes_nothing(root: Path) -> None:
    """Not a byte: a diff shows what people did."""
    before = russian(root)
    assert update(root) == []
    assert russian(root) == before


def test_moving_code_changes_nothing(root: Path) -> None:
    """Lines above, another order: no churn in the catalogues."""
    before = russian(root)
    head, short, greeting = (
        SOURCE.partition("def greeting")[0],
        "",
        "def greeting" + SOURCE.partition("def greeting")[2],
    )
    write(root, "# a comment\n" * 20 + greeting + short + head)
    assert problems(root) == []
    assert russian(root) == before


def test_a_new_message_has_to_be_gathered_and_translated(root: Path) -> None:
    """First the catalogue is not current, then it is not complete."""
    write(root, SOURCE + '\n\ndef bye():\n    return _("See you on the other side")\n')
    assert any("run `make messages`" in problem for problem in problems(root))
    assert update(root) == [
        f"locales/{language}/LC_MESSAGES/tandem.po: not translated: 'See you on the other side'"
        for language in ("ru", "it")
    ]
    assert problems(root) == update(root)


def test_a_message_that_is_gone_leaves_the_catalogue(root: Path) -> None:
    """Dead words are not dragged along."""
    write(root, SOURCE.partition("def greeting")[0])
    assert any("run `make messages`" in problem for problem in problems(root))
    assert update(root) == []
    assert "Hello" not in russian(root)


def test_a_changed_message_keeps_its_translation_as_a_guess(root: Path) -> None:
    """The translator mends it instead of starting anew; until then the build fails."""
    write(root, SOURCE.replace("<b>Hello</b>", "<b>Hello!</b>"))
    assert update(root) == [
        f"locales/{language}/LC_MESSAGES/tandem.po: fuzzy: '<b>Hello!</b>'" for language in ("ru", "it")
    ]
    assert "Здравствуйте" in russian(root)


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ("не хватает {n} балла", "не хватает балла", "other placeholders"),
        ('msgstr[2] "Вам не хватает {n} баллов."', 'msgstr[2] "Вам не хватает {m} баллов."', "other placeholders"),
        ('msgstr[1] "Вам не хватает {n} баллов."', 'msgstr[1] "Вам не хватает {n баллов."', "other placeholders"),
        ('msgstr[2] "Вам не хватает {n} баллов."', 'msgstr[2] ""', "not translated"),
        ("<b>Здравствуйте</b>", "<b>Здравствуйте", "other tags"),
        ('"<b>Здравствуйте</b>"', '"<b>Здравствуйте</b> "', "other spaces"),
    ],
)
def test_a_broken_translation_is_found(root: Path, right: str, wrong: str, problem: str) -> None:
    """Each of these would reach a person as a crash, a hole or a stray tag. Russian's first form is 21's as well."""
    translate(root, "ru", {right: wrong})
    found = problems(root)
    assert len(found) == 1
    assert found[0].startswith(f"locales/ru/LC_MESSAGES/tandem.po: {problem}")


@pytest.mark.parametrize(
    "call",
    [
        '_(f"{n} points")',
        '_("a" + name)',
        '_("a {n}".format(n=1))',
        '_("one", "many")',
        "_()",
        '_("text", n=1)',
        """f"{_('text')}, {name}\"""",
    ],
)
def test_words_that_cannot_be_gathered_are_found(root: Path, call: str) -> None:
    """They would stay English for ever, and nobody would know."""
    write(root, f"{SOURCE}\n\ndef lost(n, name):\n    return {call}\n")
    found = problems(root)
    assert found[0].startswith("bot/views.py:13: ")


def test_an_edit_that_breaks_the_file_is_told(root: Path) -> None:
    """A catalogue saved by a tool that wraps lines is put in order by one command."""
    translate(root, "ru", {'msgstr "<b>Здравствуйте</b>"': 'msgstr ""\n"<b>Здрав"\n"ствуйте</b>"'})
    assert problems(root) == ["locales/ru/LC_MESSAGES/tandem.po: not what the source says now; run `make messages`"]
    assert update(root) == []
