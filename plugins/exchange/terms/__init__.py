"""The termbase: read, shown as a page, and each term marked at its first use in a page."""
