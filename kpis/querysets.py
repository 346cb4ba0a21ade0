"""What indicators find: each with its newest reading."""

from django.db import models
from django.db.models import OuterRef, Subquery


class IndicatorQuerySet(models.QuerySet):
    """Indicators of the plan."""

    def with_latest_reading(self) -> "IndicatorQuerySet":
        """Annotate `latest_reading_id`: the last recorded value of the newest data period."""
        readings = self.model._meta.get_field("readings").related_model
        newest = readings.objects.filter(indicator=OuterRef("pk")).order_by("-month", "-pk")
        return self.annotate(latest_reading_id=Subquery(newest.values("pk")[:1]))
