"""Read-only pages over all of it. No models, no actions."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Registers the app."""

    name = "dashboards"
