"""What the pages of delivery show, made from querysets; nothing here writes."""
