"""From the text of a record to a Call, or to everything that is wrong with it."""
