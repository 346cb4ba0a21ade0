"""The packs that no version was ever asked for."""

from dataclasses import dataclass

from irp.models import ReportingPeriod
from packs.models import Pack
from packs.words import Forum


@dataclass(frozen=True)
class Undrawn:
    """A pack that no version was ever asked for, of a period whose frozen data is kept."""

    period: ReportingPeriod
    forum: Forum

    @property
    def key(self) -> str:
        """Return what names it in an address: "2026-10-tib"."""
        return f"{self.period.slug}-{self.forum.value}"

    def __str__(self) -> str:
        return f"{self.period}: {self.forum.value.upper()} pack"


def undrawn_packs() -> list[Undrawn]:
    """Return the packs of frozen periods that have no version yet, the newest period first."""
    asked = set(Pack.objects.values_list("snapshot__period", "forum"))
    periods = ReportingPeriod.objects.frozen().filter(snapshot__isnull=False).order_by("-month")
    return [
        Undrawn(period, forum)
        for period in periods
        for forum in Forum
        if (period.pk, forum.value) not in asked
    ]
