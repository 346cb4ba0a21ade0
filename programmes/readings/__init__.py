"""Rows read for rules, acts and pages of delivery: gathered here, changed elsewhere."""
