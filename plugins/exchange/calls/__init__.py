"""Funding calls: one record each; pages, calendars, feeds and data that cannot disagree about a date."""
