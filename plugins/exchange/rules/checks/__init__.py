"""One module for each kind of fault; each takes a page, or what is known of all, and yields problems."""
