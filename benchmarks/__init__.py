"""Measurements that stay in the repository: each prints the figures that docs/ reports."""
