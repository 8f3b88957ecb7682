"""Two equal languages: pairs of pages, fallbacks, alternates, shared section ids, one build of both."""
