"""Conversations: people, through the sandbox, with the bot as it runs in production."""
