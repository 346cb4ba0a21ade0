"""Whether it works: indicators, targets, readings."""
