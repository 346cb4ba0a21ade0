"""The Celery application; its settings are the CELERY_ names of irp.settings."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irp.settings")

app = Celery("irp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
