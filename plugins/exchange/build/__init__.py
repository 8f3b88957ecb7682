"""How a build works: staging, outputs, processes, and what of the last build still holds."""
