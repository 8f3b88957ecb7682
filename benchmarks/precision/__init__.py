"""How many findings of the check are false, on Markdown that nobody here wrote."""
