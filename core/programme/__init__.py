"""The programme: its names, zone, languages and who runs it."""
