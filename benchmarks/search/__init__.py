"""Measure search: quality beside other engines, bytes, time to index, latency."""
