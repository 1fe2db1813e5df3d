"""Italian articles before a number that begins with a vowel: `dall’8 maggio`, `entro l’11`, `l’80%`."""

import re

_ELIDED = {
    "il": "l’",
    "Il": "L’",
    "al": "all’",
    "dal": "dall’",
    "Dal": "Dall’",
    "del": "dell’",
    "nel": "nell’",
    "sul": "sull’",
}
_BEFORE_A_FIELD = re.compile(rf"\b({'|'.join(_ELIDED)}) \{{(\w+)\}}")
_SPOKEN_WITH_A_VOWEL = re.compile(r"8|11(?!\d)")
"""Otto, ottanta, ottomila; undici and undicimila."""


class Elided(str):
    """A message whose articles follow the numbers that come to stand behind them."""

    __slots__ = ()

    def format(self, *args: object, **fields: object) -> str:
        """As of any text."""

        def article(found: re.Match[str]) -> str:
            if not _SPOKEN_WITH_A_VOWEL.match(str(fields.get(found[2], ""))):
                return found[0]
            return f"{_ELIDED[found[1]]}{{{found[2]}}}"

        return str.format(_BEFORE_A_FIELD.sub(article, self), *args, **fields)


def eliding(message: str) -> str:
    """The message, as one whose articles follow their numbers where it has such."""
    return Elided(message) if _BEFORE_A_FIELD.search(message) else message
