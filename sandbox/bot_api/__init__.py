"""The Bot API over HTTP, with Telegram's rules and Telegram's wording."""
