"""Whether commissioners can rely on it: outcomes, requirements, gates, judgements."""

from importlib import import_module

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    """Registers the app."""

    name = "assurance"

    def ready(self) -> None:
        """Make the app's rights known."""
        import_module(f"{self.name}.permissions")
