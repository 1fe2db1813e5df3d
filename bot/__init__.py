"""The Telegram surface: words in, words out; no decision about points is made here."""
