"""The command `kx`: arguments in, one call, words out."""
