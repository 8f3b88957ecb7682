"""Pages in frames of other sites, and what trainers are told about the pages that they link to."""
