"""All that is known of a language: its dates, words, spelling; `language.py` says what is asked of one."""
