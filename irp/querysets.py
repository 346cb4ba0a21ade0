"""What the framework finds: people, posts held and rows in force on a day, the open period."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q


class UserManager(BaseUserManager):
    """Users by e-mail address, which is kept in small letters and typed in any."""

    def get_by_natural_key(self, username: str | None) -> Any:
        """Return the user whose address this is, however it is typed."""
        return self.get(email=(username or "").lower())


class PostHoldingQuerySet(models.QuerySet):
    """Holdings of posts; twin of `PostHolding.is_held_on`."""

    def held(self, *, on: date) -> "PostHoldingQuerySet":
        """Return the holdings in force on that day, both ends included."""
        return self.not_over(on=on).filter(starts_on__lte=on)

    def not_over(self, *, on: date) -> "PostHoldingQuerySet":
        """Return the holdings in force on that day or still to begin."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class RetirableQuerySet(models.QuerySet):
    """Rows that may be retired; twin of `Retirable.is_in_force`."""

    def in_force(self, *, on: date) -> Self:
        """Return the rows that are not retired on that day (Rule 24)."""
        return self.filter(Q(retired_on__isnull=True) | Q(retired_on__gt=on))


class PeriodQuerySet(models.QuerySet):
    """Reporting periods; twins of `ReportingPeriod.is_open` and `is_frozen`."""

    def open(self) -> "PeriodQuerySet":
        """Return the period that reports are written to: opened and not frozen."""
        return self.filter(opened_at__isnull=False, frozen_at__isnull=True)

    def frozen(self) -> "PeriodQuerySet":
        """Return the periods whose record is final."""
        return self.filter(frozen_at__isnull=False)
