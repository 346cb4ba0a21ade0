"""What is being done: programmes, milestones, returns and sign-off."""

from importlib import import_module

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Registers the app."""

    name = "programmes"

    def ready(self) -> None:
        """Make the app's rights known."""
        import_module(f"{self.name}.permissions")
