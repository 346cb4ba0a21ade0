"""Read-only pages over all of it. No models, no actions."""
