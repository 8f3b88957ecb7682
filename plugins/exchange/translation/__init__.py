"""Whether the languages of a page keep pace: what changed in one, and has not been taken up in another."""
