"""Read-only pages over all of it."""
