"""Freeze and snapshot, the packs of both boards, their editions and downloads."""

from importlib import import_module

from django.apps import AppConfig


class PacksConfig(AppConfig):
    """Registers the app."""

    name = "packs"

    def ready(self) -> None:
        """Make the app's rights known."""
        import_module(f"{self.name}.permissions")
