"""Addresses for the worker: one function called."""

from assurance.readings.held import remove_sealed
from irp.celery import app


@app.task
def remove_sealed_files() -> None:
    """Remove what of sealed files is still there."""
    remove_sealed()
