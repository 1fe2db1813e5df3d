"""Who may press what: every command and every button, by everybody, on what is theirs and what is not."""
