"""The chat page, driven in a real browser against a running sandbox."""
