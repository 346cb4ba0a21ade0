"""What assurance finds: issued judgements, and which of them a person may see."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Window
from django.db.models.functions import RowNumber


class AssessmentQuerySet(models.QuerySet):
    """Assessments of requirements."""

    def visible_to(self, user: Any) -> "AssessmentQuerySet":
        """Return what this person may see: commissioners' drafts are theirs alone (Rule 23)."""
        if user.holds_kind("commissioner"):
            return self
        return self.exclude(issued=False, speaker="commissioner")

    def newest_issued(self, *, at: datetime) -> "AssessmentQuerySet":
        """Return each speaker's newest issued assessment of each requirement up to a moment.

        Rules 19 and 21.
        """
        place = Window(
            RowNumber(),
            partition_by=[F("requirement"), F("speaker")],
            order_by=[F("at").desc(), F("pk").desc()],
        )
        return self.filter(issued=True, at__lte=at).annotate(place=place).filter(place=1)
