"""People: rights, sealed names, invites, joining."""
