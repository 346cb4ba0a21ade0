"""Facts of assurance in, the lines and counts that people see out (DESIGN 2a). Pure."""
