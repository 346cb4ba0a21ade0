"""How pages of assurance try files of rows."""
