"""A call as it is meant: its moments, its status at a moment, its history."""
