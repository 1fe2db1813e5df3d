"""HTTP doors: the webhook and the health pages."""
