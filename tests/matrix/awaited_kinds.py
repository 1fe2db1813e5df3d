"""What a phone can send where something else is awaited."""

from typing import Any

KINDS: dict[str, dict[str, Any]] = {
    "sticker": {
        "sticker": {
            "file_id": "s",
            "file_unique_id": "s",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
        }
    },
    "voice": {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
    "location": {"location": {"latitude": 45.0, "longitude": 9.0}},
    "video": {"video": {"file_id": "f", "file_unique_id": "f", "width": 320, "height": 240, "duration": 3}},
    "document": {"document": {"file_id": "d", "file_unique_id": "d", "file_name": "notes.docx"}},
    "long text": {"text": "long words " * 372 + "end."},
}
"""By kind: what an update of it carries. The text has 4096 characters, the most there can be."""

WORDS = frozenset({"long text"})
FILES = frozenset({"document"})

TAKEN: dict[str, frozenset[str]] = {
    "Appealing": WORDS,
    "AskingPartner": WORDS,
    "Composing": WORDS | FILES | {"voice", "video"},
    "Correcting:note": WORDS,
    "Declining:note": WORDS,
    "Members": WORDS | FILES,
    "Moving": WORDS,
    "Paste:products": FILES,
    "Product:product": FILES,
    "Replying": WORDS | {"voice"},
    "Returning:code": WORDS,
    "Returns": WORDS | FILES,
    "Sanction": WORDS,
    "SetUp:products": FILES,
}
"""What is an answer there, by step or group of steps."""
