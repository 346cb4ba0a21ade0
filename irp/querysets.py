"""What the framework finds: people, posts held and rows in force on a day, the open period."""

import json
from datetime import date
from typing import Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast


class Keys(models.Aggregate):
    """The keys of a group's rows with commas between them: what is alike is one row of an answer.

    `keys_in` reads them.
    """

    template = "GROUP_CONCAT(%(expressions)s)"

    def __init__(self, name: str, **extra: Any) -> None:
        """Take the name of a column of keys."""
        super().__init__(Cast(name, models.TextField()), **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Return what PostgreSQL calls it."""
        return self.as_sql(
            compiler, connection, template="STRING_AGG(%(expressions)s, ',')", **extra
        )


def keys_in(joined: str) -> list[int]:
    """Return the keys that `Keys` gave of a group."""
    return json.loads(f"[{joined}]")  # twice as fast as `int` of each


class UserManager(BaseUserManager):
    """Users by e-mail address, which is kept in small letters and typed in any."""

    def get_by_natural_key(self, username: str | None) -> Any:
        """Return the user whose address this is, however it is typed."""
        return self.get(email=(username or "").lower())


class PostHoldingQuerySet(models.QuerySet):
    """Holdings of posts; twin of `PostHolding.is_held_on`."""

    def held(self, *, on: date) -> "PostHoldingQuerySet":
        """Return the holdings in force on that day, both ends included, that take effect."""
        confirmed = Q(confirmed_on__isnull=True) | Q(confirmed_on__lte=on)
        return self.not_over(on=on).filter(confirmed, starts_on__lte=on, awaits=False)

    def not_over(self, *, on: date) -> "PostHoldingQuerySet":
        """Return the holdings in force on that day or still to begin."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class RetirableQuerySet(models.QuerySet):
    """Rows that may be retired; twin of `Retirable.is_in_force`."""

    def in_force(self, *, on: date) -> Self:
        """Return the rows that are not retired on that day (Rule 24)."""
        return self.filter(not_retired("retired_on", on=on))


def not_retired(column: str, *, on: date) -> Q:
    """Return what `in_force` asks, of a row's own column or of one that it is joined to."""
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gt": on})


class PeriodQuerySet(models.QuerySet):
    """Reporting periods; twins of `ReportingPeriod.is_open` and `is_frozen`."""

    def open(self) -> "PeriodQuerySet":
        """Return the period that reports are written to: opened and not frozen."""
        return self.filter(opened_at__isnull=False, frozen_at__isnull=True)

    def frozen(self) -> "PeriodQuerySet":
        """Return the periods whose record is final."""
        return self.filter(frozen_at__isnull=False)
