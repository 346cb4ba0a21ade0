"""Data in and out: loading, exporting and demonstrating the plan."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Registers the app."""

    name = "exchange"
