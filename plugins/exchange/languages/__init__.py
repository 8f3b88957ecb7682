"""All that is known of a language, one folder each; `language.py` says what is asked of it."""
