"""Charts of delivery, for pages and packs: figures in, SVG out. Pure; their data is beside them."""
