"""Whether the plan works: indicators and their readings."""

from importlib import import_module

from django.apps import AppConfig


class KpisConfig(AppConfig):
    """Registers the app."""

    name = "kpis"

    def ready(self) -> None:
        """Make the app's rights known."""
        import_module(f"{self.name}.permissions")
