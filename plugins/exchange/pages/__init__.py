"""Two equal languages: pairs of pages, fallbacks, alternates, shared section ids, navigation, views."""
