"""Numbers with their nouns, as a terminal shows them."""


def counted(n: int, one: str, many: str | None = None) -> str:
    """`1 account`, `2 accounts`, `3 entries`."""
    return f"{n} {one if n == 1 else many or f'{one}s'}"
