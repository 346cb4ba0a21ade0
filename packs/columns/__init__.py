"""The columns of packs' records, for lists and files."""
