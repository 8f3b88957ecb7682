"""Calendars, feeds, tables and data: one module a format."""
