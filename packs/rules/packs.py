"""How a pack is drawn from the queue (ADR 0002)."""

MOST_TRIES = 5
