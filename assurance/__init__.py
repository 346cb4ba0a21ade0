"""Whether commissioners can rely on it: outcomes, requirements, packs."""
