"""Faults put into the code on purpose, to see whether its tests notice: `make bench-mutations`.

A mutation is a small change that a person would suffer from, written down in `cases/<package>.toml` with the
harm it does and the test files nearest to it. A benchmark and no test: it runs for minutes, and it measures
the tests.
"""
