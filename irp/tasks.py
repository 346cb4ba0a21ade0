"""Addresses for the worker: one function called."""

from irp.celery import app
from irp.models import SentForm


@app.task
def forget_sent_forms() -> None:
    """Empty the table of forms of those that no browser can send again."""
    SentForm.forget_old()
