"""Lists taken over from files and messages: fetched, read, shown before anything is saved, saved once."""
