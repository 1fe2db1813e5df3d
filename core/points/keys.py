"""Beginnings of the ledger's keys that others have to know."""

OPENING = "opening:"
"""Of an opening balance; the person's id follows."""

WELCOME = "welcome:"
"""Of a welcome bonus; the person's id follows."""
