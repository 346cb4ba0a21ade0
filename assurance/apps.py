"""Whether commissioners can rely on it: outcomes, requirements, packs."""

from importlib import import_module

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    """Registers the app."""

    name = "assurance"

    def ready(self) -> None:
        """Make the app's rights known."""
        import_module(f"{self.name}.permissions")
