"""Courtesy: thanks and a nod want no answer; and a question to somebody is no answer to a form."""

import re

LONGEST = 6
"""Words; whoever says more means more than thanks."""

WORDS = frozenset(
    {
        *("спасибо", "спс", "благодарю", "большое", "огромное", "вам", "тебе", "всем", "очень", "ок", "окей"),
        *("хорошо", "понял", "поняла", "понятно", "ясно", "принято", "отлично"),
        *("thanks", "thank", "thx", "you", "very", "much", "a", "lot", "ok", "okay", "fine", "great"),
        *("grazie", "mille", "tante", "molte", "infinite", "te", "va", "bene", "capito", "perfetto"),
    }
)
_WORDS = re.compile(r"[^\W\d_]+")


def is_courtesy(text: str) -> bool:
    """Whether a text only thanks or nods: words of courtesy alone, or a sign without any word."""
    if "?" in text or any(letter.isdigit() for letter in text):
        return False
    words = _WORDS.findall(text.casefold())
    return len(words) <= LONGEST and all(word in WORDS for word in words)


def is_question(text: str) -> bool:
    """Whether a text asks somebody something: at least two words, and a question mark at the end."""
    return text.rstrip(" !)").endswith("?") and len(_WORDS.findall(text)) > 1
