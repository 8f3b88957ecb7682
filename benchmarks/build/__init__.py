"""How long builds take, beside the peers in one run: `make bench-builds` and `make bench-profile`."""
