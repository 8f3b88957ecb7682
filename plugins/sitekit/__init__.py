"""The words every plugin shares: problems, documents, fields, locales, strings, terms, digests, history."""
