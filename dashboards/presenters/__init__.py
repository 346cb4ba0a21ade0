"""What the pages over everything show: frozen values made from querysets, nothing written."""
