"""Messages that look as if they addressed their reader and do not, by language: they need no line in the other tone."""

from collections.abc import Mapping

NAMES_OF_TONES = frozenset({"As usual (вы, tu)", "Formal (вы, Lei)", "Familiar (ты, tu)"})

ITALIAN = frozenset(
    {
        "<b>Prizes</b>",
        "Approve it so, because:",
        "Backup failed: {when}, {reason}",
        "Backup: being made",
        "Backup: none yet",
        "Backup: {when}, {size}",
        "Cancel No. {number}",
        "First steps:",
        "Yes, add products",
        "It is right, send it",
        "Not sure, send it",
        "<b>First steps</b>",
        "No invitation works now.",
        "No, leave it in review",
        "People from lists: invite, see who joined",
        "Proof of the books: none yet",
        "Proof of the books: {when}, all adds up",
        "Proof of the books: {when}, does not add up",
        "The button leads to the list: retry or drop.",
        "The people were asked to try again. The button leads to the list: retry or drop.",
        "What came and went, and why",
        "Works at: {place}",
        "gives points for days that another row of this product covers.",
        "invites partners and decides sales",
        "names a language the programme does not speak.",
        "names an occupation I do not know.",
        "{n} sale still waits.",
        "🎓 <b>PRACTICE: nothing is paid</b>",
        "✅ Filled in by {name}: it waits for its decision.",
        "❓ <b>Waits for the partner’s answer.</b>",
        "📷 <b>Waits for another photo from the partner.</b>",
        "Decline, may be sent again",
        "{name} works at {company} now.",
        "At what hour does work begin?",
        "<b>Personal data</b>\n"
        "I agree that {operator} keeps and uses my name, my Telegram account, my occupation and company, "
        "the invoices I send and my balance, to run the programme “{name}”: to check sales, to count {points} "
        "and to show boards, where I choose my name or none. "
        "I can withdraw this under /settings. Then I can register no more sales; what I have earned stays.",
    }
)
"""Nouns like `copia` and `premi`, others who send and wait, labels of keys."""

SPEAKS_TO_NOBODY: Mapping[str, frozenset[str]] = {
    "ru": NAMES_OF_TONES,
    "it": NAMES_OF_TONES | ITALIAN,
}
