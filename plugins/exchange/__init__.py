"""A bilingual knowledge-exchange site: everything between its content and the pages readers see."""
