"""Overarching dependencies of the plan; the register of risks stands in `risks` and `register`."""

from typing import ClassVar

from irp.fields import LineField, ProseField, WholeField
from irp.models import Sourced, Tracked


class Dependency(Tracked, Sourced):
    """An overarching dependency of the plan."""

    number = WholeField(unique=True, least=1, most=999)
    title = LineField(max_length=200)
    description = ProseField(max_length=2000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["number"]
        verbose_name_plural = "dependencies"

    def __str__(self) -> str:
        return self.title
