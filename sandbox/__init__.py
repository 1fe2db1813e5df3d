"""A local Telegram: a strict Bot API server and a chat page, to try and to test bots without a token."""
