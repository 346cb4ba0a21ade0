"""Freeze and snapshot, the packs of both boards, their editions and downloads."""
