"""Rows of assurance, now or as history held them, gathered as facts (DESIGN 2a)."""
