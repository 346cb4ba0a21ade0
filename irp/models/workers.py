"""Which workers run: each says so now and then."""

from django.db import models

from irp.fields import LineField


class WorkerSign(models.Model):
    """The last sign of life of a worker that takes packs, by the database's clock."""

    name = LineField(max_length=200, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
