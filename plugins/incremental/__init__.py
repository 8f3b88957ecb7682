"""Builds that do again only what has changed, with the bytes of a build from nothing."""
