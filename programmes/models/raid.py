"""Overarching risks and dependencies. The plan gives risks no owner and no score (DOMAIN 2)."""

from typing import ClassVar

from irp.fields import LineField, ProseField, WholeField
from irp.models import Sourced, Tracked


class Risk(Tracked, Sourced):
    """An overarching risk of the plan; "not scored" until a person scores it."""

    number = WholeField(unique=True, least=1, most=999)
    title = LineField(max_length=200)
    description = ProseField(max_length=2000, blank=True, default="")
    mitigation = ProseField(max_length=2000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.title


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
