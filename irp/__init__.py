"""The site and the plan's framework. Knows no other app."""
