"""Bring Markdown that was written for another site into the shape of this one."""
