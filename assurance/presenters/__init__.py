"""What the pages of assurance show: frozen dataclasses made from querysets, no writes."""
