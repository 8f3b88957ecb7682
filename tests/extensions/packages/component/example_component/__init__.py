"""A badge: a word in a frame. Its folder lies over the theme."""
