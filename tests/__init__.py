"""Conversations through the sandbox, domain tests, properties and crash tests."""
