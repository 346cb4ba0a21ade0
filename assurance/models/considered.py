"""What an assessment or a draft of one says of each consideration, kept with it (19 and 24a)."""

from django.db import models

from assurance.facts.considered import ConsideredFacts, considered_facts
from irp.fields import PartsField


class Considering(models.Model):
    """A row that says what is missing, by consideration, and may give each its own result.

    Each part has the consideration's `number` and `words` as they were, `missing` and `result`.
    """

    considered = PartsField(default=list, blank=True, max_length=200_000)

    class Meta:
        abstract = True

    @property
    def said_by_consideration(self) -> tuple[ConsideredFacts, ...]:
        """Return the parts as facts, in the requirement's order."""
        return considered_facts(self.considered)
