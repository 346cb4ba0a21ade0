"""Whether it works: indicators, targets, readings."""

from django.apps import AppConfig


class KpisConfig(AppConfig):
    """Registers the app."""

    name = "kpis"
