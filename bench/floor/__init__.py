"""The floor: what the same list, item and save cost in a Django site that does nothing else."""
