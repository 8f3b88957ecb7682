"""Keep the lines of a text from ending inside a word, where the typesetter has no rule for it."""

from __future__ import annotations

from exchange.languages.language import all_languages

JOINER = "\u2060"  # WORD JOINER: no line ends here; it has no shape, and a search passes over it


def join_words(text: str) -> str:
    """Return the text with a word joiner where a language has no line end, whatever the page's language."""
    for language in all_languages():
        if language.inside_word:
            text = language.inside_word.sub(JOINER, text)
    return text
