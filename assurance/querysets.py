"""What assurance finds: issued judgements, and which of them a person may see."""

from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery


class AssessmentQuerySet(models.QuerySet):
    """Assessments of requirements."""

    def visible_to(self, user: Any) -> "AssessmentQuerySet":
        """Return what this person may see: commissioners' drafts are theirs alone (Rule 23)."""
        if user.holds_kind("commissioner"):
            return self
        return self.exclude(issued=False, speaker="commissioner")

    def newest_issued(self) -> "AssessmentQuerySet":
        """Return each voice's newest issued assessment of each requirement (Rules 19 and 21)."""
        same = self.model._default_manager.filter(
            requirement=OuterRef("requirement"), speaker=OuterRef("speaker"), issued=True
        )
        return self.filter(pk=Subquery(same.order_by("-at", "-pk").values("pk")[:1]))
