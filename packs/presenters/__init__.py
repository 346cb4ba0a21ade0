"""What the pages of freeze and packs show: frozen dataclasses made from querysets, no writes."""
