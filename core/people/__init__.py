"""People, their roles, invitations and consents."""
