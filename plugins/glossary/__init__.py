"""The termbase on the site: a page of all terms, and each term marked at its first use in a page."""
