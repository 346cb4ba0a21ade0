"""Whether commissioners can rely on it: outcomes, requirements, gates, judgements."""
