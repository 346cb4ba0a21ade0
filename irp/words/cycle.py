"""The words of the monthly cycle: how far a reporting period has come, and what was done to it."""

from datetime import datetime

from irp.words.terms import Term, Terms, Word


class PeriodState(Word):
    """How far a reporting period has come."""

    NOT_OPENED = "not_opened"
    OPEN = "open"
    FROZEN = "frozen"

    @classmethod
    def of(cls, opened_at: datetime | None, frozen_at: datetime | None) -> "PeriodState":
        """Return it by when the period was opened and frozen, None where it was not."""
        if frozen_at is not None:
            return cls.FROZEN
        return cls.NOT_OPENED if opened_at is None else cls.OPEN


class PeriodAct(Word):
    """What was done to a reporting period."""

    OPENED = "opened"
    DATES_CHANGED = "dates_changed"
    FROZEN = "frozen"


CYCLE = Terms(
    "cycle",
    "The monthly cycle",
    (
        Term("period", "Reporting period", "The month that returns report on."),
        Term("return", "Return", "One programme’s report for one month."),
        Term(
            "frozen",
            "Frozen",
            "The month’s record is final. Anything later belongs to the next month.",
        ),
        Term(
            "working_days",
            "Working days",
            "Deadlines are counted back from the day of the "
            "TIB, without weekends and bank holidays in England.",
        ),
    ),
)
