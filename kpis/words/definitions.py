"""The words of an indicator's definition: how often it is read, and who answers for it."""

from irp.words import Word

NO_OWNER = "No owner named"
NOT_SAID = "Not set in the plan"


class Frequency(Word):
    """How often an indicator is read; the plan does not say (Rule 27)."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    SURVEY = "survey"
    ONCE = "once"

    @property
    def label(self) -> str:
        """Return the words that people read."""
        return {Frequency.SURVEY: "With each survey"}.get(self, super().label)

    @property
    def months(self) -> int:
        """Return how many months of data one reading covers."""
        return {Frequency.QUARTERLY: 3, Frequency.YEARLY: 12}.get(self, 1)

    @property
    def is_regular(self) -> bool:
        """Tell whether one data period follows another, so that a reading can be due."""
        return self not in {Frequency.SURVEY, Frequency.ONCE}
