"""What was published stays reachable: the ledger, redirects, permanent ids, sealed editions."""
