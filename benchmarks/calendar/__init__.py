"""Synthetic calls, and what they cost."""
