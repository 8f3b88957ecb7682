"""Text and its places: documents, YAML, fields, sections, problems, digests."""
