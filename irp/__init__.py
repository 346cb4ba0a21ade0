"""The site and the plan's framework. Knows no other app."""

from irp.celery import app as celery_app

__all__ = ["celery_app"]
